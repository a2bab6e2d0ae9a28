namespace ManifestMigrator.Plans;

/// <summary>A draft of a manifest.</summary>
/// <param name="Path">Where it would stand in the repository, with forward slashes.</param>
/// <param name="Text">The whole file.</param>
public sealed record DraftFile(string Path, string Text);
