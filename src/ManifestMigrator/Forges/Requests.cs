using System.Globalization;
using System.Security.Cryptography;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Forges;

/// <summary>What git, and not the forge, knows about a repository.</summary>
internal interface IRepositoryHistory
{
    /// <summary>Whether this tool made a commit of the delivery branch, in whatever run.</summary>
    Task<bool> IsOursAsync(string commit, CancellationToken cancellation);

    /// <summary>Whether a branch holds a commit.</summary>
    Task<bool> IsReachableAsync(string branch, string commit, CancellationToken cancellation);
}

/// <summary>A repository whose request is worked on.</summary>
/// <param name="Path">Its path at the forge when it was planned.</param>
/// <param name="Manifests">The planned manifests.</param>
/// <param name="Wish">What is wanted.</param>
/// <param name="History">What git knows.</param>
internal sealed record RequestSubject(string Path, IReadOnlyList<ManifestResult> Manifests, RequestWish Wish, IRepositoryHistory History)
{
    /// <summary>The manifest that is migrated; <see langword="null"/> when there are several.</summary>
    public ManifestResult? OnlyManifest => Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated).ToList() is [var only] ? only : null;
}

/// <summary>Where the request of a repository stands after something was done, or not done.</summary>
internal sealed record RequestOutcome
{
    public required RequestState State { get; init; }

    /// <summary>Page of the request; empty for none.</summary>
    public string Address { get; init; } = "";

    /// <summary>The request; <see langword="null"/> for none.</summary>
    public ForgeRequest? Request { get; init; }

    public ChecksState? Checks { get; init; }

    /// <summary>One of <see cref="Reasons"/>; empty when what was wanted was done.</summary>
    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>When the request was opened; <see langword="null"/> for none.</summary>
    public DateTimeOffset? Opened { get; init; }

    /// <summary>What is kept of it with a repository: what a forge did not say now stays as it was said last.</summary>
    public DeliveryState On(DeliveryState before) => before with
    {
        Request = Address.Length > 0 ? Address : before.Request,
        RequestState = Spelling.Spell(State),
        RequestOpened = Opened is { } date ? date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : before.RequestOpened,
        Checks = Checks is { } checks ? Spelling.Spell(checks) : before.Checks,
    };

    public static RequestOutcome From(RequestPlan plan, string reason = "", string message = "") => new()
    {
        State = plan.State,
        Address = plan.Request?.Address ?? "",
        Request = plan.Request,
        Opened = plan.Request?.Created,
        Reason = reason,
        Message = message,
    };
}

