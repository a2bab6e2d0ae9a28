using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>What the manifests of a repository make of it.</summary>
public static class RepositoryOutcome
{
    /// <summary>The worst status of its manifests, and the reason code that goes with it.</summary>
    public static (RepositoryStatus Status, string Reason) Summarize(IReadOnlyList<ManifestResult> manifests)
    {
        if (manifests.Count == 0)
            return (RepositoryStatus.NoManifest, Reasons.NoManifest);

        var several = manifests.Count(manifest => manifest.Status != ManifestStatus.Skipped || manifest.IsLeftOut) > 1 ? Reasons.SeveralManifests : null;
        var worst = manifests.Max(manifest => manifest.Status);
        if (worst <= ManifestStatus.Current && manifests.Any(manifest => manifest.IsLeftOut))
            return (RepositoryStatus.Skipped, Reasons.ImpactLeftOut);
        return worst switch
        {
            ManifestStatus.Skipped => (RepositoryStatus.Skipped, Reasons.NotAManifest),
            ManifestStatus.Current => (RepositoryStatus.Current, several ?? Reasons.NothingToDo),
            ManifestStatus.Migrated => (RepositoryStatus.Migrated, several ?? Reasons.ChangesPlanned),
            ManifestStatus.Blocked => (RepositoryStatus.Blocked, FirstError(manifests, ManifestStatus.Blocked)),
            _ => (RepositoryStatus.Unreadable, FirstError(manifests, ManifestStatus.Unreadable)),
        };
    }

    /// <summary>For what is blocked or unreadable, the code of the first finding that makes it so.</summary>
    private static string FirstError(IReadOnlyList<ManifestResult> manifests, ManifestStatus status) =>
        manifests.First(manifest => manifest.Status == status).Findings.First(finding => finding.Severity == Severity.Error).Code;
}
