using System.Globalization;
using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Sources that are paths on this machine. They are written as paths, so that <c>owner/name</c> is never one.</summary>
/// <remarks>Npm installs such a package from the folder as it is; here it may be a repository, with a <c>#branch</c>.</remarks>
internal static partial class LocalPath
{
    private const string FileScheme = "file://";

    public static bool IsPath(string text) =>
        text is "." or ".." or "~" || text.StartsWith(FileScheme, StringComparison.Ordinal) || Start().IsMatch(text);

    public static RepositoryAddress Parse(string text)
    {
        var hash = text.LastIndexOf('#');
        var path = hash < 0 ? text : text[..hash];
        var revision = hash < 0 || hash + 1 == text.Length ? null : text[(hash + 1)..];
        var plain = path.StartsWith(FileScheme, StringComparison.Ordinal) ? FromFileUrl(path[FileScheme.Length..]) : path;
        var isTarball = TarballAddress.IsTarball(plain);
        return new RepositoryAddress
        {
            Kind = isTarball ? AddressKind.Tarball : AddressKind.Folder,
            IsLocal = true,
            Source = text,
            Url = plain,
            Identity = Identity(plain),
            Revision = isTarball ? null : SourceRevision.Checked(revision),
        };
    }

    /// <summary><c>local/parent/name</c> from the last two parts of a path.</summary>
    public static string Identity(string path)
    {
        var parts = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("." or "..")).ToList();
        var name = parts.Count > 0 ? RepositoryPath.Trim(parts[^1]) : "";
        var parent = parts.Count > 1 ? parts[^2].TrimEnd(':') : "";
        return $"local/{Named(parent)}/{Named(name)}".ToLowerInvariant();
    }

    private static string Named(string part) => part is "" or "." or ".." ? "folder" : part;

    /// <summary>The path of a <c>file://</c> address, whose host is this machine or left out.</summary>
    private static string FromFileUrl(string rest)
    {
        var path = Uri.UnescapeDataString(rest.StartsWith("localhost/", StringComparison.Ordinal) ? rest["localhost".Length..] : rest);
        if (!path.StartsWith('/'))
            throw new SourceException("The file address names another machine; write file:///path.");
        return path.Any(char.IsControl) ? throw new SourceException("A source must not contain control characters.") : path;
    }

    [GeneratedRegex(@"^(\.{0,2}[/\\]|\.{1,2}$|~[/\\]|[A-Za-z]:[/\\])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();
}

/// <summary>Addresses and paths of packed packages, known by their ending.</summary>
/// <remarks>What npm takes for a repository is one, whatever its name ends in.</remarks>
internal static class TarballAddress
{
    public static bool IsTarball(string path) =>
        path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The tarball that an address of the web names; <see langword="null"/> when it names none.</summary>
    /// <exception cref="SourceRefusal">It has no host.</exception>
    public static RepositoryAddress? Parse(UrlRecord url)
    {
        if (url.Scheme is not ("https" or "http") || !IsTarball(url.Path) || RepositoryPath.Names(url.ResolvedPath) is not { } names)
            return null;

        var host = url.Host + (url.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "");
        return new RepositoryAddress
        {
            Kind = AddressKind.Tarball,
            Source = "",
            Url = Uri.TryCreate($"{url.Scheme}://{host}{url.ResolvedPath}", UriKind.Absolute, out var address) ? address.AbsoluteUri : throw new SourceRefusal("its host is not a valid name"),
            Identity = RepositoryPath.Identity(host, names),
            Query = url.Query,
            Credentials = url.Credentials,
        };
    }
}
