using System.Globalization;

namespace ManifestMigrator.Runs;

/// <summary>Keeps other processes from a run folder. It is gone with the process that holds it.</summary>
internal sealed class RunLock : IDisposable
{
    private const string Name = ".lock";

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process has it; the message says which.</exception>
    public static RunLock Take(string runFolder)
    {
        var path = Path.Combine(Directory.CreateDirectory(runFolder).FullName, Name);
        var file = Open(runFolder, path);
        while (!File.Exists(path))
        {
            // Its last holder deleted it while we took it.
            file.Dispose();
            file = Open(runFolder, path);
        }

        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new RunLock(file);
    }

    /// <summary>Nothing of it stays; that it is deleted while it is still held lets nobody in between.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.Delete(_file.Name);
        _file.Dispose();
        if (OperatingSystem.IsWindows())
            File.Delete(_file.Name);
    }

    private static FileStream Open(string runFolder, string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException(Messages.RunIsUsed(runFolder, Holder(path)), exception);
        }
    }

    /// <summary>The process that holds the lock; empty where the system does not let us look.</summary>
    private static string Holder(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(file);
            return text.ReadToEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
