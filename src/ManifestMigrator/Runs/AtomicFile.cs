using System.Text;

namespace ManifestMigrator.Runs;

/// <summary>A file that has its name only when it is complete and on the disk: it is written under another one and then renamed.</summary>
/// <remarks>Disposed without <see cref="Commit"/>, nothing of it is left, and what had the name before has it still.</remarks>
internal sealed class AtomicFile : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string path;
    private readonly string temporaryPath;
    private readonly FileStream stream;
    private bool isCommitted;

    /// <summary>Begins the file.</summary>
    /// <param name="path">The file; missing folders above it are made.</param>
    /// <param name="temporaryFolder">Where it is written, in the same file system; beside its final place when left out.</param>
    public AtomicFile(string path, string? temporaryFolder = null)
    {
        this.path = path;
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        temporaryPath = Path.Combine(temporaryFolder ?? folder, $"{Path.GetRandomFileName()}.tmp");
        stream = new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Text = new StreamWriter(stream, Utf8) { NewLine = "\n" };
    }

    /// <summary>Where the content goes: UTF-8 without a byte order mark, lines end in LF.</summary>
    public StreamWriter Text { get; }

    /// <summary>Writes a whole file at once.</summary>
    public static void Write(string path, Action<TextWriter> write, string? temporaryFolder = null)
    {
        using var file = new AtomicFile(path, temporaryFolder);
        write(file.Text);
        file.Commit();
    }

    /// <summary>Gives the file its name, over what stood there before.</summary>
    public void Commit()
    {
        Text.Flush();
        stream.Flush(flushToDisk: true);
        Text.Dispose();
        File.Move(temporaryPath, path, overwrite: true);
        isCommitted = true;
    }

    public void Dispose()
    {
        stream.Dispose();
        if (!isCommitted)
            File.Delete(temporaryPath);
    }
}
