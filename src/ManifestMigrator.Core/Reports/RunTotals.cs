using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Counts over a whole run, as the reports show it; see <see cref="ReportView"/>.</summary>
public sealed record RunTotals
{
    /// <summary>Number of repositories per status; every status has an entry.</summary>
    public required IReadOnlyDictionary<RepositoryStatus, int> Repositories { get; init; }

    /// <summary>Number of manifests per status; every status has an entry.</summary>
    public required IReadOnlyDictionary<ManifestStatus, int> Manifests { get; init; }

    /// <summary>Number of changes in all manifests.</summary>
    public required int Changes { get; init; }

    /// <summary>Number of findings by what they ask of a person; only what occurs. Empty in runs of versions that did not count it.</summary>
    public IReadOnlyDictionary<FindingAction, int> Actions { get; init; } = new Dictionary<FindingAction, int>();

    /// <summary>Number of error findings in all repositories.</summary>
    public required int Errors { get; init; }

    /// <summary>Number of warning findings in all repositories.</summary>
    public required int Warnings { get; init; }
}
