namespace ManifestMigrator.Output;

/// <summary>What the process tells its caller (spec: product, "Exit codes").</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>An error in the tool.</summary>
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
