namespace ManifestMigrator.Read;

/// <summary>A manifest as it was read.</summary>
/// <param name="Path">Path inside the repository, with forward slashes.</param>
/// <param name="Mode">Git's file mode in octal.</param>
/// <param name="Content">The whole file.</param>
internal sealed record ManifestFile(string Path, string Mode, byte[] Content);
