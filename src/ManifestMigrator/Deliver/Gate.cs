using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Deliver;

/// <summary>The ways in which a plan reaches its repository, and the way back.</summary>
internal enum Delivery
{
    /// <summary>A commit on a branch of the cached repository.</summary>
    Commit,

    /// <summary>The planned bytes in the local folder.</summary>
    InPlace,

    /// <summary>The branch in the remote repository.</summary>
    Push,

    /// <summary>A pull or merge request.</summary>
    Request,

    /// <summary>The request, merged.</summary>
    Merge,

    /// <summary>Our branches are deleted.</summary>
    Revert,
}

/// <summary>Why a plan is not delivered.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">One sentence for a person, or the note of the reviewer; may be empty.</param>
internal sealed record Refusal(string Reason, string Message);

/// <summary>What a plan follows from, beside the repository: the same planner makes the same plan of the same files.</summary>
/// <param name="ToolVersion">Version of the tool.</param>
/// <param name="ToolSha256">Digest of its assemblies.</param>
/// <param name="MappingsSha256">Digest of the mappings.</param>
internal sealed record Planner(string ToolVersion, string ToolSha256, string MappingsSha256)
{
    /// <summary>Who made the plans of a run.</summary>
    public static Planner Read(RunHeader run) => new(run.ToolVersion, run.ToolSha256, run.MappingsSha256);

    /// <summary>This program with the rules it was given.</summary>
    public static Planner Here(Mappings mappings) => new(BuiltIn.Version, BuiltIn.ToolSha256, mappings.Sha256);
}

/// <summary>The one gate that every delivery asks about every plan.</summary>
/// <remarks>
/// Its answer follows from the plan, the decisions, the options and what was delivered before:
/// <list type="bullet">
/// <item>What is rejected is never delivered; what was rejected in another plan of the repository has to be decided anew.</item>
/// <item>Undecided plans are applied only with <c>--all</c>. An approval is about one plan, see <see cref="Decisions.Digest"/>.</item>
/// <item>Where something is planned again, tool and mappings have to be those of the plan.</item>
/// <item>From <c>push</c> on the commit is fixed: it goes on as long as it is approved, or was applied with <c>--all</c> and is not rejected.</item>
/// <item>The way back is open to everything that was applied.</item>
/// </list>
/// </remarks>
/// <param name="Delivery">What is asked for.</param>
/// <param name="Decisions">What the reviewer decided.</param>
internal sealed record Gate(Delivery Delivery, Decisions Decisions)
{
    /// <summary>Whether what nobody has decided is applied too.</summary>
    public bool All { get; init; }

    /// <summary>Who made the plans; counts where something is planned again.</summary>
    public Planner? Planned { get; init; }

    /// <summary>Who would plan them again.</summary>
    public Planner? Here { get; init; }

    public bool PlansAgain => Delivery is Delivery.Commit or Delivery.InPlace;

    /// <summary>Whether a repository takes part at all; one that does has a row, whatever the gate says.</summary>
    public bool Concerns(RepositoryResult plan) => Delivery switch
    {
        Delivery.Commit or Delivery.InPlace => plan.Status == RepositoryStatus.Migrated,
        // Whoever pushed the branch by hand has a request, too: the forge is asked.
        _ => plan.Delivery.Commit.Length > 0,
    };

    /// <summary>Whether the step before was done for a plan, and this one was not.</summary>
    public bool Waits(RepositoryResult plan) => Delivery switch
    {
        Delivery.Push => plan.Delivery.Step == DeliveryStep.Applied,
        Delivery.Request => plan.Delivery.Step == DeliveryStep.Pushed && plan.Delivery.RequestState is "" or "none",
        Delivery.Merge => plan.Delivery.RequestState is "open" or "draft",
        Delivery.Revert => plan.Delivery.Commit.Length > 0 && plan.Delivery.RequestState is not "landed",
        _ => false,
    };

    /// <returns><see langword="null"/> when the plan may be delivered.</returns>
    public Refusal? Ask(RepositoryResult plan) => Delivery == Delivery.Revert ? null : ByDecision(plan) ?? ByPlanner();

    /// <summary>
    /// Refuses a rejection under a name that the run does not have: what it was meant for would be delivered. One that is about the plan
    /// of another run is none of these.
    /// </summary>
    /// <returns>The other names that the run does not have, of decisions about any plan.</returns>
    /// <exception cref="UsageException">There is such a rejection.</exception>
    public IReadOnlyList<string> RequireKnown(IEnumerable<RepositoryResult> results)
    {
        if (Decisions.ByKey.Count == 0 || Delivery == Delivery.Revert)
            return [];
        var (repositories, names, plans) = (new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { "" });
        foreach (var result in results)
        {
            repositories.Add(result.Repository);
            names.UnionWith(Reports.Decisions.Names([result]));
            plans.Add(Reports.Decisions.Digest(result));
        }
        var unknown = Decisions.ByKey.Where(entry => !names.Contains(entry.Key) && plans.Contains(entry.Value.Plan)).ToList();
        var rejected = unknown.Where(entry => entry.Value.Verdict == Verdict.Rejected).Select(entry => entry.Key).FirstOrDefault();
        return rejected is null
            ? [.. unknown.Select(entry => entry.Key)]
            : throw new UsageException(DeliveryMessages.UnknownRejection(rejected, Reports.Decisions.Near(rejected, repositories)));
    }

    private Refusal? ByDecision(RepositoryResult plan) => Decisions.Judge(plan) switch
    {
        Standing.Approved => null,
        Standing.Rejected => new Refusal(Reasons.Rejected, Decisions.About(plan)?.Note ?? ""),
        Standing.RejectedBefore => new Refusal(Reasons.NotApproved, DeliveryMessages.RejectedBefore),
        _ when (PlansAgain ? All : plan.Delivery.AppliedWithAll) => null,
        _ when !PlansAgain => new Refusal(Reasons.Rejected, DeliveryMessages.Withdrawn),
        Standing.ApprovedBefore => new Refusal(Reasons.NotApproved, DeliveryMessages.ApprovedBefore),
        _ => new Refusal(Reasons.NotApproved, ""),
    };

    private Refusal? ByPlanner()
    {
        if (!PlansAgain)
            return null;
        if (Planned is null || Here is null)
            throw new InvalidOperationException("Where something is planned again, the gate has to know by whom.");
        return Planned == Here ? null : new Refusal(
            Reasons.Moved,
            Planned.MappingsSha256 != Here.MappingsSha256 ? DeliveryMessages.OtherMappings(Planned.MappingsSha256, Here.MappingsSha256)
                : Planned.ToolVersion != Here.ToolVersion ? DeliveryMessages.OtherVersion(Planned.ToolVersion, Here.ToolVersion)
                : DeliveryMessages.OtherBuild);
    }
}
