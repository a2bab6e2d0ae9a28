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

    /// <remarks>Unlike npm, the case of a name does not matter in any scheme.</remarks>
    public static KnownHost? ByName(string name)
    {
        name = name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? name["www.".Length..] : name;
        return Array.Find(All, host => host.Host.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What a path on the host names; <see langword="null"/> when that is no repository.</summary>
    /// <remarks>Unlike npm, slashes at the end do not matter on any host, and <c>/tree</c> without a branch neither.</remarks>
    /// <param name="path">The path with percent-escapes as written, from its first slash.</param>
    /// <returns>Owner, empty for a gist, groups before it included; name; and the revision if the path has one.</returns>
    public (string Owner, string Name, string? Revision)? Repository(string path)
    {
        string[] parts = path.TrimEnd('/').Split('/')[1..];
        string? Part(int index) => index < parts.Length && parts[index].Length > 0 ? parts[index] : null;

        return Shortcut switch
        {
            "github" when Part(2) is null or "tree" => Named(Part(0), Part(1), Part(2) is null ? null : Part(3)),
            "gitlab" when parts.Length > 1 && !path.Contains("/-/", StringComparison.Ordinal) && !path.Contains("/archive.tar.gz", StringComparison.Ordinal) =>
                Named(string.Join('/', parts[..^1]), parts[^1], revision: null),
            "bitbucket" when Part(2) is not "get" => Named(Part(0), Part(1), revision: null),
            "sourcehut" when Part(2) is not "archive" => Named(Part(0), Part(1), revision: null),
            "gist" when Part(2) is not "raw" => Named("gist", Part(1) ?? Part(0), revision: null) is var (_, name, _) ? ("", name, null) : null,
            _ => null,
        };
    }

    /// <summary>The address git gets for a repository on this host.</summary>
    /// <param name="names">Owner, groups and name, without <c>.git</c>.</param>
    /// <param name="overSsh">Whether by SSH; these hosts know one user, <c>git</c>.</param>
    public string Url(IEnumerable<string> names, bool overSsh)
    {
        var end = Shortcut == "sourcehut" ? "" : ".git";
        return overSsh ? $"git@{Host}:{string.Join('/', names)}{end}" : $"https://{Host}/{string.Join('/', names.Select(Uri.EscapeDataString))}{end}";
    }

    private static (string Owner, string Name, string? Revision)? Named(string? owner, string? name, string? revision) =>
        owner is null or "" || name is null or "" ? null : (owner, RepositoryPath.WithoutGit(name), revision);
}

/// <summary>A repository on a host that npm knows, as its <c>hosted-git-info</c> understands an address.</summary>
/// <param name="Host">The host.</param>
/// <param name="Names">Owner, groups and name; of a gist the name alone. Without <c>.git</c> and percent-escapes.</param>
/// <param name="Revision">Branch, tag or commit; <see langword="null"/> for none.</param>
internal sealed record HostedRepository(KnownHost Host, string[] Names, string? Revision)
{
    /// <summary>The repository of a short form, <c>host:owner/name</c>.</summary>
    /// <remarks>Npm forgets a user before the path, which is what it makes of all before an <c>@</c>. Before a second one is the rest of a password: refused here.</remarks>
    /// <returns><see langword="null"/> when it names none.</returns>
    public static HostedRepository? ParseShortcut(KnownHost host, UrlRecord url)
    {
        var path = url.ResolvedPath;
        path = path.StartsWith('/') ? path[1..] : path;
        path = path[(path.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var slash = path.LastIndexOf('/');
        var owner = host.Shortcut == "gist" ? "" : path[..Math.Max(slash, 0)];
        return Escapes.Decoded(path[(slash + 1)..]) is { } name && !path.Contains('@', StringComparison.Ordinal) && (owner.Length > 0 || host.Shortcut == "gist")
            ? Create(host, owner, RepositoryPath.WithoutGit(name), url.Fragment)
            : null;
    }

    /// <summary>The repository that an address on a host names.</summary>
    /// <remarks>Unlike npm, every scheme is read for every host: which of them a host serves is its own business.</remarks>
    /// <returns><see langword="null"/> when it names none.</returns>
    public static HostedRepository? ParseAddress(KnownHost host, UrlRecord url) =>
        host.Repository(url.ResolvedPath) is var (owner, escaped, revision) && Escapes.Decoded(escaped) is { } name
            ? Create(host, owner, name, revision ?? url.Fragment)
            : null;

    /// <summary>One address for all spellings; the unencrypted ones of old manifests are switched off by these hosts.</summary>
    /// <param name="overSsh">Whether git uses SSH.</param>
    /// <exception cref="SourceRefusal">One of the names leads elsewhere.</exception>
    public RepositoryAddress Address(bool overSsh) => new()
    {
        Kind = AddressKind.Git,
        Source = "",
        Url = RepositoryPath.AreNames(Names) ? Host.Url(Names, overSsh) : throw new SourceRefusal("its path names no repository"),
        Identity = $"{Host.Host}/{string.Join('/', Names)}".ToLowerInvariant(),
        Revision = Revision,
    };

    private static HostedRepository? Create(KnownHost host, string owner, string name, string fragment) =>
        Escapes.Decoded(owner) is { } owners && Escapes.Decoded(fragment) is { } revision
            ? new HostedRepository(host, owners.Length == 0 ? [name] : [.. owners.Split('/'), name], revision.Length == 0 ? null : revision)
            : null;
}
