namespace ManifestMigrator.Readers;

/// <summary>Whether readers see the same konnector after a migration.</summary>
public enum EffectiveChange
{
    /// <summary>They do.</summary>
    Same,

    /// <summary>They see what the manifest meant all along, because rules say that they brought it up to date.</summary>
    OnPurpose,

    /// <summary>They see something else than the rules that changed it are there for; nothing is delivered.</summary>
    Unexpected,
}
