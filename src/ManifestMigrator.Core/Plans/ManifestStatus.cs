namespace ManifestMigrator.Plans;

/// <summary>How a manifest came out of a plan; a later member is worse than an earlier one.</summary>
public enum ManifestStatus
{
    /// <summary>It is called like a manifest and is none; or its change was left out, see <see cref="ManifestResult.IsLeftOut"/>.</summary>
    Skipped,

    /// <summary>Nothing to do.</summary>
    Current,

    /// <summary>Changes are planned, and every check on them holds.</summary>
    Migrated,

    /// <summary>A check failed or an error was found; nothing will be written.</summary>
    Blocked,

    /// <summary>Not strict JSON, or not text at all; nothing will be written.</summary>
    Unreadable,
}
