using System.Globalization;

namespace ManifestMigrator.Sources;

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
            Url = Uri.TryCreate($"{url.Scheme}://{host}{url.ResolvedPath}", UriKind.Absolute, out var address) ? address.AbsoluteUri : throw new SourceRefusal("its host is none"),
            Identity = RepositoryPath.Identity(host, names),
            Query = url.Query,
            Credentials = url.Credentials,
        };
    }
}
