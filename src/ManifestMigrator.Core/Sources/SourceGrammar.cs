using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Understands a source: whatever npm takes as a git package, a path, a tarball, a registry entry (spec: product, "Sources").</summary>
/// <remarks>For the hosts that npm knows, the answers are those of its package <c>hosted-git-info</c>; beyond them the old <c>@branch</c> is read.</remarks>
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
        if (text.StartsWith("registry://", StringComparison.Ordinal))
            return Registry(text);

        var (place, revision) = Split(text);
        if (revision?.StartsWith('-') == true)
            throw new SourceException($"'{revision}' begins with a dash: git would take it for an option.");

        var shortcut = Shortcut().Match(place);
        var address = KnownHost.ByShortcut(shortcut.Groups["host"].Value) is { } host ? OfShortcut(text, host, shortcut.Groups["path"].Value)
            : OwnerAndName().IsMatch(place) ? OfShortcut(text, KnownHost.GitHub, place)
            : GitUrl.Parse(place) is { } url ? OfUrl(text, url)
            : throw NotUnderstood(text, shortcut.Success
                ? "the short names are github:, gitlab:, bitbucket:, gist: and sourcehut:"
                : $"write owner/name, a git address, or ./{Secrets.Mask(text)} for a folder");
        return address with { Revision = address.Revision ?? revision };
    }

    private static void Refuse(string text)
    {
        if (text.Length == 0)
            throw new SourceException("A source is empty.");
        if (text.StartsWith('-'))
            throw new SourceException($"'{Secrets.Mask(text)}' begins with a dash: git would take it for an option.");
        if (text.Any(char.IsControl))
            throw new SourceException("A source holds control characters.");
        if (HelperProgram().IsMatch(text))
            throw new SourceException($"'{Secrets.Mask(text)}' names a helper program of git; none is run.");
    }

    /// <summary>What stands behind the first <c>#</c> is the revision, with percent-escapes as in every address.</summary>
    private static (string Place, string? Revision) Split(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0 || hash + 1 == text.Length)
            return (text.TrimEnd('#'), null);
        var revision = Uri.UnescapeDataString(text[(hash + 1)..]);
        return revision.Any(char.IsControl) ? throw new SourceException("A source holds control characters.") : (text[..hash], revision);
    }

    private static RepositoryAddress Registry(string text) => new()
    {
        Kind = AddressKind.Registry,
        Source = text,
        Url = text,
        Identity = "registry/" + text["registry://".Length..].TrimEnd('/').ToLowerInvariant(),
    };

    private static RepositoryAddress OfShortcut(string text, KnownHost host, string path)
    {
        var (place, old) = RepositoryPath.SplitOldBranch(path);
        return RepositoryPath.Names(place) is { } parts && host.RepositoryOfShortcut(parts) is { } names
            ? Hosted(text, host, names, overSsh: false) with { Revision = old }
            : throw NotUnderstood(text, $"write {host.Shortcut}:owner/name");
    }

    private static RepositoryAddress OfUrl(string text, GitUrl url)
    {
        var known = KnownHost.ByName(url.Host);
        if (!Schemes.Contains(url.Scheme, StringComparer.Ordinal))
            throw NotUnderstood(text, "https, http, ssh and git are the transports that are allowed");
        if (url.User.StartsWith('-') || (url.IsShort && known is null))
            throw NotUnderstood(text, "write user@host:owner/name, or the whole address with ssh://");

        var isTarball = url.Scheme is "https" or "http" && TarballEnd().IsMatch(url.Path);
        var (path, old) = isTarball ? (url.Path, null) : RepositoryPath.SplitOldBranch(url.Path);
        var parts = RepositoryPath.Names(path) ?? throw NotUnderstood(text, "its path names no repository");
        var address = known is null || isTarball ? Plain(text, url, path, parts) : OnKnownHost(text, known, url, parts);
        return address with { Kind = isTarball ? AddressKind.Tarball : AddressKind.Git, Revision = address.Revision ?? old };
    }

    private static RepositoryAddress OnKnownHost(string text, KnownHost host, GitUrl url, string[] parts) =>
        host.Repository(parts) is var (names, revision)
            ? Hosted(text, host, names, overSsh: url.Scheme == "ssh") with { Revision = revision, Credentials = Credentials(url) }
            : throw NotUnderstood(text, $"that is no address of a repository on {host.Host}");

    /// <summary>One address for all spellings; the unencrypted ones of old manifests are switched off by these hosts.</summary>
    private static RepositoryAddress Hosted(string text, KnownHost host, string[] names, bool overSsh)
    {
        string[] plain = [.. names[..^1], RepositoryPath.Trim(names[^1])];
        return new RepositoryAddress
        {
            Kind = AddressKind.Git,
            Source = Secrets.Mask(text),
            Url = host.Url(plain, overSsh),
            Identity = $"{host.Host}/{string.Join('/', plain)}".ToLowerInvariant(),
        };
    }

    private static RepositoryAddress Plain(string text, GitUrl url, string path, string[] parts)
    {
        var user = url.Scheme == "ssh" && url.User.Length > 0 ? url.User + "@" : "";
        return new RepositoryAddress
        {
            Kind = AddressKind.Git,
            Source = Secrets.Mask(text),
            Url = url.IsScp ? $"{user}{url.Host}:{path}" : $"{url.Scheme}://{user}{url.Host}{url.Port}{path.Replace(" ", "%20", StringComparison.Ordinal)}",
            Identity = RepositoryPath.Identity(url.Host + url.Port, parts),
            Credentials = Credentials(url),
        };
    }

    private static string? Credentials(GitUrl url) => url.Scheme != "ssh" && url.UserInfo.Length > 0 ? Uri.UnescapeDataString(url.UserInfo) : null;

    private static SourceException NotUnderstood(string text, string advice) => new($"'{Secrets.Mask(text)}' is not understood: {advice}.");

    /// <summary><c>ext::command</c> and its like; behind a short name, an empty user and a password.</summary>
    [GeneratedRegex("^(?!(github|gitlab|bitbucket|gist|sourcehut)::[^/@]*@)[A-Za-z0-9+.-]*::", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelperProgram();

    /// <summary>The short name of a host. A user before the path is taken and forgotten, as npm does.</summary>
    [GeneratedRegex("^(?<host>[a-z]+):(?!//)/?([^/@]*@)?(?<path>[^:]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shortcut();

    [GeneratedRegex(@"^[^\s@:/.-][^\s@:/]*/[^\s@:/]+(@[^@:/\s]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnerAndName();

    [GeneratedRegex(@"\.(tgz|tar\.gz)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TarballEnd();
}
