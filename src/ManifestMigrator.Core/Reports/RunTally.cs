using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Counts a run, repository after repository.</summary>
public sealed class RunTally
{
    private readonly Dictionary<RepositoryStatus, int> _repositories = Enum.GetValues<RepositoryStatus>().ToDictionary(status => status, _ => 0);
    private readonly Dictionary<ManifestStatus, int> _manifests = Enum.GetValues<ManifestStatus>().ToDictionary(status => status, _ => 0);
    private readonly SortedDictionary<FindingAction, int> _actions = [];
    private int _changes;
    private int _errors;
    private int _warnings;

    /// <summary>What has been counted up to now.</summary>
    public RunTotals Totals => new()
    {
        Repositories = new Dictionary<RepositoryStatus, int>(_repositories),
        Manifests = new Dictionary<ManifestStatus, int>(_manifests),
        Actions = new SortedDictionary<FindingAction, int>(_actions),
        Changes = _changes,
        Errors = _errors,
        Warnings = _warnings,
    };

    public void Add(RepositoryResult repository)
    {
        _repositories[repository.Status]++;
        foreach (var manifest in repository.Manifests)
            _manifests[manifest.Status]++;

        foreach (var finding in repository.Manifests.SelectMany(manifest => manifest.Findings).Concat(repository.Findings))
            _actions[finding.Action] = _actions.GetValueOrDefault(finding.Action) + 1;

        _changes += repository.Changes();
        _errors += repository.Count(Severity.Error);
        _warnings += repository.Count(Severity.Warning);
    }
}
