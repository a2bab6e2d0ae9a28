namespace ManifestMigrator.SourceCode;

/// <summary>How a shared module of old konnectors is replaced.</summary>
public enum ReferenceKind
{
    /// <summary>It stays, or comes from another place and is called as before.</summary>
    SameCall,

    /// <summary>It has another name and is called as before.</summary>
    Renamed,

    /// <summary>Something else does its work and is called in another way.</summary>
    DifferentCall,

    /// <summary>A model: what it was for is done with the name of a doctype.</summary>
    Doctype,

    /// <summary>Nothing takes its place.</summary>
    Removed,
}
