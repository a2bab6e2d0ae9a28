namespace ManifestMigrator.Manifest;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing has to be done.</summary>
    Info,

    /// <summary>A person should look at it; it does not stop the delivery.</summary>
    Warning,

    /// <summary>Blocks: the manifest is not delivered, or is not a valid version 2 manifest.</summary>
    Error,
}
