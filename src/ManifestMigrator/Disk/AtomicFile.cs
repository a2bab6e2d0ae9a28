using System.Text;

namespace ManifestMigrator.Disk;

/// <summary>A file that has its name only when it is complete: it is written under another one and then renamed.</summary>
/// <remarks>Disposed without <see cref="Commit"/>, nothing of it is left, and what had the name before has it still.</remarks>
internal sealed class AtomicFile : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _stream;
    private readonly bool _isDurable;
    private bool _isCommitted;

    /// <summary>Begins the file.</summary>
    /// <param name="path">The file; missing folders above it are made.</param>
    /// <param name="temporaryFolder">Where it is written, in the same file system; beside its final place when left out.</param>
    /// <param name="isDurable">Whether it is on the disk, and survives a power failure, before it has its name.</param>
    public AtomicFile(string path, string? temporaryFolder = null, bool isDurable = true)
    {
        _path = path;
        _isDurable = isDurable;
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        _temporaryPath = Path.Combine(temporaryFolder ?? folder, $"{Path.GetRandomFileName()}.tmp");
        _stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
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

    /// <summary>Gives the file its name, over what stood there before.</summary>
    public void Commit()
    {
        Text.Flush();
        _stream.Flush(_isDurable);
        Text.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _isCommitted = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isCommitted)
            File.Delete(_temporaryPath);
    }
}
