namespace ManifestMigrator.Sources;

/// <summary>Hosts that npm knows by a short name.</summary>
/// <param name="Shortcut">The name before the colon, e.g. <c>github</c>.</param>
/// <param name="Host">The host's name.</param>
internal sealed record KnownHost(string Shortcut, string Host)
{
    public static readonly KnownHost GitHub = new("github", "github.com");

    private static readonly KnownHost[] All =
    [
        GitHub,
        new("gitlab", "gitlab.com"),
        new("bitbucket", "bitbucket.org"),
        new("gist", "gist.github.com"),
    ];

    public static KnownHost? ByShortcut(string shortcut) => Array.Find(All, host => host.Shortcut == shortcut);

    public static bool IsKnown(string name) => Array.Exists(All, host => host.Host == name);

    /// <summary>What git is told for a repository on this host.</summary>
    public string Url(string path) => $"https://{Host}/{path}.git";
}
