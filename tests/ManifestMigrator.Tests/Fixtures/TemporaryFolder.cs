namespace ManifestMigrator.Tests.Fixtures;

/// <summary>A folder of one test alone, deleted with all that is in it.</summary>
/// <param name="inMemory">Whether it lies in memory where the system has such a place: thousands of durable writes then cost nothing.</param>
internal sealed class TemporaryFolder(bool inMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    public string FullPath { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory("manifest-migrator-").FullName;

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
