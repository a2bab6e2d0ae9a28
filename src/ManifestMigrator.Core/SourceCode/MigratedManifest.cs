namespace ManifestMigrator.SourceCode;

/// <summary>A manifest of the repository, for the code to be judged against.</summary>
/// <param name="Path">Path in the repository.</param>
/// <param name="Before">Its text as it was read.</param>
/// <param name="After">Its text after the migration; <see langword="null"/> when there will be none.</param>
public sealed record MigratedManifest(string Path, string Before, string? After);
