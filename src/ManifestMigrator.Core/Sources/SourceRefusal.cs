namespace ManifestMigrator.Sources;

/// <summary>One form of a source was tried and does not fit.</summary>
/// <param name="advice">What can be written instead, without a full stop and without anything of the source.</param>
internal sealed class SourceRefusal(string advice) : Exception(advice);
