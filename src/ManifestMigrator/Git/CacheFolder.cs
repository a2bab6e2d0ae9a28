using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>The folder of a cache: one that we made, and that is marked so that we, and programs that make backups, know it.</summary>
/// <remarks>While it is open no other process can empty it.</remarks>
internal sealed class CacheFolder : IDisposable
{
    /// <summary>Where our copies name the commits that were made in them and are nowhere else yet.</summary>
    public const string Unpushed = "refs/unpushed/";

    /// <summary>Where our copies name the commits whose branches were taken back, until they are applied again.</summary>
    public const string Reverted = "refs/reverted/";

    private const string MarkerName = "CACHEDIR.TAG";
    private const string UseName = ".use";
    private const string MakingName = ".making";

    /// <summary>The signature of https://bford.info/cachedir/, and who made the folder.</summary>
    private const string Marker = "Signature: 8a477f597d28d172789f06886806bc55\n"
        + "# Copies of repositories, made by manifest-migrator. Empty it with 'manifest-migrator clean'.\n";

    private readonly FileLock _use;

    private CacheFolder(string path, FileLock use)
    {
        FullPath = path;
        _use = use;
    }

    public string FullPath { get; }

    /// <summary>The folder of this user's programs for such things, and ours in it.</summary>
    public static string Default => Path.Combine(UserFolders.Caches, "manifest-migrator");

    /// <summary>Opens a cache, or makes it where there is nothing yet. Any number of processes may do so at once.</summary>
    /// <exception cref="UsageException">The folder holds something that is no cache of ours, cannot be written, or is being emptied.</exception>
    public static async Task<CacheFolder> OpenAsync(string path, CancellationToken cancellation)
    {
        path = Path.GetFullPath(path);
        try
        {
            await MakeAsync(path, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Known now, it is one message and not one for each repository.
            throw new UsageException(Messages.CacheNotWritable(path, exception.Message));
        }
        return FileLock.TryTake(Path.Combine(path, UseName), FileLockKind.Shared) is { } use
            ? new CacheFolder(path, use)
            : throw new UsageException(Messages.CacheIsEmptied(path));
    }

    /// <summary>Deletes everything in a cache but its mark.</summary>
    /// <param name="path">The cache.</param>
    /// <param name="isForced">Whether commits that are nowhere else may go too.</param>
    /// <returns>Bytes that were freed.</returns>
    /// <exception cref="UsageException">The folder is no cache of ours, somebody is using it, or it holds commits that are nowhere else.</exception>
    public static long Empty(string path, bool isForced)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(path))
            return 0;
        if (!IsOurs(path))
            throw new UsageException(Messages.NoCacheOfOurs(path));

        using var use = FileLock.TryTake(Path.Combine(path, UseName), FileLockKind.Exclusive) ?? throw new UsageException(Messages.CacheIsUsed(path));
        var files = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        var unpushed = Unpushed.Replace('/', Path.DirectorySeparatorChar);
        if (!isForced && files.Count(file => file.FullName.Contains($".git{Path.DirectorySeparatorChar}{unpushed}", StringComparison.Ordinal)) is > 0 and var branches)
            throw new UsageException(Messages.CacheHasBranches(branches));
        var size = files.Sum(file => file.Length);
        foreach (var folder in Directory.EnumerateDirectories(path))
            ScratchFolder.Delete(folder);
        return size;
    }

    public void Dispose() => _use.Dispose();

    /// <summary>Makes the cache where it is none yet. Where it is one, whoever may not write in it fails here.</summary>
    private static async Task MakeAsync(string path, CancellationToken cancellation)
    {
        if (!IsOurs(path) && (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !IsOfMaking(Path.GetFileName(entry))))))
            throw new UsageException(Messages.NoCacheOfOurs(path));
        using var making = await FileLock.TakeAsync(Path.Combine(path, MakingName), FileLockKind.Removed, cancellation);
        if (!IsOurs(path))
            AtomicFile.Write(Path.Combine(path, MarkerName), text => text.Write(Marker));
    }

    /// <summary>Whether another process that makes the same cache now, or was killed when it did, has left a file of this name.</summary>
    private static bool IsOfMaking(string name) =>
        name == UseName || name.StartsWith(MakingName, StringComparison.Ordinal) || name.StartsWith(MarkerName, StringComparison.Ordinal);

    private static bool IsOurs(string path) => File.Exists(Path.Combine(path, MarkerName)) && File.ReadAllText(Path.Combine(path, MarkerName)) == Marker;
}

/// <summary>The paths of a repository in a cache. Only the holder of the lock touches the other three.</summary>
/// <param name="Repository">Full path of the bare repository.</param>
/// <param name="Incoming">Full path of the folder in which a new copy is made before it takes its place.</param>
/// <param name="Replaced">Full path that an old copy has while a new one takes its place.</param>
/// <param name="Lock">Full path of the file that is locked by who works on it.</param>
internal sealed record CachePlace(string Repository, string Incoming, string Replaced, string Lock)
{
    /// <summary>The place is made from the identity <c>host/owner/name</c>; of repositories on this machine, which may share it, from the path too.</summary>
    public static CachePlace Find(string cache, RepositoryAddress address)
    {
        var names = address.Identity.Split('/').Select(SafeName.Escape);
        var place = Path.Combine([cache, .. names]) + (address.Kind == AddressKind.Folder ? $"-{Digest(address.Url)}" : "");
        return new CachePlace($"{place}.git", $"{place}.incoming", $"{place}.replaced", $"{place}.lock");
    }

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
