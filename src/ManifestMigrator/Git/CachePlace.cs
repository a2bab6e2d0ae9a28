using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Reports;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>Where a repository stands in a cache.</summary>
/// <param name="Repository">Full path of the bare repository.</param>
/// <param name="Incoming">Full path of a folder in which a new copy is made before it takes its place.</param>
/// <param name="Lock">Full path of the file that is locked by who works on it.</param>
internal sealed record CachePlace(string Repository, string Incoming, string Lock)
{
    public const string IncomingFolder = ".incoming";

    /// <summary>The place is made from the identity <c>host/owner/name</c>; of repositories on this machine, which may share it, from the path too.</summary>
    public static CachePlace Find(string cache, RepositoryAddress address)
    {
        var names = address.Identity.Split('/').Select(SafeName.Escape);
        var repository = Path.Combine([cache, .. names]) + (address.Kind == AddressKind.Folder ? $"-{Digest(address.Url)}.git" : ".git");
        return new CachePlace(repository, Path.Combine(cache, IncomingFolder, Guid.NewGuid().ToString("N")), Path.ChangeExtension(repository, ".lock"));
    }

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
