namespace ManifestMigrator.SourceCode;

/// <summary>A place where code uses a shared module; the row of <c>references.csv</c>.</summary>
public sealed record Reference
{
    /// <summary>The action of a reference that stays as it is.</summary>
    public const string Nothing = "none";

    /// <summary>Path of the file, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>One-based line of the specifier.</summary>
    public required int Line { get; init; }

    /// <summary>One-based column of the specifier, in UTF-16 code units.</summary>
    public required int Column { get; init; }

    /// <summary>The module as the code names it.</summary>
    public required string Specifier { get; init; }

    /// <summary>
    /// Its name in the list of modules: <c>lib/…</c>, <c>models/…</c>, <c>libs:…</c> for what cozy-konnector-libs exports, <c>pkg:…</c> for
    /// other packages.
    /// </summary>
    public required string Module { get; init; }

    public required ReferenceKind Kind { get; init; }

    /// <summary>What has to be done: <see cref="Nothing"/>, <c>rename</c>, <c>rewrite</c>, or <c>upgrade to X.Y.Z</c> of cozy-konnector-libs.</summary>
    public string Action { get; init; } = Nothing;

    /// <summary>What takes its place.</summary>
    public required string Replacement { get; init; }

    /// <summary>What a person does about it, and what is special about this place.</summary>
    public required string Hint { get; init; }
}

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