/// <summary>Reads what a forge says about the request of one repository, and carries out what was planned from it.</summary>
/// <param name="session">The forge.</param>
/// <param name="journal">The journal of the run.</param>
/// <param name="time">The clock.</param>
internal sealed class Requests(ForgeSession session, RequestJournal journal, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>Between the comment of <c>revert</c> and its closing lie a few seconds; clocks differ, and a forge may ask for a pause.</summary>
    private static readonly TimeSpan ClosingTakes = TimeSpan.FromMinutes(30);

    private const int MergeabilityLooks = 5;

    private readonly IForge _forge = session.Forge;

    /// <summary>Reads what many repositories are in few requests, where their forges have a way for that.</summary>
    /// <returns>What is known, by the keys that were given.</returns>
    public static async Task<IReadOnlyDictionary<string, ForgeSnapshot>> ReadManyAsync(
        IEnumerable<(string Key, ForgeSession Session, RequestSubject Subject)> subjects, bool withFiles, CancellationToken cancellation)
    {
        var found = new Dictionary<string, ForgeSnapshot>(StringComparer.Ordinal);
        foreach (var group in subjects.GroupBy(subject => subject.Session))
        {
            var questions = group.Select(subject => (subject.Key, Question: new ForgeQuestion(
                subject.Subject.Path, subject.Subject.Wish.Branch, subject.Subject.Wish.Base, withFiles ? subject.Subject.OnlyManifest?.Path : null))).ToList();
            // Two plans for one repository are read one by one: the answers are told apart by their paths.
            var distinct = questions.GroupBy(entry => entry.Question.Path, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() == 1).Select(same => same.First()).ToList();
            var answers = await group.Key.Forge.ReadManyAsync([.. distinct.Select(entry => entry.Question)], cancellation);
            foreach (var (key, question) in distinct)
            {
                if (answers.TryGetValue(question.Path, out var snapshot))
                    found[key] = snapshot;
            }
        }
        return found;
    }

    /// <summary>Everything that <see cref="RequestPlan.Make"/> wants to know.</summary>
    /// <param name="subject">The repository.</param>
    /// <param name="snapshot">What was read a moment ago; <see langword="null"/> to ask now.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<(RequestView View, RequestPlan Plan)> ReadAsync(RequestSubject subject, ForgeSnapshot? snapshot, CancellationToken cancellation)
    {
        var wish = subject.Wish;
        var repository = snapshot?.Repository ?? await _forge.RepositoryAsync(subject.Path, cancellation);
        if (journal.FormerlyAt(_forge.Host, repository) is { } former)
            throw new ForgeException(Reasons.Changed, ForgeMessages.AnotherRepository(repository.Path, repository.Id, former));
        var requests = snapshot?.Requests ?? await _forge.RequestsAsync(repository, wish.Branch, cancellation);
        var request = RequestPlan.Choose(requests, wish.Commit, wish.Base);
        var isOpen = request is { Phase: RequestPhase.Open };
        var tip = isOpen ? request!.Head : snapshot is not null ? snapshot.Tip : await _forge.BranchTipAsync(repository, wish.Branch, cancellation);
        var own = new HashSet<string>(StringComparer.Ordinal);
        if (tip is not null && tip != wish.Commit && await subject.History.IsOursAsync(tip, cancellation))
            own.Add(tip);
        var view = new RequestView
        {
            Repository = repository,
            Account = session.Account,
            Tip = tip,
            Requests = requests,
            HasDetails = snapshot is not null,
            BaseFiles = snapshot?.BaseFiles ?? new Dictionary<string, byte[]>(StringComparer.Ordinal),
            OwnCommits = own,
            LandedAsPlanned = request is { Phase: RequestPhase.Merged } && !wish.HasLanded
                ? !journal.About(_forge.Host, repository).MergedOtherwise.Contains(request.Number) && await HasLandedAsync(subject, repository, request, cancellation)
                : null,
            WasReverted = request is { Phase: RequestPhase.Closed } && await WasRevertedAsync(repository, request, cancellation),
        };
        return (view, RequestPlan.Make(wish, journal.About(_forge.Host, repository), view));
    }

    /// <summary>Carries out a plan of operations, in their order.</summary>
    public async Task<RequestOutcome> CarryOutAsync(RequestSubject subject, RequestView view, RequestPlan plan, CancellationToken cancellation)
    {
        foreach (var operation in plan.Operations)
        {
            switch (operation.Kind)
            {
                case OperationKind.Create:
                    plan = await CreateAsync(subject.Wish, view, plan, cancellation);
                    break;
                case OperationKind.Reopen:
                    plan = await ReopenAsync(subject.Wish, view, plan, cancellation);
                    break;
                case OperationKind.UpdateText:
                    await UpdateTextAsync(subject.Wish, view.Repository, operation.Number, cancellation);
                    break;
                case OperationKind.Label when await LabelAsync(subject.Wish, view.Repository, plan.Request!.Number, operation.Labels, cancellation) is { } refusal:
                    return RequestOutcome.From(plan, refusal.Reason, refusal.Message);
                case OperationKind.Label:
                    break;
                case OperationKind.Leave:
                    return RequestOutcome.From(plan, operation.Reason, operation.Message);
                default:
                    return RequestOutcome.From(plan, message: operation.Message);
            }
        }
        return RequestOutcome.From(plan);
    }

    /// <summary>Asks everything that decides whether a request is merged.</summary>
    public async Task<MergeView> ReadForMergeAsync(RequestSubject subject, RequestView view, RequestPlan plan, CancellationToken cancellation)
    {
        if (plan.Request is not { Phase: RequestPhase.Open } listed || plan.State is RequestState.Foreign or RequestState.Changed)
            return new MergeView { Plan = plan };

        var repository = view.Repository;
        var request = view.HasDetails && listed.CanMerge is not null ? listed : await _forge.RequestAsync(repository, listed.Number, cancellation);
        for (var look = 1; look < MergeabilityLooks && request is { Phase: RequestPhase.Open, CanMerge: null }; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(look), time, cancellation);
            request = await _forge.RequestAsync(repository, listed.Number, cancellation);
        }
        return new MergeView
        {
            Plan = plan,
            Request = request,
            Commits = await _forge.CommitsAsync(repository, request, cancellation),
            BaseIsAsPlanned = await HoldsAsync(subject, repository, subject.Wish.Base, view.BaseFiles, manifest => manifest.Sha256Before, cancellation),
            // A queue that is in the way may also be all that blocks a request.
            HasMergeQueue = request is { IsDraft: false } and ({ CanMerge: true } or { MergeWord: "blocked" })
                && await _forge.HasMergeQueueAsync(repository, request.Base, cancellation),
            Checks = await _forge.ChecksAsync(repository, request, cancellation),
            Reviews = await _forge.ReviewsAsync(repository, request, cancellation),
            Age = Age(repository, request),
            Methods = repository.Methods,
        };
    }

    /// <summary>Merges what is ready, and looks at what landed.</summary>
    public async Task<RequestOutcome> MergeAsync(RequestSubject subject, MergeWish wish, CancellationToken cancellation)
    {
        ChecksState? checks = null;
        for (var attempt = 1; ; attempt++)
        {
            await session.Pace.UntilNextAsync(notifies: true, cancellation);
            var (view, plan) = await ReadAsync(subject, snapshot: null, cancellation);
            var ready = await ReadForMergeAsync(subject, view, plan, cancellation);
            // What an attempt merged whose answer was lost keeps the checks it was merged with.
            checks = ready.Request is null ? checks : MergeConditions.Settled(ready.Checks, ready.Age, wish.Settle);
            if (plan.State == RequestState.Landed)
                return RequestOutcome.From(plan) with { Checks = checks };
            Remember(view, ready, wish);
            if (MergeConditions.Check(wish, ready) is [var first, ..] obstacles)
                return RequestOutcome.From(plan, first.Reason, string.Join(' ', obstacles.Select(obstacle => obstacle.Message))) with { Checks = checks };

            var request = ready.Request!;
            var order = new MergeOrder(wish.Method ?? ready.Methods[0], wish.Commit, $"{request.Title} (#{request.Number})");
            try
            {
                await journal.RecordAsync(_forge.Host, view.Repository, JournalWords.Merge, request.Number, wish.Commit, async () =>
                {
                    await _forge.MergeAsync(view.Repository, request, order, cancellation);
                    return request.Number;
                });
            }
            catch (ForgeException exception) when ((exception.IsTransient || exception.MayBeDone) && attempt < Attempts)
            {
                // Everything is asked anew: whether it was merged after all, and whether it still may be.
                continue;
            }
            catch (ForgeException exception) when (exception.Reason is Reasons.NotMergeable or Reasons.Changed)
            {
                // Somebody may have merged it, closed it, or pushed, a moment ago.
                var now = await _forge.RequestAsync(view.Repository, request.Number, cancellation);
                if (now.Phase == RequestPhase.Closed)
                    return RequestOutcome.From(plan with { State = RequestState.Declined, Request = now }, Reasons.Declined, ForgeMessages.DeclinedByAPerson) with { Checks = checks };
                if (now.Phase != RequestPhase.Merged && now.Head != wish.Commit)
                    throw new ForgeException(Reasons.Changed, ForgeMessages.ChangedByAPerson) { Status = exception.Status };
                if (now.Phase != RequestPhase.Merged)
                    throw;
            }
            return await LookAtWhatLandedAsync(subject, view.Repository, request.Number, cancellation) with { Checks = checks };
        }
    }

    /// <summary>Closes our request, saying why, where nobody has added anything.</summary>
    /// <returns>Where it stands then; a reason when it was left alone.</returns>
    public async Task<RequestOutcome> CloseAsync(RequestSubject subject, CancellationToken cancellation)
    {
        var (view, plan) = await ReadAsync(subject, snapshot: null, cancellation);
        if (plan.State is RequestState.Landed or RequestState.LandedOtherwise)
            return RequestOutcome.From(plan, plan.State == RequestState.Landed ? Reasons.Landed : Reasons.LandedOtherwise, ForgeMessages.MergedStays);
        if (plan.State is RequestState.Foreign or RequestState.Changed || (plan.Operations[0].Reason == Reasons.Archived))
            return RequestOutcome.From(plan, plan.Operations[0].Reason, plan.Operations[0].Message);
        if (plan.Request is not { Phase: RequestPhase.Open } request)
            return RequestOutcome.From(plan with { State = plan.Request is null ? RequestState.None : plan.State });

        var history = journal.About(_forge.Host, view.Repository);
        var hasComment = history.Commented.Contains(request.Number)
            && (await _forge.CommentsAsync(view.Repository, request.Number, cancellation))
                .Any(comment => comment.Body.Contains(ForgeMessages.CloseComment, StringComparison.Ordinal));
        if (!hasComment)
            await RecordAsync(view.Repository, JournalWords.Comment, request.Number, subject.Wish.Commit, () =>
                _forge.CommentAsync(view.Repository, request.Number, ForgeMessages.CloseComment, cancellation), cancellation,
                repeats: false);
        await RecordAsync(view.Repository, JournalWords.Close, request.Number, subject.Wish.Commit, () =>
            _forge.CloseAsync(view.Repository, request.Number, cancellation), cancellation);
        return RequestOutcome.From(plan with { State = RequestState.Reverted });
    }

    /// <summary>Opens the request, or finds the one that an earlier attempt opened: the forge refuses a second one for the same branch.</summary>
    private async Task<RequestPlan> CreateAsync(RequestWish wish, RequestView view, RequestPlan plan, CancellationToken cancellation)
    {
        var order = new NewRequest(wish.Branch, wish.Base, wish.Text.Title, wish.Text.Body, wish.IsDraft);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                ForgeRequest? created = null;
                await session.Pace.UntilNextAsync(notifies: true, cancellation);
                await journal.RecordAsync(_forge.Host, view.Repository, JournalWords.Create, 0, wish.Commit, async () =>
                {
                    created = await _forge.CreateAsync(view.Repository, order, cancellation);
                    return created.Number;
                });
                return plan with { Request = created, State = StateOf(wish, created!) };
            }
            catch (ForgeException exception) when (exception.MayBeDone || exception.Reason == Reasons.RequestExists)
            {
                var found = (await _forge.RequestsAsync(view.Repository, wish.Branch, cancellation))
                    .FirstOrDefault(request => request.Phase == RequestPhase.Open && request.Base == wish.Base);
                if (found is not null)
                    return Adopt(wish, view, plan, found);
                if (attempt == Attempts || !exception.MayBeDone)
                    throw;
            }
        }
    }

    /// <summary>Takes the open request that is there for the one that was to be made, if it is ours.</summary>
    private RequestPlan Adopt(RequestWish wish, RequestView view, RequestPlan plan, ForgeRequest found)
    {
        if (!RequestPlan.IsOurs(found, journal.About(_forge.Host, view.Repository), view.Account))
            throw new ForgeException(Reasons.ForeignRequest, ForgeMessages.ForeignRequest(found.Number, found.Author));
        journal.Write(_forge.Host, view.Repository, JournalWords.Create, JournalWords.Done, found.Number, wish.Commit);
        return plan with { Request = found, State = StateOf(wish, found) };
    }

    /// <summary>The branch may have moved since it was read.</summary>
    private static RequestState StateOf(RequestWish wish, ForgeRequest request) =>
        request.Head == wish.Commit ? RequestPlan.OpenState(request) : RequestState.Changed;

    /// <summary>A request that is there without its label is worth more than none.</summary>
    /// <returns>Why the labels were refused; <see langword="null"/> when they were not.</returns>
    private async Task<ForgeException?> LabelAsync(
        RequestWish wish, ForgeRepository repository, long number, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        try
        {
            await RecordAsync(repository, JournalWords.Label, number, wish.Commit, () => _forge.LabelAsync(repository, number, labels, cancellation), cancellation);
            return null;
        }
        catch (ForgeException exception)
        {
            return exception;
        }
    }

    /// <summary>
    /// Whether <c>revert</c> closed a request, in this run or an earlier one: the journal says so, or the token's account has said it there. One
    /// that was closed again much later was closed by a person.
    /// </summary>
    private async Task<bool> WasRevertedAsync(ForgeRepository repository, ForgeRequest request, CancellationToken cancellation)
    {
        if (journal.About(_forge.Host, repository).Closed.TryGetValue(request.Number, out var closed))
            return IsSoonAfter(closed);
        if (session.Account.Length == 0)
            return false;
        try
        {
            var comments = await _forge.CommentsAsync(repository, request.Number, cancellation);
            return comments.LastOrDefault(comment => comment.Author.Equals(session.Account, StringComparison.OrdinalIgnoreCase)) is { } last
                && last.Body.Trim() == ForgeMessages.CloseComment && IsSoonAfter(last.At);
        }
        catch (ForgeException exception) when (exception.Reason is Reasons.Forbidden or Reasons.RepositoryNotFound)
        {
            // A token that may not read comments: then a person closed it, as far as anybody knows.
            return false;
        }

        // A time from before the request is none.
        bool IsSoonAfter(DateTimeOffset? said) => request.Closed is null || said is null || said < request.Created || request.Closed <= said + ClosingTakes;
    }

    private async Task<RequestPlan> ReopenAsync(RequestWish wish, RequestView view, RequestPlan plan, CancellationToken cancellation)
    {
        var number = plan.Request!.Number;
        try
        {
            await RecordAsync(view.Repository, JournalWords.Reopen, number, wish.Commit, () =>
                _forge.ReopenAsync(view.Repository, number, cancellation), cancellation);
        }
        catch (ForgeException exception) when (exception.Reason == Reasons.Declined)
        {
            // Its branch was deleted or made anew since: such a request stays closed for good.
            return await CreateAsync(wish, view, plan, cancellation);
        }
        await UpdateTextAsync(wish, view.Repository, number, cancellation);
        var request = await _forge.RequestAsync(view.Repository, number, cancellation);
        return plan with { Request = request, State = RequestPlan.OpenState(request) };
    }

    /// <summary>Reads the text once more, so that what a person has just written is not lost.</summary>
    private async Task UpdateTextAsync(RequestWish wish, ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var request = await _forge.RequestAsync(repository, number, cancellation);
        var (title, body, _) = wish.Text.Update(request);
        if (request.Phase == RequestPhase.Open && (title is not null || body is not null))
            await RecordAsync(repository, JournalWords.UpdateText, number, wish.Commit, () =>
                _forge.UpdateTextAsync(repository, request, title, body, cancellation), cancellation);
    }

    /// <summary>Writes what does no harm when it is done twice; once more if the answer was lost.</summary>
    private async Task RecordAsync(ForgeRepository repository, string operation, long number, string commit, Func<Task> write,
        CancellationToken cancellation, bool repeats = true)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // An intent stands in the journal for as short a time as can be.
                await session.Pace.UntilNextAsync(notifies: operation == JournalWords.Comment, cancellation);
                await journal.RecordAsync(_forge.Host, repository, operation, number, commit, async () =>
                {
                    await write();
                    return number;
                });
                return;
            }
            catch (ForgeException exception) when (exception.MayBeDone && repeats && attempt < Attempts)
            {
                // Said again below.
            }
        }
    }

    private async Task<RequestOutcome> LookAtWhatLandedAsync(RequestSubject subject, ForgeRepository repository, long number, CancellationToken cancellation)
    {
        var request = await _forge.RequestAsync(repository, number, cancellation);
        for (var look = 1; look < MergeabilityLooks && request.Phase == RequestPhase.Open; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(look), time, cancellation);
            request = await _forge.RequestAsync(repository, number, cancellation);
        }
        var outcome = new RequestOutcome { State = RequestState.Landed, Address = request.Address, Opened = request.Created };
        if (request.Phase != RequestPhase.Merged)
        {
            return outcome with
            {
                State = request.Phase == RequestPhase.Open ? StateOf(subject.Wish, request) : RequestState.Declined,
                Reason = Reasons.NotMergeable,
                Message = ForgeMessages.NotMergedYet,
            };
        }
        if (request.Head != subject.Wish.Commit)
        {
            journal.Write(_forge.Host, repository, JournalWords.MergedOtherwise, JournalWords.Done, number, request.Head);
            return outcome with { State = RequestState.LandedOtherwise, Reason = Reasons.LandedOtherwise, Message = ForgeMessages.AnotherCommitMerged };
        }
        return await HasLandedAsync(subject, repository, request, cancellation) ? outcome
            : outcome with { State = RequestState.LandedOtherwise, Reason = Reasons.LandedOtherwise, Message = ForgeMessages.LandedOtherwise };
    }

    /// <summary>Whether every planned manifest is in the merge commit as planned, and the planned base holds that commit.</summary>
    private async Task<bool> HasLandedAsync(RequestSubject subject, ForgeRepository repository, ForgeRequest request, CancellationToken cancellation) =>
        request.MergeCommit is { Length: > 0 } commit
        && await HoldsAsync(subject, repository, commit, known: null, manifest => manifest.Sha256After, cancellation)
        && (await _forge.BranchTipAsync(repository, subject.Wish.Base, cancellation) == commit
            || await subject.History.IsReachableAsync(subject.Wish.Base, commit, cancellation));

    private async Task<bool> HoldsAsync(RequestSubject subject, ForgeRepository repository, string revision,
        IReadOnlyDictionary<string, byte[]>? known, Func<ManifestResult, string> digest, CancellationToken cancellation)
    {
        foreach (var manifest in subject.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated))
        {
            var content = known?.GetValueOrDefault(manifest.Path) ?? await _forge.FileAsync(repository, manifest.Path, revision, cancellation);
            if (content is null || Convert.ToHexStringLower(SHA256.HashData(content)) != digest(manifest))
                return false;
        }
        return true;
    }

    /// <summary>How long a request's commit has been there at least: since we first knew of it, or since anything about the request changed.</summary>
    private TimeSpan Age(ForgeRepository repository, ForgeRequest request)
    {
        var sinceUpdate = request.Updated is { } updated ? _forge.Now - updated : TimeSpan.Zero;
        var sinceSeen = journal.About(_forge.Host, repository).Seen.TryGetValue(request.Head, out var seen) ? time.GetUtcNow() - seen : TimeSpan.Zero;
        return sinceSeen > sinceUpdate ? sinceSeen : sinceUpdate;
    }

    /// <summary>Keeps when the commit was first seen at the forge: its checks have had that long to register.</summary>
    public void Remember(RequestView view, MergeView merge, MergeWish wish)
    {
        if (merge.Request is { } request && request.Head == wish.Commit && !journal.About(_forge.Host, view.Repository).Seen.ContainsKey(request.Head))
            journal.Write(_forge.Host, view.Repository, JournalWords.Seen, JournalWords.Done, request.Number, request.Head);
    }
}
