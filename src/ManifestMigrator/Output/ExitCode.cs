namespace ManifestMigrator.Output;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>An error in the tool, or of the disk.</summary>
    public const int ToolError = 1;

    /// <summary>Wrong usage or wrong mappings; nothing was touched.</summary>
    public const int WrongUsage = 2;

    /// <summary>Finished, but at least one repository failed, was blocked or unreadable.</summary>
    public const int SomeFailed = 3;

    /// <summary><c>plan --check</c>: changes are pending; <c>check</c>: not valid.</summary>
    public const int Pending = 4;

    /// <summary>Interrupted; what was done is kept.</summary>
    public const int Interrupted = 130;
}

/// <summary>The command line, or a file it names, cannot be used; nothing was touched. The message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
