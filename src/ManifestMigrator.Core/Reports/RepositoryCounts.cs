using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>What reports count in a repository or a manifest.</summary>
public static class RepositoryCounts
{
    /// <summary>Number of changes in all its manifests.</summary>
    public static int Changes(this RepositoryResult repository) => repository.Manifests.Sum(manifest => manifest.Changes.Count);

    /// <summary>Whether it is a manifest that could be read, so that its form and its impact are known.</summary>
    public static bool IsUnderstood(this ManifestResult manifest) =>
        manifest.Status != ManifestStatus.Unreadable && (manifest.Status != ManifestStatus.Skipped || manifest.IsLeftOut);

    /// <summary>Number of findings of one severity, about the repository itself and about its manifests.</summary>
    public static int Count(this RepositoryResult repository, Severity severity) =>
        repository.Findings.Count(finding => finding.Severity == severity) + repository.Manifests.Sum(manifest => manifest.Count(severity));

    /// <summary>Number of findings of one severity.</summary>
    public static int Count(this ManifestResult manifest, Severity severity) =>
        manifest.Findings.Count(finding => finding.Severity == severity);
}
