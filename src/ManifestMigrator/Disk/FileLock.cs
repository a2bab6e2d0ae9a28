using System.Globalization;

namespace ManifestMigrator.Disk;

/// <summary>What becomes of a lock's file.</summary>
internal enum FileLockKind
{
    /// <summary>One at a time; the file stays, and tells whether its last holder was killed.</summary>
    Exclusive,

    /// <summary>One at a time; the file goes with the lock.</summary>
    Removed,

    /// <summary>Any number at a time, as long as nobody has it alone; the file stays.</summary>
    Shared,
}

/// <summary>A lock between processes, and between parts of this one: an open file. It ends with the process that holds it, however that ends.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;
    private readonly FileLockKind _kind;

    private FileLock(FileStream file, FileLockKind kind)
    {
        _file = file;
        _kind = kind;
        if (kind == FileLockKind.Exclusive)
        {
            WasLeftBehind = file.Length > 0;
            file.WriteByte((byte)'1');
            file.Flush();
        }
        else if (kind == FileLockKind.Removed)
        {
            File.WriteAllText(HolderPath(file.Name), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Whether who had an exclusive lock last was killed with it.</summary>
    public bool WasLeftBehind { get; }

    /// <summary>Takes a lock, if nobody else has it; missing folders above its file are made.</summary>
    /// <returns><see langword="null"/> when somebody else has it.</returns>
    /// <exception cref="IOException">The file cannot be opened, for another reason than a lock on it.</exception>
    public static FileLock? TryTake(string path, FileLockKind kind)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            while (true)
            {
                var file = Open(path, kind);
                if (kind != FileLockKind.Removed || IsNamed(file))
                    return new FileLock(file, kind);
                // Its last holder deleted it between our opening and our locking it.
                file.Dispose();
            }
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>Waits until nobody else has a lock.</summary>
    public static async Task<FileLock> TakeAsync(string path, FileLockKind kind, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(path, kind) is { } taken)
                return taken;
            await Task.Delay(Interval, cancellation);
        }
    }

    /// <summary>
    /// Waits, on this thread, until nobody else has a lock. Only for one that is held while a small file is written, where nothing else waits for
    /// this thread; all others wait with <see cref="TakeAsync"/>.
    /// </summary>
    public static FileLock Take(string path, FileLockKind kind)
    {
        while (true)
        {
            if (TryTake(path, kind) is { } taken)
                return taken;
            Thread.Sleep(Interval);
        }
    }

    /// <summary>Whether a file is there, and nobody has it open.</summary>
    public static bool IsFree(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return true;
        }
        catch (IOException exception) when (IsHeld(exception) || exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Process that has a lock of the kind <see cref="FileLockKind.Removed"/>; empty when that is not known.</summary>
    public static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderPath(path));
        }
        catch (IOException)
        {
            // It ended, or began, just now.
            return "";
        }
    }

    public void Dispose()
    {
        if (_kind == FileLockKind.Exclusive)
            _file.SetLength(0);
        if (_kind == FileLockKind.Removed)
        {
            File.Delete(HolderPath(_file.Name));
            // Deleted while it is held, nobody gets in between.
            if (!OperatingSystem.IsWindows())
                File.Delete(_file.Name);
        }
        _file.Dispose();
        if (_kind == FileLockKind.Removed && OperatingSystem.IsWindows())
            File.Delete(_file.Name);
    }

    private static FileStream Open(string path, FileLockKind kind) => kind switch
    {
        FileLockKind.Shared => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read),
        _ => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None),
    };

    private static string HolderPath(string path) => path + ".pid";

    /// <summary>Whether a locked file still has its name, told by a time that only it has: in whole seconds, which every file system keeps.</summary>
    private static bool IsNamed(FileStream file)
    {
        if (OperatingSystem.IsWindows())
            return true;
        var mark = DateTime.UnixEpoch.AddSeconds(2 * Random.Shared.Next(1 << 29));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.Exists(file.Name) && File.GetLastWriteTimeUtc(file.Name) == mark;
    }

    /// <summary>Whether a file could not be opened because somebody else has it locked.</summary>
    private static bool IsHeld(IOException exception)
    {
        const int Linux = 11;
        const int MacOS = 35;
        const int Windows = unchecked((int)0x80070020);
        return exception.HResult is Linux or MacOS or Windows;
    }
}
