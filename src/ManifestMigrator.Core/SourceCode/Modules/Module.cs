namespace ManifestMigrator.SourceCode.Modules;

/// <summary>A shared module of konnectors; an entry of <c>modules.json</c>.</summary>
internal sealed record Module
{
    public required string Id { get; init; }

    public required ReferenceKind Kind { get; init; }

    public required string Replacement { get; init; }

    public required string Hint { get; init; }

    /// <summary>Where a copy of it stands, from the root of a repository, without a suffix; <c>/*</c> at the end stands for everything below.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Names by which a package, or a file of one, is imported; <c>/*</c> as above.</summary>
    public IReadOnlyList<string> Specifiers { get; init; } = [];

    /// <summary>Names under which cozy-konnector-libs exports it.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];

    /// <summary>The major version of cozy-konnector-libs from which on the exports are of this module; 0 for all.</summary>
    public int Since { get; init; }

    /// <summary>The major version of cozy-konnector-libs from which on they are no longer of this module; 0 for none.</summary>
    public int Before { get; init; }

    /// <summary>Whether a version exports it; one that is not known does.</summary>
    public bool IsExportedBy(LibsVersion? version) => version is null || (version.Major >= Since && (Before == 0 || version.Major < Before));
}
