using ManifestMigrator.Manifest;
using ManifestMigrator.Migration;

namespace ManifestMigrator.Reports;

/// <summary>Counts a run, repository after repository.</summary>
public sealed class RunTally
{
    private readonly Dictionary<RepositoryStatus, int> repositories = Enum.GetValues<RepositoryStatus>().ToDictionary(status => status, _ => 0);
    private readonly Dictionary<ManifestStatus, int> manifests = Enum.GetValues<ManifestStatus>().ToDictionary(status => status, _ => 0);
    private int changes;
    private int errors;
    private int warnings;

    /// <summary>What has been counted up to now.</summary>
    public RunTotals Totals => new()
    {
        Repositories = new Dictionary<RepositoryStatus, int>(repositories),
        Manifests = new Dictionary<ManifestStatus, int>(manifests),
        Changes = changes,
        Errors = errors,
        Warnings = warnings,
    };

    public void Add(RepositoryResult repository)
    {
        repositories[repository.Status]++;
        foreach (var manifest in repository.Manifests)
            manifests[manifest.Status]++;

        changes += repository.Changes();
        errors += repository.Count(Severity.Error);
        warnings += repository.Count(Severity.Warning);
    }
}
