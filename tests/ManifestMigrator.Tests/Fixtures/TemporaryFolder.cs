namespace ManifestMigrator.Tests.Fixtures;

/// <summary>A folder of one test alone, deleted with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("manifest-migrator-").FullName;

    public string this[string path] => Path.GetFullPath(path, FullPath);

    /// <summary>The files in it, relative and with forward slashes, in ordinal order.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFiles(FullPath, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(FullPath, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
