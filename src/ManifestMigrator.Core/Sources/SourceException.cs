namespace ManifestMigrator.Sources;

/// <summary>A source that is not understood, or that is refused. The message says why and what can be written instead.</summary>
public sealed class SourceException(string message) : Exception(message);
