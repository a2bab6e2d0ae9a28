using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using ManifestMigrator.Disk;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>What the user wants of <c>request</c> and <c>merge</c>.</summary>
internal sealed record RequestOptions
{
    public IReadOnlyList<string> Labels { get; init; } = [];

    public bool IsDraft { get; init; }

    public bool Reopens { get; init; }

    /// <summary>How many requests are opened or merged at most.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>How many requests with failed checks end the wave; 0 for never.</summary>
    public int StopAfterFailures { get; init; }

    /// <summary>What a merge has to fulfil; <see langword="null"/> where requests are opened.</summary>
    public Func<RequestWish, MergeWish>? Merge { get; init; }
}

/// <summary><c>request</c> and <c>merge</c> on the walk of all deliveries: first everything is read, then told, then done.</summary>
internal sealed class RequestDelivery
{
    /// <summary>What was read longer ago is read again before anything is written: a wave may take a day.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>Up to so many are read by less than half of what any forge allows in an hour.</summary>
    private const int Many = 500;

    private readonly ConcurrentDictionary<string, Item> _items = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<WritePace, bool> _lanesWithWork = new();

    public required DeliveryWalk Walk { get; init; }

    public required RunFolder Run { get; init; }

    public required ForgeConnections Forges { get; init; }

    public required RequestJournal Journal { get; init; }

    public required RequestTexts Texts { get; init; }

    public required Connections Connections { get; init; }

    public required Terminal Terminal { get; init; }

    public required RequestOptions Options { get; init; }

    /// <summary>Repositories that are read at a time.</summary>
    public int Jobs { get; init; } = 8;

    /// <summary>Opens or updates requests, or merges them.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> GoAsync(CancellationToken cancellation)
    {
        await Walk.ReadAsync(Jobs, plans: null, PrepareAsync, cancellation);
        // Those that may have something to do first: where the forge allows too few reads for all, they are not to wait for ever.
        var prepared = _items.Values.OrderBy(item => item.Repository.Delivery.RequestState is not ("" or "none"))
            .ThenBy(item => item.Repository.Patch, StringComparer.Ordinal).Select(item => item.Repository).ToList();
        var snapshots = await SnapshotsAsync(prepared, cancellation);
        await Walk.ReadAsync(Jobs, prepared, (plan, token) => ReadAsync(plan, snapshots.GetValueOrDefault(plan.Patch), token), cancellation);
        var items = Limited([.. _items.Values.Where(item => item.Plan is not null).OrderBy(item => item.Repository.Patch, StringComparer.Ordinal)]);
        var lanes = items.GroupBy(item => item.Session.Pace).Select(group => new Lane(this, [.. group]))
            .OrderBy(lane => lane.Items[0].Session.Forge.Host.Name, StringComparer.Ordinal).ToList();
        foreach (var lane in lanes)
            Tell(lane.Items);
        if (!Walk.IsDryRun)
            return await Walk.GoAsync(lanes.Select(lane => lane.PlansAsync(cancellation)), ActAsync, cancellation);
        foreach (var item in items)
            TellOne(item);
        return Walk.Conclude(cancellation);
    }

    /// <summary>What the outcomes come to, for people.</summary>
    public static string SoFar(Delivery delivery, IReadOnlyCollection<DeliveryState> outcomes)
    {
        // What a forge said another time is no news of this one.
        var told = outcomes.Where(state => state.Reason is not (Reasons.NoToken or Reasons.TokenRefused or Reasons.ForgeUnknown or Reasons.RepositoryNotFound
            or Reasons.HostUnreachable)).ToList();
        if (told.Count == 0)
            return "";
        var line = delivery == Delivery.Merge
            ? ForgeMessages.MergedSoFar(told.Count(state => state.RequestState == "landed"), outcomes.Count)
            : ForgeMessages.OpenedSoFar(told.Count(state => state.RequestState is "open" or "draft"), outcomes.Count);
        return outcomes.FirstOrDefault(state => state.Reason == Reasons.RateLimited) is { } limited ? $"{line}. {limited.Message}" : line;
    }

