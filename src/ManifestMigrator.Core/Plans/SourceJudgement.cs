using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Plans;

/// <summary>Puts what the source code says to the plan of its repository.</summary>
public static class SourceJudgement
{
    /// <summary>The repository with the references and findings. A manifest that takes away what code needs is blocked, and the status of the repository follows.</summary>
    public static RepositoryResult AppliedTo(RepositoryResult repository, SourceReport report)
    {
        var byManifest = report.Findings.ToLookup(found => found.Manifest, found => found.Finding, StringComparer.Ordinal);
        var manifests = repository.Manifests.Select(manifest => With(manifest, [.. byManifest[manifest.Path]])).ToList();
        var (status, reason) = RepositoryOutcome.Summarize(manifests);
        return repository with
        {
            Manifests = manifests,
            References = report.References,
            Findings = [.. repository.Findings, .. byManifest[""]],
            Status = status,
            Reason = reason,
        };
    }

    private static ManifestResult With(ManifestResult manifest, IReadOnlyList<Finding> findings)
    {
        var isBlocked = manifest.Status < ManifestStatus.Blocked && findings.Any(finding => finding.Severity == Severity.Error);
        return manifest with
        {
            Findings = [.. manifest.Findings, .. findings],
            Status = isBlocked ? ManifestStatus.Blocked : manifest.Status,
        };
    }
}
