namespace ManifestMigrator;

/// <summary>A folder of our own for the time of a run; it goes with everything in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("manifest-migrator-").FullName;

    public void Dispose()
    {
        // Git writes its objects read-only; some platforms refuse to delete such files.
        foreach (var file in Directory.EnumerateFiles(FullPath, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(FullPath, recursive: true);
    }
}
