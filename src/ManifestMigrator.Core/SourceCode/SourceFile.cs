namespace ManifestMigrator.SourceCode;

/// <summary>A file of a repository.</summary>
/// <param name="Path">Path in the repository, with forward slashes.</param>
/// <param name="Content">The whole file; <see langword="null"/> when it is larger than <see cref="SourceNames.MaximumLength"/>.</param>
public sealed record SourceFile(string Path, byte[]? Content);