    private async Task PrepareAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var address = await Target.RepositoryAsync(plan, cancellation);
        if (address.IsLocal)
        {
            Terminal.Progress(ForgeMessages.HasNoForge(plan.Repository));
            return;
        }
        if (!Target.IsBranchName(plan.Delivery.Branch) || plan.Branch.Length == 0 || plan.Branch == plan.Delivery.Branch)
            throw new RepositoryException(Reasons.NotDeliverable, DeliveryMessages.NoDelivery(plan.Delivery.Branch, plan.Delivery.Commit));
        var text = Texts.Write(plan, Forges.Hosts.LinePage(plan));
        if (Options.Merge is null)
            RequestFiles.Write(Run.FullPath, plan, text);
        var session = await Forges.ToAsync(plan.Repository, cancellation);
        var wish = new RequestWish
        {
            Commit = plan.Delivery.Commit,
            Branch = plan.Delivery.Branch,
            Base = plan.Branch,
            Text = text,
            Labels = Options.Labels,
            IsDraft = Options.IsDraft,
            Reopens = Options.Reopens,
            HasLanded = plan.Delivery.RequestState == Spelling.Spell(RequestState.Landed),
        };
        var subject = new RequestSubject(
            plan.Repository[(plan.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..],
            [.. plan.Manifests.Select(manifest => manifest with { Changes = [], Findings = [], Hunks = "" })],
            wish,
            new GitHistory(address, plan.Delivery, DateTimeOffset.Parse(Run.Header.Started, CultureInfo.InvariantCulture), Connections));
        // Thousands wait at a time: what only a report needs is not kept.
        var slim = plan with { Manifests = [], Findings = [], References = [], Drafts = [] };
        _items[plan.Patch] = new Item(slim, session, new Requests(session, Journal, Forges.Time), subject);
    }

