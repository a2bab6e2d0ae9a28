using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>
/// What the reports show of the results, repository after repository: findings in the order of <see cref="FindingActions.ByUrgency"/>,
/// and those that are the same for many repositories once for the whole run. <c>run.json</c> keeps all of them.
/// </summary>
public sealed class ReportView
{
    private const string Remark = "Other manifests of this run may lack one for the same reason; this is reported once.";
    private static readonly string[] OncePerRun = ["uuid-identity"];

    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    /// <summary>What is shown of all results of a run, in their order.</summary>
    public static IEnumerable<RepositoryResult> Show(IEnumerable<RepositoryResult> results) => results.Select(new ReportView().Show);

    public RepositoryResult Show(RepositoryResult repository) => repository with
    {
        Findings = [.. repository.Findings.ByUrgency()],
        Manifests = [.. repository.Manifests.Select(manifest => manifest with { Findings = [.. Show(manifest.Findings).ByUrgency()] })],
    };

    private IEnumerable<Finding> Show(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (!OncePerRun.Contains(finding.Code, StringComparer.Ordinal))
                yield return finding;
            else if (_shown.Add(finding.Code))
                yield return finding with { Message = $"{finding.Message} {Remark}" };
        }
    }
}
