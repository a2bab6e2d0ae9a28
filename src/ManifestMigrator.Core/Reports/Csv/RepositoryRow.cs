using System.ComponentModel;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A line of <c>repositories.csv</c>: one for every source that was given.</summary>
internal sealed class RepositoryRow(RepositoryResult repository)
{
    [Description("Identity host/owner/name, in lower case.")]
    public string Repository => repository.Repository;

    [Description("The source as it was given, without secrets.")]
    public string Source => repository.Source;

    [Description("Branch that was read.")]
    public string Branch => repository.Branch;

    [Description("Commit that was read.")]
    public string Commit => repository.Commit;

    [Description("Worst status of its manifests, or no-manifest, skipped, failed.")]
    public string Status => Spelling.Spell(repository.Status);

    [Description("Stable code that says why.")]
    public string Reason => repository.Delivery.Reason.Length > 0 ? repository.Delivery.Reason : repository.Reason;

    [Description("Number of manifests in it.")]
    public int Manifests => repository.Manifests.Count;

    [Description("Number of changes in all its manifests.")]
    public int Changes => repository.Changes();

    [Description("Number of error findings.")]
    public int Errors => repository.Count(Severity.Error);

    [Description("Number of warning findings.")]
    public int Warnings => repository.Count(Severity.Warning);

    [Description("Path of its patch in the run folder; empty when nothing would be delivered.")]
    public string Patch => repository.Patch;

    [Description("Branch that was made for the delivery.")]
    public string DeliveryBranch => repository.Delivery.Branch;

    [Description("Commit that was made for the delivery.")]
    public string DeliveryCommit => repository.Delivery.Commit;

    [Description("Whether that commit was pushed: true or false; empty when there is none.")]
    public string Pushed => repository.Delivery.Commit.Length == 0 ? "" : repository.Delivery.Step == DeliveryStep.Pushed ? "true" : "false";

    [Description("Address of the pull or merge request, or the one where it can be opened.")]
    public string Request => repository.Delivery.Request;

    [Description("none, open, draft, changed, foreign, declined, reverted, landed or landed-otherwise; empty until the forge was asked.")]
    public string RequestState => repository.Delivery.RequestState;

    [Description("passed, failed, running, none or unknown; empty until the forge was asked.")]
    public string Checks => repository.Delivery.Checks;

    public static IEnumerable<RepositoryRow> Rows(RepositoryResult repository) => [new RepositoryRow(repository)];
}