    private async Task<IReadOnlyDictionary<string, ForgeSnapshot>> SnapshotsAsync(IReadOnlyList<RepositoryResult> plans, CancellationToken cancellation)
    {
        try
        {
            var subjects = plans.Select(plan => (plan.Patch, _items[plan.Patch].Session, _items[plan.Patch].Subject));
            return await Requests.ReadManyAsync(subjects, withFiles: Options.Merge is not null, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Nothing is read any more, and the walk says so.
            return new Dictionary<string, ForgeSnapshot>(StringComparer.Ordinal);
        }
    }

    private async Task ReadAsync(RepositoryResult plan, ForgeSnapshot? snapshot, CancellationToken cancellation)
    {
        var item = _items[plan.Patch];
        if (snapshot is null && _items.Count > Many && item.Session.Forge.IsRunningLow && _lanesWithWork.ContainsKey(item.Session.Pace))
        {
            // The rest of the hour's requests belongs to what was read.
            Walk.Leave(1);
            return;
        }
        item = await ReadAsync(item, snapshot, cancellation);
        if (item.Writes(Options))
            _lanesWithWork[item.Session.Pace] = true;
        _items[plan.Patch] = item;
    }

    private async Task<Item> ReadAsync(Item item, ForgeSnapshot? snapshot, CancellationToken cancellation)
    {
        var (view, plan) = await item.Requests.ReadAsync(item.Subject, snapshot, cancellation);
        item = item with { View = view, Plan = plan, ReadAt = Forges.Time.GetUtcNow() };
        if (Options.Merge is not { } wishes)
            return item;
        var wish = wishes(item.Subject.Wish);
        var merge = await item.Requests.ReadForMergeAsync(item.Subject, view, plan, cancellation);
        if (!Walk.IsDryRun)
            item.Requests.Remember(view, merge, wish);
        return item with
        {
            Obstacles = plan.State == RequestState.Landed ? [] : MergeConditions.Check(wish, merge),
            Checks = merge.Request is null ? null : MergeConditions.Settled(merge.Checks, merge.Age, wish.Settle),
        };
    }

    private async Task<DeliveryState> ActAsync(RepositoryResult repository, CancellationToken cancellation)
    {
        var item = _items[repository.Patch];
        var outcome = RequestOutcome.From(item.Plan!) with { Checks = item.Checks };
        try
        {
            if (item.Writes(Options) && item.Lane!.Limit is { } limit)
                return State(repository.Delivery, outcome with { Reason = Reasons.RateLimited, Message = limit });
            if (item.Obstacles is [var first, ..])
            {
                outcome = outcome with { Reason = first.Reason, Message = string.Join(' ', item.Obstacles.Select(obstacle => obstacle.Message)) };
            }
            else if (Options.Merge is { } wish)
            {
                outcome = await item.Requests.MergeAsync(item.Subject, wish(item.Subject.Wish), cancellation);
            }
            else
            {
                if (item.Writes(Options) && Forges.Time.GetUtcNow() - item.ReadAt > Fresh)
                    item = await ReadAsync(item, snapshot: null, cancellation) with { Lane = item.Lane };
                outcome = await item.Requests.CarryOutAsync(item.Subject, item.View!, item.Plan!, cancellation);
            }
        }
        catch (RepositoryException exception)
        {
            // Where its request stands is known all the same.
            outcome = outcome with { Reason = exception.Reason, Message = exception.Message };
        }
        if (outcome.Reason == Reasons.RateLimited)
            item.Lane!.Limit = outcome.Message;
        if (outcome.State is RequestState.Open or RequestState.Draft)
            item.Lane!.Watch(item, outcome);
        return State(repository.Delivery, outcome);
    }

    private static DeliveryState State(DeliveryState before, RequestOutcome outcome) => outcome.On(before) with { Reason = outcome.Reason, Message = outcome.Message };

    /// <summary>Lets through as many as <c>--max</c> allows of those that cost one of it.</summary>
    private List<Item> Limited(List<Item> items)
    {
        var left = Options.Maximum;
        var taken = items.Where(item => !item.Counts(Options) || left-- > 0).ToList();
        if (taken.Count < items.Count)
        {
            Walk.Leave(items.Count - taken.Count);
            Terminal.Progress(ForgeMessages.LeftByMaximum(items.Count - taken.Count));
        }
        return taken;
    }

    private void Tell(IReadOnlyList<Item> items)
    {
        var words = Options.Merge is null
            ? items.SelectMany(item => item.Plan!.Operations).Select(operation =>
                operation.Kind == OperationKind.Leave || operation.Reason.Length > 0 ? operation.Reason : Spelling.Spell(operation.Kind))
            : items.Select(item => item.Plan!.State == RequestState.Landed ? "landed" : item.Obstacles.Count == 0 ? "ready" : item.Obstacles[0].Reason);
        var counts = words.CountBy(word => word, StringComparer.Ordinal).OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}"));
        var costs = items.SelectMany(item => item.Plan!.Operations).Select(operation => operation.Cost).ToList();
        var (notifying, others) = Options.Merge is null
            ? (costs.Sum(cost => cost.Notifying), costs.Sum(cost => cost.Others))
            : (items.Count(item => item.Counts(Options)), 0);
        Terminal.Line(ForgeMessages.WillWrite(items[0].Session.Forge.Host.Name, string.Join(", ", counts), notifying + others,
            items[0].Session.Pace.End(notifying, others), Forges.Time.GetUtcNow()));
    }

    private void TellOne(Item item)
    {
        var name = item.Repository.Repository;
        IEnumerable<string> lines = Options.Merge is null ? item.Plan!.Operations.Select(operation => ForgeMessages.Planned(name, operation))
            : item.Plan!.State == RequestState.Landed ? [ForgeMessages.Planned(name, item.Plan.Operations[0])]
            : item.Obstacles.Count == 0 ? [ForgeMessages.Ready(name, item.Plan.Request!.Address)]
            : item.Obstacles.Select(obstacle => ForgeMessages.NotReady(name, obstacle));
        foreach (var line in lines)
            Terminal.Line(line);
    }

    /// <summary>A repository between reading and writing.</summary>
    private sealed record Item(RepositoryResult Repository, ForgeSession Session, Requests Requests, RequestSubject Subject)
    {
        public RequestView? View { get; init; }

        public RequestPlan? Plan { get; init; }

        public DateTimeOffset ReadAt { get; init; }

        /// <summary>Why it is not merged.</summary>
        public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];

        public ChecksState? Checks { get; init; }

        public Lane? Lane { get; init; }

