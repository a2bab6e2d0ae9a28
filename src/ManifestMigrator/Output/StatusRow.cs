using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using Newtonsoft.Json;

namespace ManifestMigrator.Output;

/// <summary>Where a repository stands.</summary>
/// <param name="result">The repository.</param>
/// <param name="decision">What the reviewer decided; <see langword="null"/> for nothing yet.</param>
/// <param name="remote">What its remote says; <see langword="null"/> when it was not asked.</param>
internal sealed class StatusRow(RepositoryResult result, Decision? decision, string? remote)
{
    public string Repository => result.Repository;

    public string Source => result.Source;

    public string Branch => result.Branch;

    /// <summary>Status of the plan.</summary>
    public string Planned => Spelling.Spell(result.Status);

    /// <summary><c>approved</c>, <c>rejected</c>, or empty.</summary>
    public string Approved => decision switch { null => "", { IsApproved: true } => "approved", _ => "rejected" };

    /// <summary>The commit on the delivery branch; empty when there is none.</summary>
    public string Applied => result.Delivery.Commit;

    public bool Pushed => result.Delivery.Step == DeliveryStep.Pushed;

    /// <summary>Where the delivery branch stands in the remote; empty when it was not asked.</summary>
    public string Remote => remote ?? "";

    /// <summary>Why it stands there.</summary>
    public string Reason => result.Delivery.Reason.Length > 0 ? result.Delivery.Reason : result.Reason;

    /// <summary>One sentence that goes with the reason; may be empty.</summary>
    public string Message => result.Delivery.Reason.Length > 0 ? result.Delivery.Message : result.Message;

    public string Request => result.Delivery.Request;

    /// <summary>Whether it was not planned, or not delivered though somebody wanted it to be.</summary>
    [JsonIgnore]
    public bool HasFailed => BatchSummary.IsBad(result.Status) || !DeliverySummary.IsWanted(result.Delivery);

    /// <summary>What it counts as; the steps a repository has taken are counted each.</summary>
    [JsonIgnore]
    public IEnumerable<string> Words =>
        new[] { Planned, Approved, Applied.Length > 0 ? "applied" : "", Pushed ? "pushed" : "", Remote.Length > 0 ? $"{Remote} in its remote" : "" }.Where(word => word.Length > 0);
}
