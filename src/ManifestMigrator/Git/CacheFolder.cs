using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Git;

/// <summary>The folder of a cache: one that we made, and that is marked so that we, and programs that make backups, know it.</summary>
/// <remarks>While it is open no other process can empty it.</remarks>
internal sealed class CacheFolder : IDisposable
{
    private const string MarkerName = "CACHEDIR.TAG";
    private const string UseName = ".use";

    /// <summary>The signature of https://bford.info/cachedir/, and who made the folder.</summary>
    private const string Marker = "Signature: 8a477f597d28d172789f06886806bc55\n# Copies of repositories, made by manifest-migrator. Empty it with 'manifest-migrator clean'.\n";

    private readonly FileStream _use;

    private CacheFolder(string path, FileStream use)
    {
        FullPath = path;
        _use = use;
    }

    public string FullPath { get; }

    /// <summary>The folder of this user's programs for such things, and ours in it.</summary>
    public static string Default
    {
        get
        {
            var caches = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured && Path.IsPathRooted(configured) ? configured
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache");
            return Path.Combine(caches, "manifest-migrator");
        }
    }

    /// <summary>Opens a cache, or makes it where there is nothing yet.</summary>
    /// <exception cref="UsageException">The folder holds something that is no cache of ours, or is being emptied.</exception>
    public static CacheFolder Open(string path)
    {
        path = Path.GetFullPath(path);
        if (!IsOurs(path))
        {
            if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
                throw new UsageException(Messages.NoCacheOfOurs(path));
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, MarkerName), Marker);
        }
        try
        {
            var use = Path.Combine(path, UseName);
            PutAwayWhatWasLeftBehind(path, use);
            return new CacheFolder(path, File.Open(use, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (IOException exception) when (HeldFile.IsCauseOf(exception))
        {
            throw new UsageException(Messages.CacheIsEmptied(path));
        }
    }

    /// <summary>Deletes everything in a cache but its mark.</summary>
    /// <returns>Bytes that were freed.</returns>
    /// <exception cref="UsageException">The folder is no cache of ours, or somebody is using it.</exception>
    public static long Empty(string path)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(path))
            return 0;
        if (!IsOurs(path))
            throw new UsageException(Messages.NoCacheOfOurs(path));

        using var use = Lock(path);
        var size = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        foreach (var folder in Directory.EnumerateDirectories(path))
            ScratchFolder.Delete(folder);
        return size;
    }

    public void Dispose() => _use.Dispose();

    /// <summary>Copies that were never finished belong to somebody who was killed, if nobody is using the cache.</summary>
    private static void PutAwayWhatWasLeftBehind(string path, string use)
    {
        try
        {
            using var alone = File.Open(use, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            ScratchFolder.Delete(Path.Combine(path, CachePlace.IncomingFolder));
        }
        catch (IOException exception) when (HeldFile.IsCauseOf(exception))
        {
            // Somebody is using it.
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return File.Open(Path.Combine(path, UseName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (HeldFile.IsCauseOf(exception))
        {
            throw new UsageException(Messages.CacheIsUsed(path));
        }
    }

    private static bool IsOurs(string path) => File.Exists(Path.Combine(path, MarkerName)) && File.ReadAllText(Path.Combine(path, MarkerName)) == Marker;
}
