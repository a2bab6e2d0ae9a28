namespace ManifestMigrator.Plans;

/// <summary>How a repository came out of a plan: the worst of its manifests, or why it has none.</summary>
public enum RepositoryStatus
{
    /// <summary>All its manifests are current.</summary>
    Current,

    /// <summary>At least one manifest has planned changes, none is worse.</summary>
    Migrated,

    /// <summary>At least one manifest is blocked, none is unreadable.</summary>
    Blocked,

    /// <summary>At least one manifest is unreadable.</summary>
    Unreadable,

    /// <summary>It was read, and no manifest is in it.</summary>
    NoManifest,

    /// <summary>It was left out on purpose, e.g. because the same source was given twice.</summary>
    Skipped,

    /// <summary>It could not be read at all.</summary>
    Failed,

    /// <summary>The run was stopped before it was read.</summary>
    Interrupted,
}
