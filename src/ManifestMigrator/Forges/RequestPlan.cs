using ManifestMigrator.Plans;

namespace ManifestMigrator.Forges;

internal enum OperationKind
{
    Create,
    Reopen,
    UpdateText,
    Label,

    /// <summary>It is as it should be.</summary>
    Nothing,

    /// <summary>It is left alone, for a reason.</summary>
    Leave,
}

/// <summary>One thing to do, or not to do, with a repository's request. Printed by <c>--dry-run</c>, and carried out by the same code without it.</summary>
/// <param name="Kind">What.</param>
internal sealed record Operation(OperationKind Kind)
{
    /// <summary>The request it is about; 0 for one that does not exist yet.</summary>
    public long Number { get; init; }

    /// <summary>The new title, or <see langword="null"/> to keep it.</summary>
    public string? Title { get; init; }

    /// <summary>The new body, or <see langword="null"/> to keep it.</summary>
    public string? Body { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Why it is left alone: one of <see cref="Reasons"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One sentence for a person.</summary>
    public string Message { get; init; } = "";

    /// <summary>Writes that notify people, and other writes, that it costs.</summary>
    public (int Notifying, int Others) Cost => Kind switch
    {
        OperationKind.Create => (1, 0),
        OperationKind.Reopen or OperationKind.UpdateText or OperationKind.Label => (0, 1),
        _ => (0, 0),
    };
}

/// <summary>Where the request of a repository stands; the column <c>request_state</c>.</summary>
internal enum RequestState
{
    None,
    Open,
    Draft,

    /// <summary>Somebody committed to the branch.</summary>
    Changed,

    /// <summary>Somebody else opened it.</summary>
    Foreign,

    /// <summary>A person closed it.</summary>
    Declined,

    /// <summary>We closed it.</summary>
    Reverted,

    /// <summary>It was merged, and what landed is what was planned.</summary>
    Landed,

    /// <summary>It was merged, and something else landed.</summary>
    LandedOtherwise,
}

/// <summary>What is wanted for a repository.</summary>
internal sealed record RequestWish
{
    /// <summary>The commit that was made and reviewed.</summary>
    public required string Commit { get; init; }

    /// <summary>The branch it is on.</summary>
    public required string Branch { get; init; }

    /// <summary>The branch the plan was made on.</summary>
    public required string Base { get; init; }

    public required RequestText Text { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public bool IsDraft { get; init; }

    /// <summary>Whether what a person closed is taken up again.</summary>
    public bool Reopens { get; init; }

    /// <summary>Whether it was found to have landed before: later commits may have changed it again, and that is none of our affair.</summary>
    public bool HasLanded { get; init; }
}

/// <summary>What the forge says about a repository at this moment.</summary>
internal sealed record RequestView
{
    public required ForgeRepository Repository { get; init; }

    /// <summary>The token's login; empty where the forge does not tell.</summary>
    public required string Account { get; init; }

    /// <summary>The commit the branch has; <see langword="null"/> when it is not there.</summary>
    public string? Tip { get; init; }

    /// <summary>Every request from the branch, the newest first.</summary>
    public IReadOnlyList<ForgeRequest> Requests { get; init; } = [];

