namespace ManifestMigrator.Disk;

/// <summary>A folder of our own for the time of a run; it goes with everything in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("manifest-migrator-").FullName;

    public void Dispose() => Delete(FullPath);

    /// <summary>Deletes a folder, if it is there, with the files that git wrote read-only.</summary>
    public static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly)))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(folder, recursive: true);
    }
}
