namespace ManifestMigrator.Sources;

/// <summary>What a source is.</summary>
public enum AddressKind
{
    /// <summary>A git repository that is fetched, be it remote or a bare one on this machine.</summary>
    Git,

    /// <summary>A path on this machine: a work tree, a bare repository or a plain folder.</summary>
    Folder,

    /// <summary>The address of a packed package.</summary>
    Tarball,

    /// <summary>A konnector of a registry, <c>registry://slug/channel</c>.</summary>
    Registry,
}
