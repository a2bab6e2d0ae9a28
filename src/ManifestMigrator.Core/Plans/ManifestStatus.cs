namespace ManifestMigrator.Plans;

/// <summary>The outcome of planning a manifest; a later member is worse than an earlier one.</summary>
public enum ManifestStatus
{
    /// <summary>It is named like a manifest but is not one; or its change was left out, see <see cref="ManifestResult.IsLeftOut"/>.</summary>
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
