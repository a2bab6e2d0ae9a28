namespace ManifestMigrator.Output;

/// <summary>The command line, or a file it names, asks for something that cannot be; nothing was touched. The message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
