namespace ManifestMigrator.Sources;

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
    /// <param name="overSsh">Whether git shall come by SSH.</param>
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
