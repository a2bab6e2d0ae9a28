using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Plans;

/// <summary>The result for one source; every given source has one. The row of <c>repositories.csv</c> and an entry of <c>run.json</c>.</summary>
public sealed record RepositoryResult
{
    /// <summary>Identity <c>host/owner/name</c>, lower case; <c>local/parent/folder</c> for a folder without a remote.</summary>
    public required string Repository { get; init; }

    /// <summary>The source as it was given, without secrets.</summary>
    public required string Source { get; init; }

    /// <summary>Full path of the local folder the manifests were read from; empty for everything that was fetched.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether the identity was given with <c>--repository</c>, and need not be that of a remote.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Full path of the repository on this machine that was fetched; empty for remote ones and for local folders.</summary>
    public string FetchedFrom { get; init; } = "";

    /// <summary>Name of the branch that was read, without <c>refs/heads/</c>; empty when there is none.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Object name of the commit that was read, 40 or 64 hex digits; empty when there is none.</summary>
    public string Commit { get; init; } = "";

    public required RepositoryStatus Status { get; init; }

    /// <summary>Stable reason code in kebab-case, never empty; see <see cref="Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for a person: what happened and what to do; empty when the reason says it all.</summary>
    public string Message { get; init; } = "";

    /// <summary>Path of its patch in the run folder, with forward slashes; empty when nothing would be delivered, and until the reports are written.</summary>
    public string Patch { get; init; } = "";

    /// <summary>How far it has been delivered.</summary>
    public DeliveryState Delivery { get; init; } = new();

    /// <summary>Findings about the repository as a whole.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public IReadOnlyList<ManifestResult> Manifests { get; init; } = [];

    /// <summary>Drafts of manifests for konnectors that have none; they are written beside the reports and never delivered.</summary>
    public IReadOnlyList<DraftFile> Drafts { get; init; } = [];

    /// <summary>Uses of shared modules in its source code.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];
}
