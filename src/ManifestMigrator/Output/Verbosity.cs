namespace ManifestMigrator.Output;

/// <summary>How much is told on standard error.</summary>
internal enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    /// <summary>Progress as well.</summary>
    Normal,

    /// <summary>Everything that is worth a line.</summary>
    Verbose,
}
