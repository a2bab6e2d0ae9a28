namespace ManifestMigrator.Disk;

/// <summary>A folder of our own for the time of a run; it goes with everything in it.</summary>
/// <remarks>It is below the user's own cache folder, where nobody else can plant anything. What a killed process left goes with the next.</remarks>
internal sealed class ScratchFolder : IDisposable
{
    private const string LockName = ".lock";

    private readonly FileLock _hold;

    public ScratchFolder()
    {
        using var turn = FileLock.Take(Path.Combine(Root, LockName), FileLockKind.Removed);
        foreach (var leftover in Directory.GetDirectories(Root))
        {
            var file = Path.Combine(leftover, LockName);
            if (!File.Exists(file) || FileLock.IsFree(file))
                Delete(leftover);
        }
        FullPath = Directory.CreateDirectory(Path.Combine(Root, Path.GetRandomFileName())).FullName;
        _hold = FileLock.Take(Path.Combine(FullPath, LockName), FileLockKind.Exclusive);
    }

    public string FullPath { get; }

    private static string Root => Path.Combine(UserFolders.Caches, "manifest-migrator-scratch");

    /// <summary>What is half deleted would look like a leftover to whoever makes a folder meanwhile.</summary>
    public void Dispose()
    {
        using var turn = FileLock.Take(Path.Combine(Root, LockName), FileLockKind.Removed);
        if (OperatingSystem.IsWindows())
            _hold.Dispose();
        Delete(FullPath);
        _hold.Dispose();
    }

    /// <summary>Deletes a folder, if it is there, with the files that git wrote read-only.</summary>
    public static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly)))
            File.SetAttributes(file, FileAttributes.Normal);
        HeldFiles.DeleteFolder(folder);
    }
}

/// <summary>Where programs of this user keep their files.</summary>
internal static class UserFolders
{
    /// <summary>What can be made again.</summary>
    public static string Caches => OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured && Path.IsPathRooted(configured) ? configured
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache");
}
