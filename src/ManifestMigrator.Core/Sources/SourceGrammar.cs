using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Understands a source: whatever npm takes as a git package, a path, a tarball, a registry entry (spec: product, "Sources").</summary>
public static partial class SourceGrammar
{
    private static readonly string[] Schemes = ["https", "http", "ssh", "git"];

    /// <summary>Reads one source.</summary>
    /// <exception cref="SourceException">It is not understood, or could make git do something else than fetch.</exception>
    public static RepositoryAddress Parse(string text)
    {
        text = text.Trim();
        Refuse(text);
        if (LocalPath.IsPath(text))
            return LocalPath.Parse(text);

        var (place, revision) = Split(text);
        var address = text.StartsWith("registry://", StringComparison.Ordinal) ? Registry(text)
            : Shortcut().Match(place) is { Success: true } shortcut ? Hosted(text, shortcut, revision)
            : OwnerAndName().IsMatch(place) ? Hosted(text, KnownHost.GitHub, place, revision)
            : ScpLike().Match(place) is { Success: true } scp ? Scp(text, scp, revision)
            : place.Contains("://", StringComparison.Ordinal) ? RemoteUrl(text, place, revision)
            : throw new SourceException($"'{text}' is not understood: write owner/name, a git address, or ./{text} for a folder.");
        return address.Revision is null || RevisionName.IsValid(address.Revision)
            ? address
            : throw new SourceException($"'{address.Revision}' is no name of a branch, tag or commit.");
    }

    private static void Refuse(string text)
    {
        if (text.Length == 0)
            throw new SourceException("A source is empty.");
        if (text.StartsWith('-'))
            throw new SourceException($"'{text}' begins with a dash: git would take it for an option.");
        if (text.Any(char.IsControl))
            throw new SourceException("A source holds control characters.");
        if (text.Contains("::", StringComparison.Ordinal))
            throw new SourceException($"'{text}' names a helper program of git; none is run.");
    }

    private static (string Place, string? Revision) Split(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (text, null) : (text[..hash], hash + 1 < text.Length ? text[(hash + 1)..] : null);
    }

    private static RepositoryAddress Registry(string text) => new()
    {
        Kind = AddressKind.Registry,
        Source = text,
        Url = text,
        Identity = "registry/" + text["registry://".Length..].TrimEnd('/').ToLowerInvariant(),
    };

    private static RepositoryAddress Hosted(string text, Match shortcut, string? revision) =>
        KnownHost.ByShortcut(shortcut.Groups["host"].Value) is { } host
            ? Hosted(text, host, shortcut.Groups["path"].Value, revision)
            : throw new SourceException($"'{text}' is not understood: the short names are github:, gitlab:, bitbucket: and gist:.");

    private static RepositoryAddress Hosted(string text, KnownHost host, string path, string? revision)
    {
        var (name, old) = OldBranch(RepositoryPath.Trim(path));
        return new RepositoryAddress
        {
            Kind = AddressKind.Git,
            Source = text,
            Url = host.Url(name),
            Identity = RepositoryPath.Identity(host.Host, name),
            Revision = revision ?? old,
        };
    }

    private static RepositoryAddress Scp(string text, Match scp, string? revision)
    {
        var host = scp.Groups["host"].Value;
        var (path, old) = OldBranch(scp.Groups["path"].Value);
        return new RepositoryAddress
        {
            Kind = AddressKind.Git,
            Source = text,
            Url = $"{scp.Groups["user"].Value}{host}:{path}",
            Identity = RepositoryPath.Identity(host, path),
            Revision = revision ?? old,
        };
    }

    private static RepositoryAddress RemoteUrl(string text, string place, string? revision)
    {
        var plain = place.StartsWith("git+", StringComparison.Ordinal) ? place["git+".Length..] : place;
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme, StringComparer.Ordinal) || uri.Host.Length == 0 || uri.Host.StartsWith('-'))
            throw new SourceException($"'{WithoutSecrets(text, uri: null)}' is not understood: https, http, ssh and git are the transports that are allowed.");

        var isTarball = TarballEnd().IsMatch(uri.AbsolutePath);
        var (path, old) = isTarball ? (uri.AbsolutePath, null) : OldBranch(uri.AbsolutePath);
        var (repository, tree) = BrowserPath(uri.Host, path);
        // GitHub and its like have switched off the unencrypted git:// of old manifests.
        var scheme = uri.Scheme == "git" && KnownHost.IsKnown(uri.Host) ? "https" : uri.Scheme;
        var user = uri.Scheme == "ssh" && uri.UserInfo.Length > 0 ? uri.UserInfo.Split(':')[0] + "@" : "";
        return new RepositoryAddress
        {
            Kind = isTarball ? AddressKind.Tarball : AddressKind.Git,
            Source = WithoutSecrets(text, uri),
            Url = $"{scheme}://{user}{uri.Authority[(uri.Authority.LastIndexOf('@') + 1)..]}{repository}",
            Identity = RepositoryPath.Identity(uri.Authority[(uri.Authority.LastIndexOf('@') + 1)..], repository),
            Revision = revision ?? old ?? tree,
            Credentials = uri.Scheme is "http" or "https" && uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null,
        };
    }

    /// <summary>The address that a browser shows for a branch: <c>/owner/name/tree/branch</c>.</summary>
    private static (string Path, string? Revision) BrowserPath(string host, string path)
    {
        var parts = path.Trim('/').Split('/', 4);
        return KnownHost.IsKnown(host) && parts is [var owner, var name, "tree" or "commit", var revision]
            ? ($"/{owner}/{name}", revision)
            : (path, null);
    }

    /// <summary>The branch behind an <c>@</c>, as the first manifests wrote it.</summary>
    private static (string Path, string? Branch) OldBranch(string path)
    {
        var at = path.LastIndexOf('@');
        return at > path.LastIndexOf('/') && at + 1 < path.Length ? (path[..at], path[(at + 1)..]) : (path, null);
    }

    private static string WithoutSecrets(string text, Uri? uri)
    {
        var hasSecret = uri is null || (uri.UserInfo.Length > 0 && uri.Scheme != "ssh") || uri.UserInfo.Contains(':', StringComparison.Ordinal);
        return hasSecret ? UserInfo().Replace(text, "//") : text;
    }

    [GeneratedRegex("^(?<host>[a-z]+):(?!//)(?<path>[^@:]+(@[^@:/]+)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shortcut();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]*/[\w.-]+(@[^@:/\s]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnerAndName();

    [GeneratedRegex(@"^(?<user>[\w.-]+@)(?<host>[A-Za-z0-9][\w.-]*):(?!//)(?<path>[^\s]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScpLike();

    [GeneratedRegex(@"\.(tgz|tar\.gz)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TarballEnd();

    [GeneratedRegex("//[^/@]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UserInfo();
}