        /// <summary>Whether anything is to be written for it.</summary>
        public bool Writes(RequestOptions options) =>
            options.Merge is null ? Plan!.Operations.Any(operation => operation.Cost != (0, 0)) : Counts(options);

        /// <summary>Whether it counts for <c>--max</c>: one that is opened, or merged.</summary>
        public bool Counts(RequestOptions options) => options.Merge is null
            ? Plan!.Operations.Any(operation => operation.Kind is OperationKind.Create or OperationKind.Reopen)
            : Obstacles.Count == 0 && Plan!.State != RequestState.Landed;
    }

    /// <summary>The repositories of one host and account, one after another, for as long as the checks of what is open allow.</summary>
    private sealed class Lane
    {
        private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

        /// <summary>Requests whose checks are asked for at one look: those of a whole fleet would spend the hour's reads.</summary>
        private const int LooksAtATime = 10;

        private readonly RequestDelivery _delivery;
        private readonly Queue<(Item Item, ForgeRequest Request)> _watched = new();
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private DateTimeOffset _looked = DateTimeOffset.MinValue;
        private int _failed;

        public Lane(RequestDelivery delivery, IReadOnlyList<Item> items)
        {
            _delivery = delivery;
            Items = [.. items.Select(item => delivery._items[item.Repository.Patch] = item with { Lane = this })];
        }

        public IReadOnlyList<Item> Items { get; }

        /// <summary>What the host said when it wanted no more; <see langword="null"/> until then.</summary>
        public string? Limit { get; set; }

        /// <summary>Its checks decide whether others follow.</summary>
        public void Watch(Item item, RequestOutcome outcome)
        {
            if (_delivery.Options.StopAfterFailures > 0 && outcome.Request is { } request && _known.Add(item.Repository.Patch))
                _watched.Enqueue((item, request));
        }

        public async IAsyncEnumerable<RepositoryResult> PlansAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach (var item in Items.Where(item => item.Plan!.State is RequestState.Open or RequestState.Draft))
                Watch(item, RequestOutcome.From(item.Plan!));
            var left = 0;
            foreach (var item in Items)
            {
                if (item.Counts(_delivery.Options) && Limit is null && (left > 0 || await HaveTooManyFailedAsync(cancellation)))
                    left++;
                else
                    yield return item.Repository;
            }
            if (left == 0)
                yield break;
            _delivery.Terminal.Error(ForgeMessages.StopsAfterFailures(_failed));
            _delivery.Walk.Leave(left, wasStopped: true);
        }

        private async Task<bool> HaveTooManyFailedAsync(CancellationToken cancellation)
        {
            var now = _delivery.Forges.Time.GetUtcNow();
            if (_delivery.Options.StopAfterFailures == 0 || now - _looked < BetweenLooks)
                return false;
            var isFirst = _looked == DateTimeOffset.MinValue;
            _looked = now;
            // At first all are looked at that were open before: they are the canaries.
            for (var left = isFirst ? _watched.Count : Math.Min(LooksAtATime, _watched.Count); left > 0 && _failed < _delivery.Options.StopAfterFailures; left--)
            {
                var (item, request) = _watched.Dequeue();
                switch (await CheckAsync(item, request, cancellation))
                {
                    case ChecksState.Failed:
                        _failed++;
                        _delivery.Walk.Note(item.Repository, State(item.Repository.Delivery, RequestOutcome.From(item.Plan!) with
                        {
                            Request = request,
                            Address = request.Address,
                            State = RequestPlan.OpenState(request),
                            Checks = ChecksState.Failed,
                        }));
                        break;
                    case not ChecksState.Passed:
                        _watched.Enqueue((item, request));
                        break;
                }
            }
            return _failed >= _delivery.Options.StopAfterFailures;
        }

        private static async Task<ChecksState> CheckAsync(Item item, ForgeRequest request, CancellationToken cancellation)
        {
            try
            {
                return await item.Session.Forge.ChecksAsync(item.View!.Repository, request with { Checks = null }, cancellation);
            }
            catch (Exception exception) when (exception is ForgeException or OperationCanceledException)
            {
                // Asked again at the next look; what keeps it from being told keeps the writes from being done as well.
                return ChecksState.Unknown;
            }
        }
    }
}
