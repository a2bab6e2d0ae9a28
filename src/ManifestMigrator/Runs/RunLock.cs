using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Runs;

/// <summary>Keeps other processes from a run folder. It is gone with the process that holds it.</summary>
internal sealed class RunLock : IDisposable
{
    private const string Name = ".lock";
    private const string HolderName = ".holder";

    private readonly FileStream _file;
    private readonly string _holder;

    private RunLock(FileStream file, string holder)
    {
        _file = file;
        _holder = holder;
    }

    /// <exception cref="IOException">Another process has it; the message says which.</exception>
    public static RunLock Take(string runFolder)
    {
        var path = Path.Combine(Directory.CreateDirectory(runFolder).FullName, Name);
        var holder = Path.Combine(runFolder, HolderName);
        var file = Open(runFolder, path, holder);
        while (!File.Exists(path))
        {
            // Its last holder deleted it while we took it.
            file.Dispose();
            file = Open(runFolder, path, holder);
        }

        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new RunLock(file, holder);
    }

    /// <summary>Nothing of it stays; that it is deleted while it is still held lets nobody in between.</summary>
    public void Dispose()
    {
        File.Delete(_holder);
        if (!OperatingSystem.IsWindows())
            File.Delete(_file.Name);
        _file.Dispose();
        if (OperatingSystem.IsWindows())
            File.Delete(_file.Name);
    }

    private static FileStream Open(string runFolder, string path, string holder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (HeldFile.IsCauseOf(exception))
        {
            throw new IOException(Messages.RunIsUsed(runFolder, File.Exists(holder) ? File.ReadAllText(holder) : ""), exception);
        }
    }
}
