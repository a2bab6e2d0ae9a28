using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>Keeps other processes, and other sources of this one, from a cached repository. It is gone with the process that holds it.</summary>
internal sealed class RepositoryLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private RepositoryLock(FileStream file)
    {
        _file = file;
        WasLeftBehind = file.Length > 0;
        file.WriteByte((byte)'1');
        file.Flush();
    }

    /// <summary>Whether who had it last was killed with it.</summary>
    public bool WasLeftBehind { get; }

    /// <summary>Waits until nobody else has it.</summary>
    public static async Task<RepositoryLock> TakeAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new RepositoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (HeldFile.IsCauseOf(exception))
            {
                await Task.Delay(Interval, cancellation);
            }
        }
    }

    public void Dispose()
    {
        _file.SetLength(0);
        _file.Dispose();
    }
}