    /// <summary>Commits that this tool made, in this run or an earlier one.</summary>
    public IReadOnlySet<string> OwnCommits { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether the requests have the details that the lists of most forges lack, or only have as they once were.</summary>
    public bool HasDetails { get; init; }

    /// <summary>Files on the base that were read along with the rest, by their paths.</summary>
    public IReadOnlyDictionary<string, byte[]> BaseFiles { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Whether <c>revert</c> closed the request that counts; false unless it is closed.</summary>
    public bool WasReverted { get; init; }

    /// <summary>Whether what a merged request put on the base is what was planned; <see langword="null"/> when there is no merged one.</summary>
    public bool? LandedAsPlanned { get; init; }
}

/// <summary>Where a repository's request stands and what is to be done: a pure function of what is wanted, what the journal knows and what
/// the forge says.</summary>
/// <param name="State">Where it stands now.</param>
/// <param name="Request">The request that counts; <see langword="null"/> for none.</param>
/// <param name="Operations">What is to be done, in this order; never empty.</param>
internal sealed record RequestPlan(RequestState State, ForgeRequest? Request, IReadOnlyList<Operation> Operations)
{
    /// <summary>The request that counts: the open one of the planned base, else any open one, else the newest that is about our commit,
    /// else the newest.</summary>
    public static ForgeRequest? Choose(IReadOnlyList<ForgeRequest> requests, string commit, string planned) =>
        requests.OrderBy(request => (request.Phase, request.Base == planned) switch
        {
            (RequestPhase.Open, true) => 0,
            (RequestPhase.Open, false) => 1,
            _ => request.Head == commit ? 2 : 3,
        }).FirstOrDefault();

    public static RequestPlan Make(RequestWish wish, RequestHistory history, RequestView view)
    {
        var request = Choose(view.Requests, wish.Commit, wish.Base);
        if (wish.HasLanded && request?.Phase is not RequestPhase.Open)
            return new RequestPlan(RequestState.Landed, request,
                [new Operation(OperationKind.Nothing) { Number = request?.Number ?? 0, Reason = Reasons.Landed }]);
        if (view.Repository.IsArchived && !(request is { Phase: RequestPhase.Merged } && view.LandedAsPlanned == true))
            return Leave(ArchivedState(view, request), request, Reasons.Archived, ForgeMessages.IsArchived);

        return request switch
        {
            null => Create(wish, view, RequestState.None, request),
            { Phase: RequestPhase.Open } => Open(wish, history, view, request),
            // A merge of an older commit is history when this run's commit was pushed since.
            { Phase: RequestPhase.Merged } when request.Head != wish.Commit && view.Tip == wish.Commit => Create(wish, view, RequestState.None, request: null),
            { Phase: RequestPhase.Merged } when view.LandedAsPlanned == true =>
                new RequestPlan(RequestState.Landed, request, [new Operation(OperationKind.Nothing) { Number = request.Number, Reason = Reasons.Landed }]),
            { Phase: RequestPhase.Merged } => Leave(RequestState.LandedOtherwise, request, Reasons.LandedOtherwise, ForgeMessages.LandedOtherwise),
            _ when view.WasReverted => Create(wish, view, RequestState.Reverted, request),
            _ when !wish.Reopens => Leave(RequestState.Declined, request, Reasons.Declined, ForgeMessages.DeclinedByAPerson),
            _ => Reopen(wish, view, request),
        };
    }

    private static RequestState ArchivedState(RequestView view, ForgeRequest? request) => request?.Phase switch
    {
        RequestPhase.Open => OpenState(request),
        RequestPhase.Merged => RequestState.LandedOtherwise,
        RequestPhase.Closed => view.WasReverted ? RequestState.Reverted : RequestState.Declined,
        _ => RequestState.None,
    };

    /// <summary>Whether a request is ours: opened in this run, with our markers in its text, or opened by the token's account.</summary>
    public static bool IsOurs(ForgeRequest request, RequestHistory history, string account) =>
        history.Opened.Contains(request.Number) || RequestText.FindMarkers(request.Body) is not null
            || (account.Length > 0 && request.Author.Equals(account, StringComparison.OrdinalIgnoreCase));

    private static RequestPlan Open(RequestWish wish, RequestHistory history, RequestView view, ForgeRequest request)
    {
        if (!IsOurs(request, history, view.Account))
            return Leave(RequestState.Foreign, request, Reasons.ForeignRequest, ForgeMessages.ForeignRequest(request.Number, request.Author));
        if (request.Head != wish.Commit)
        {
            return view.OwnCommits.Contains(request.Head)
                ? Leave(OpenState(request), request, Reasons.NotPushed, ForgeMessages.NotPushed)
                : Leave(RequestState.Changed, request, Reasons.Changed, ForgeMessages.ChangedByAPerson);
        }

        var operations = new List<Operation>();
        var update = wish.Text.Update(request);
        if (update.Title is not null || update.Body is not null)
            operations.Add(new Operation(OperationKind.UpdateText) { Number = request.Number, Title = update.Title, Body = update.Body });
        // A label that was added once and is gone was taken away by a person.
        var missing = history.Labelled.Contains(request.Number) ? []
            : wish.Labels.Where(label => !request.Labels.Contains(label, StringComparer.OrdinalIgnoreCase)).ToList();
        if (missing.Count > 0 && (history.IsOpening || history.Opened.Contains(request.Number)))
            operations.Add(new Operation(OperationKind.Label) { Number = request.Number, Labels = missing });
        if (operations.Count == 0)
            operations.Add(new Operation(OperationKind.Nothing) { Number = request.Number, Message = update.IsEdited ? ForgeMessages.TextChanged : "" });
        return new RequestPlan(OpenState(request), request, operations);
    }

    private static RequestPlan Create(RequestWish wish, RequestView view, RequestState state, ForgeRequest? request)
    {
        if (NotReady(wish, view) is { } problem)
            return problem with { State = problem.State == RequestState.None ? state : problem.State, Request = request };
        return new RequestPlan(state, request,
        [
            new Operation(OperationKind.Create) { Title = wish.Text.Title, Body = wish.Text.Body },
            .. wish.Labels.Count > 0 ? [new Operation(OperationKind.Label) { Labels = wish.Labels }] : Array.Empty<Operation>(),
        ]);
    }

    private static RequestPlan Reopen(RequestWish wish, RequestView view, ForgeRequest request) =>
        NotReady(wish, view)
            ?? new RequestPlan(RequestState.Declined, request,
            [new Operation(OperationKind.Reopen) { Number = request.Number, Title = wish.Text.Title, Body = wish.Text.Body }]);

    private static RequestPlan? NotReady(RequestWish wish, RequestView view) => view.Tip switch
    {
        _ when view.Tip == wish.Commit => null,
        null => Leave(RequestState.None, request: null, Reasons.NotPushed, ForgeMessages.NotPushed),
        _ when view.OwnCommits.Contains(view.Tip) => Leave(RequestState.None, request: null, Reasons.NotPushed, ForgeMessages.NotPushed),
        _ => Leave(RequestState.Changed, request: null, Reasons.Changed, ForgeMessages.ChangedByAPerson),
    };

    private static RequestPlan Leave(RequestState state, ForgeRequest? request, string reason, string message) =>
        new(state, request, [new Operation(OperationKind.Leave) { Number = request?.Number ?? 0, Reason = reason, Message = message }]);

    public static RequestState OpenState(ForgeRequest request) => request.IsDraft ? RequestState.Draft : RequestState.Open;
}
