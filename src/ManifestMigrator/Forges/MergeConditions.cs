using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

/// <summary>Everything that decides whether a request is merged, asked right before.</summary>
internal sealed record MergeView
{
    /// <summary>Where the request stands; see <see cref="RequestPlan"/>.</summary>
    public required RequestPlan Plan { get; init; }

    /// <summary>The request with all details; <see langword="null"/> when there is none that is open.</summary>
    public ForgeRequest? Request { get; init; }

    /// <summary>How many commits it would bring.</summary>
    public int Commits { get; init; }

    /// <summary>Whether every planned manifest is, on the base, the one the plan was made from.</summary>
    public bool BaseIsAsPlanned { get; init; }

    /// <summary>Whether the base has a merge queue.</summary>
    public bool HasMergeQueue { get; init; }

    public ChecksState Checks { get; init; }

    public IReadOnlyList<ForgeReview> Reviews { get; init; } = [];

    /// <summary>How long the commit has been at the forge, at least.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Ways of merging that the repository permits.</summary>
    public IReadOnlyList<MergeMethod> Methods { get; init; } = [];
}

/// <summary>What the user wants of a merge.</summary>
internal sealed record MergeWish
{
    public required string Commit { get; init; }

    public required string Base { get; init; }

    /// <summary>How; <see langword="null"/> for what the repository prefers.</summary>
    public MergeMethod? Method { get; init; }

    /// <summary>Whether a commit on which nothing reports may be merged.</summary>
    public bool AllowsNoChecks { get; init; }

    /// <summary>How long a commit has to be there before "nothing reports" counts.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether somebody has to have approved the very commit.</summary>
    public bool NeedsApproval { get; init; }
}

/// <summary>One condition that does not hold.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">One sentence for a person.</param>
internal sealed record Obstacle(string Reason, string Message);

/// <summary>Whether a request may be merged: a pure function, in the order in which the conditions are told.</summary>
internal static class MergeConditions
{
    /// <summary>What the checks count as: what is new and has none may still get some.</summary>
    public static ChecksState Settled(ChecksState checks, TimeSpan age, TimeSpan settle) =>
        checks == ChecksState.None && age < settle ? ChecksState.Running : checks;

    /// <returns>Every condition that does not hold; empty when it is ready.</returns>
    public static IReadOnlyList<Obstacle> Check(MergeWish wish, MergeView view)
    {
        if (view.Request is not { Phase: RequestPhase.Open } request)
            return [view.Plan.Operations.FirstOrDefault(operation => operation.Kind == OperationKind.Leave) is { } left
                ? new(left.Reason, left.Message) : new(Reasons.NotPushed, ForgeMessages.NoRequest)];
        if (view.Plan.State is RequestState.Foreign or RequestState.Changed || view.Plan.Operations[0].Reason == Reasons.Archived)
            return [new(view.Plan.Operations[0].Reason, view.Plan.Operations[0].Message)];
        if (request.Head != wish.Commit)
            return [new(Reasons.NotPushed, ForgeMessages.NotPushed)];
        return [.. Obstacles(wish, view, request)];
    }

    private static IEnumerable<Obstacle> Obstacles(MergeWish wish, MergeView view, ForgeRequest request)
    {
        if (view.Commits != 1)
            yield return new(Reasons.Changed, ForgeMessages.NotTheOnlyCommit);
        if (request.Base != wish.Base)
            yield return new(Reasons.Changed, ForgeMessages.OtherBase(request.Base, wish.Base));
        if (!view.BaseIsAsPlanned)
            yield return new(Reasons.BaseMoved, ForgeMessages.BaseMoved);
        if (request.IsDraft)
            yield return new(Reasons.NotMergeable, ForgeMessages.DraftIsNotMerged);
        if (Checks(wish, view) is { } checks)
            yield return checks;
        if (view.Reviews.Where(review => review.Verdict == ReviewVerdict.ChangesRequested).ToList() is { Count: > 0 } against)
            yield return new(Reasons.ChangesRequested, ForgeMessages.ChangesRequestedBy(against.Select(review => review.Reviewer)));
        if (wish.NeedsApproval && !view.Reviews.Any(review => review.Verdict == ReviewVerdict.Approved && review.Commit == wish.Commit))
            yield return new(Reasons.NotApproved, ForgeMessages.NoApproval);
        if (view.HasMergeQueue)
            yield return new(Reasons.NotMergeable, ForgeMessages.HasMergeQueue);
        else if (!request.IsDraft && request.CanMerge != true)
            yield return new(Reasons.NotMergeable, request.CanMerge is null ? ForgeMessages.StillComputing
                : ForgeMessages.ForgeWouldNotMerge(request.MergeWord));
        if (wish.Method is { } method && !view.Methods.Contains(method))
            yield return new(Reasons.NotMergeable, ForgeMessages.MethodNotPermitted(method, view.Methods));
        else if (view.Methods.Count == 0)
            yield return new(Reasons.NotMergeable, ForgeMessages.ForgeWouldNotMerge("no method of merging is permitted"));
    }

    private static Obstacle? Checks(MergeWish wish, MergeView view) => Settled(view.Checks, view.Age, wish.Settle) switch
    {
        ChecksState.Passed => null,
        ChecksState.None when wish.AllowsNoChecks => null,
        ChecksState.None => new(Reasons.NoChecks, ForgeMessages.NothingReports),
        ChecksState.Failed => new(Reasons.ChecksFailed, ForgeMessages.ChecksFailed),
        ChecksState.Running => new(Reasons.ChecksRunning, view.Checks == ChecksState.None ? ForgeMessages.ChecksMayStillCome : ForgeMessages.ChecksRun),
        _ => new(Reasons.ChecksRunning, ForgeMessages.ChecksHidden),
    };
}
