using System.Text;

namespace ManifestMigrator.Disk;

/// <summary>A file that gets its name only when it is complete: it is written under a temporary name and then renamed.</summary>
/// <remarks>
/// Disposed without <see cref="Commit"/>, nothing of it is left, and what had the name before still has it. What a killed process
/// leaves is deleted by the next one that writes the same file: a temporary file stays locked while it is written, so that the
/// file of a live process is never taken for a leftover.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    private const string TemporaryExtension = ".tmp";

    /// <summary>
    /// Where a file in somebody's work tree is written before it replaces the original. Git never lists or adds what lies in a folder
    /// called <c>.git</c>, and being beside the original it is in the same file system.
    /// </summary>
    private static readonly string InPlaceFolder = Path.Combine(".manifest-migrator", ".git");

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _stream;
    private readonly bool _isDurable;
    private bool _isCommitted;

    /// <param name="path">The file; missing folders above it are made.</param>
    /// <param name="temporaryFolder">
    /// Where it is written, in the same file system; the caller deletes leftovers there. Without it, the file is written beside its
    /// final place, and leftovers of the same file are deleted.
    /// </param>
    /// <param name="isDurable">Whether it is on the disk, and survives a power failure, before it has its name.</param>
    public AtomicFile(string path, string? temporaryFolder = null, bool isDurable = true)
    {
        _path = path;
        _isDurable = isDurable;
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        if (temporaryFolder is null)
            DeleteLeftovers(folder, $"{Path.GetFileName(path)}.*{TemporaryExtension}");
        _temporaryPath = Path.Combine(temporaryFolder ?? folder, $"{Path.GetFileName(path)}.{Path.GetRandomFileName()[..8]}{TemporaryExtension}");
        // Shared, so that who opens the file by its final name is not refused before we have closed it.
        _stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Text = new StreamWriter(_stream, Utf8) { NewLine = "\n" };
    }

    /// <summary>Where the content goes: UTF-8 without a byte order mark, lines end in LF.</summary>
    public StreamWriter Text { get; }

    /// <summary>Writes a whole file at once.</summary>
    public static void Write(string path, Action<TextWriter> write, string? temporaryFolder = null, bool isDurable = true)
    {
        using var file = new AtomicFile(path, temporaryFolder, isDurable);
        write(file.Text);
        file.Commit();
    }

    /// <summary>Replaces the content of a file in a work tree of the user's. Its mode stays; nothing ever appears that git would list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="check">Called right before the file is replaced; what it throws keeps the old content.</param>
    /// <exception cref="IOException">It does not exist, a symbolic link stands in the way, or it cannot be replaced; it has its old content.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, Action? check = null)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(DiskMessages.NotThere(path), path);
        if (IsLink(path))
            throw new IOException(DiskMessages.NotFollowed(path));

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        DeleteInPlaceLeftovers(folder);
        if (InPlaceFolders(folder).FirstOrDefault(IsLink) is { } link)
            throw new IOException(DiskMessages.NotFollowed(link));
        try
        {
            using var file = new AtomicFile(path, Directory.CreateDirectory(Path.Combine(folder, InPlaceFolder)).FullName);
            file._stream.Write(content);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file._stream.SafeFileHandle, File.GetUnixFileMode(path));
            check?.Invoke();
            file.Commit();
        }
        finally
        {
            DeleteInPlaceLeftovers(folder);
        }
    }

    /// <summary>Deletes what a killed <see cref="Replace"/> of any file in a folder has left.</summary>
    public static void DeleteInPlaceLeftovers(string folder)
    {
        var folders = InPlaceFolders(folder);
        if (Array.Exists(folders, IsLink))
            return;
        if (Directory.Exists(folders[0]))
            DeleteLeftovers(folders[0], "*" + TemporaryExtension);
        foreach (var emptied in folders)
        {
            if (Directory.Exists(emptied) && !Directory.EnumerateFileSystemEntries(emptied).Any())
                Directory.Delete(emptied);
        }
    }

    /// <summary>Gives the file its name, over what stood there before.</summary>
    public void Commit()
    {
        Text.Flush();
        _stream.Flush(_isDurable);
        // Renamed while it is open, and so locked, except where that cannot be done.
        if (OperatingSystem.IsWindows())
            _stream.Dispose();
        HeldFiles.MoveFile(_temporaryPath, _path);
        _isCommitted = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isCommitted)
            File.Delete(_temporaryPath);
    }

    /// <summary>The folder for what is not complete, and the one around it.</summary>
    private static string[] InPlaceFolders(string folder) => [Path.Combine(folder, InPlaceFolder), Path.GetDirectoryName(Path.Combine(folder, InPlaceFolder))!];

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static void DeleteLeftovers(string folder, string pattern)
    {
        foreach (var file in Directory.GetFiles(folder, pattern))
        {
            if (FileLock.IsFree(file))
                File.Delete(file);
        }
    }
}
