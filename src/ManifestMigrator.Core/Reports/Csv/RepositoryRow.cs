using System.ComponentModel;
using ManifestMigrator.Manifest;
using ManifestMigrator.Migration;

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
    public string Status => Spelling.Of(repository.Status);

    [Description("Stable code that says why.")]
    public string Reason => repository.Reason;

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
    public string DeliveryBranch { get; } = "";

    [Description("Commit that was made for the delivery.")]
    public string DeliveryCommit { get; } = "";

    [Description("Whether that commit was pushed.")]
    public string Pushed { get; } = "";

    public static IEnumerable<RepositoryRow> Of(RepositoryResult repository) => [new RepositoryRow(repository)];
}
