namespace ManifestMigrator.Sources;

/// <summary>A host whose addresses npm knows: by a short name, and by what its pages are called.</summary>
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
        new("sourcehut", "git.sr.ht"),
    ];

    public static KnownHost? ByShortcut(string shortcut) => Array.Find(All, host => host.Shortcut == shortcut);

    public static KnownHost? ByName(string name) =>
        Array.Find(All, host => host.Host == (name.StartsWith("www.", StringComparison.Ordinal) ? name["www.".Length..] : name));

    /// <summary>The repository that a path on the host names; <see langword="null"/> when it is the path of something else.</summary>
    /// <param name="parts">The path, split at its slashes.</param>
    public (string[] Names, string? Revision)? Repository(string[] parts) => (Shortcut, parts) switch
    {
        ("github", [var owner, var name]) => ([owner, name], null),
        ("github", [var owner, var name, "tree", var branch, ..]) => ([owner, name], branch),
        ("gitlab", [_, _, ..]) when !parts.Contains("-", StringComparer.Ordinal) => (parts, null),
        ("bitbucket", [var owner, var name, .. var rest]) when rest is not ["get", ..] => ([owner, name], null),
        ("sourcehut", [var owner, var name, .. var rest]) when rest is not ["archive", ..] => ([owner, name], null),
        ("gist", [var name]) => ([name], null),
        ("gist", [_, var name, .. var rest]) when rest is not ["raw", ..] => ([name], null),
        _ => null,
    };

    /// <summary>The repository behind the short name; a gist has one name, all others an owner and a name.</summary>
    public string[]? RepositoryOfShortcut(string[] parts) => Shortcut == "gist" ? parts[^1..] : parts.Length > 1 ? parts : null;

    /// <summary>What git is told for a repository on this host.</summary>
    /// <param name="names">Owner, groups and name, without <c>.git</c>.</param>
    /// <param name="overSsh">Whether by SSH; these hosts know one user, <c>git</c>.</param>
    public string Url(IEnumerable<string> names, bool overSsh)
    {
        var end = Shortcut == "sourcehut" ? "" : ".git";
        return overSsh ? $"git@{Host}:{string.Join('/', names)}{end}" : $"https://{Host}/{string.Join('/', names.Select(Uri.EscapeDataString))}{end}";
    }
}
