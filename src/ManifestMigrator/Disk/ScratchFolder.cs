namespace ManifestMigrator.Disk;

/// <summary>A folder of our own for the time of a run; it goes with everything in it.</summary>
/// <remarks>It is below the user's own cache folder, where nobody else can plant anything. What a killed process left goes with the next.</remarks>
internal sealed class ScratchFolder : IAsyncDisposable
{
    private const string LockName = ".lock";

    private static readonly Lazy<string> EmptyFolder = new(MakeEmpty);

    private readonly FileLock _hold;

    private ScratchFolder(string path, FileLock hold)
    {
        FullPath = path;
        _hold = hold;
    }

    public string FullPath { get; }

    private static string Root => Path.Combine(UserFolders.Caches, "manifest-migrator-scratch");

    /// <summary>Full path of a folder in which nothing ever is, for programs that must not find anything where they start.</summary>
    public static string Empty => EmptyFolder.Value;

    /// <summary>Makes a folder, and deletes those of processes that were killed.</summary>
    public static async Task<ScratchFolder> CreateAsync(CancellationToken cancellation)
    {
        using var turn = await TurnAsync(cancellation);
        foreach (var leftover in Directory.GetDirectories(Root).Where(folder => folder != Empty))
        {
            var file = Path.Combine(leftover, LockName);
            if (!File.Exists(file) || FileLock.IsFree(file))
                Delete(leftover);
        }
        var path = Directory.CreateDirectory(Path.Combine(Root, Path.GetRandomFileName())).FullName;
        return new ScratchFolder(path, await FileLock.TakeAsync(Path.Combine(path, LockName), FileLockKind.Exclusive, cancellation));
    }

    /// <summary>What is half deleted would look like a leftover to whoever makes a folder meanwhile.</summary>
    public async ValueTask DisposeAsync()
    {
        using var turn = await TurnAsync(CancellationToken.None);
        if (OperatingSystem.IsWindows())
            _hold.Dispose();
        Delete(FullPath);
        _hold.Dispose();
    }

    private static Task<FileLock> TurnAsync(CancellationToken cancellation) => FileLock.TakeAsync(Path.Combine(Root, LockName), FileLockKind.Removed, cancellation);

    private static string MakeEmpty()
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(Root, "empty")).FullName;
            foreach (var stray in Directory.GetDirectories(folder))
                Delete(stray);
            foreach (var stray in Directory.GetFiles(folder))
                File.Delete(stray);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The user has no folder for caches, as in some containers. Nobody plants anything in the root.
            return Path.GetPathRoot(AppContext.BaseDirectory)!;
        }
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
