using System.Collections.Concurrent;
using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Sources;

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

    public bool IsDryRun { get; init; }
}

/// <summary>Goes over the delivered repositories of a run for <c>request</c> and <c>merge</c>: first everything is read, then told, then done.</summary>
internal sealed class RequestWalk
{
    private static readonly TimeSpan BetweenLooksAtChecks = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<DeliveryState> _outcomes = new();
    private int _left;
    private readonly ConcurrentDictionary<WritePace, string> _limits = new();

    public required RunFolder Run { get; init; }

    public required Gate Gate { get; init; }

    public required ForgeConnections Forges { get; init; }

    public required RequestJournal Journal { get; init; }

    public required RequestTexts Texts { get; init; }

    public required Connections Connections { get; init; }

    public required Terminal Terminal { get; init; }

    public required RequestOptions Options { get; init; }

    /// <summary>Repositories that are read at a time.</summary>
    public int Jobs { get; init; } = 8;

    /// <summary>Opens a request for every pushed branch that has none, and updates the text of ours.</summary>
    public async Task<int> RequestAsync(CancellationToken cancellation)
    {
        var found = await ReadAllAsync(
            writesTexts: true,
            async (item, token) =>
            {
                var (view, plan) = await item.Requests.ReadAsync(item.Subject, token);
                return item with { View = view, Plan = plan };
            },
            cancellation);
        found = Limited(found, item => item.Plan!.Operations.Any(operation => operation.Kind is OperationKind.Create or OperationKind.Reopen));
        foreach (var group in Groups(found))
            TellCounts(group, group.SelectMany(item => item.Plan!.Operations).ToList());
        if (Options.IsDryRun)
        {
            foreach (var item in found)
            {
                foreach (var operation in item.Plan!.Operations)
                    Terminal.Line(ForgeMessages.Planned(item.Repository.Repository, operation));
            }
            return Conclude(cancellation);
        }

        await CarryOutAsync(found, (item, token) => item.Requests.CarryOutAsync(item.Subject, item.View!, item.Plan!, token), cancellation);
        Terminal.Line(ForgeMessages.OpenedSoFar(_outcomes.Count(state => state.RequestState is "open" or "draft"), _outcomes.Count));
        return Conclude(cancellation);
    }

    /// <summary>Merges what is ready.</summary>
    public async Task<int> MergeAsync(Func<RequestWish, MergeWish> wishes, CancellationToken cancellation)
    {
        var found = await ReadAllAsync(
            writesTexts: false,
            async (item, token) =>
            {
                var (view, plan) = await item.Requests.ReadAsync(item.Subject, token);
                var merge = await item.Requests.ReadForMergeAsync(item.Subject, view, plan, token);
                return item with
                {
                    View = view,
                    Plan = plan,
                    Merge = merge,
                    Obstacles = plan.State == RequestState.Landed ? []
                    : MergeConditions.Check(wishes(item.Subject.Wish), merge)
                };
            },
            cancellation);
        found = Limited(found, item => item is { Obstacles.Count: 0, Plan.State: not RequestState.Landed });
        foreach (var group in Groups(found))
        {
            var ready = group.Count(item => item is { Obstacles.Count: 0, Plan.State: not RequestState.Landed });
            var counts = group.CountBy(item =>
                item.Plan!.State == RequestState.Landed ? "landed" : item.Obstacles.Count == 0 ? "ready"
                : item.Obstacles[0].Reason, StringComparer.Ordinal);
            Terminal.Line(ForgeMessages.WillWrite(group[0].Session.Forge.Host.Name, Counts(counts), ready,
                group[0].Session.Pace.End(ready, 0), Forges.Time.GetUtcNow()));
        }
        if (Options.IsDryRun)
        {
            foreach (var item in found)
                TellReadiness(item);
            return Conclude(cancellation);
        }

        await CarryOutAsync(found, (item, token) => item.Requests.MergeAsync(item.Subject, wishes(item.Subject.Wish), token), cancellation);
        Terminal.Line(ForgeMessages.MergedSoFar(_outcomes.Count(state => state.RequestState == "landed"), _outcomes.Count));
        return Conclude(cancellation);
    }

    /// <returns>The exit code.</returns>
    private int Conclude(CancellationToken cancellation)
    {
        if (!Options.IsDryRun)
            Run.WriteReports(Gate.Decisions);
        Terminal.Conclude(Run, _outcomes, Gate.Delivery, _left, wasInterrupted: cancellation.IsCancellationRequested);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : _outcomes.All(DeliverySummary.IsWanted) ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private async Task<List<Item>> ReadAllAsync(bool writesTexts, Func<Item, CancellationToken, Task<Item>> read, CancellationToken cancellation)
    {
        foreach (var key in Gate.RequireKnown(Run.Results()))
            Terminal.Progress(DeliveryMessages.UnknownDecision(key));
        var found = new ConcurrentQueue<Item>();
        await Parallel.ForEachAsync(Run.Results().Where(repository => repository.Delivery.Commit.Length > 0),
            new ParallelOptions { MaxDegreeOfParallelism = Jobs }, async (repository, _) =>
        {
            if (cancellation.IsCancellationRequested)
                return;
            await SafelyAsync(repository, async () =>
            {
                if (Gate.Ask(repository) is { } refusal)
                {
                    Store(repository, repository.Delivery with { Reason = refusal.Reason, Message = refusal.Message });
                    return;
                }
                var address = await Target.RepositoryAsync(repository, cancellation);
                if (address.IsLocal)
                {
                    Terminal.Progress(ForgeMessages.HasNoForge(repository.Repository));
                    return;
                }
                if (!Target.IsBranchName(repository.Delivery.Branch) || repository.Branch.Length == 0 || repository.Branch == repository.Delivery.Branch)
                    throw new RepositoryException(Reasons.NotDeliverable, DeliveryMessages.NoDelivery(repository.Delivery.Branch, repository.Delivery.Commit));
                var text = Texts.Write(repository, Forges.Hosts.LinePage(repository));
                if (writesTexts)
                    RequestFiles.Write(Run.FullPath, repository, text);
                var session = await Forges.ToAsync(repository.Repository, cancellation);
                var item = new Item(Slim(repository), session, new Requests(session, Journal, Forges.Time), Subject(repository, address, text));
                found.Enqueue(await read(item, cancellation));
            });
        });
        return [.. found.OrderBy(item => item.Repository.Patch, StringComparer.Ordinal)];
    }

    private RequestSubject Subject(RepositoryResult repository, RepositoryAddress address, RequestText text) => new(
        repository.Repository[(repository.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..],
        [.. repository.Manifests.Select(manifest => manifest with { Changes = [], Findings = [], Hunks = "" })],
        new RequestWish
        {
            Commit = repository.Delivery.Commit,
            Branch = repository.Delivery.Branch,
            Base = repository.Branch,
            Text = text,
            Labels = Options.Labels,
            IsDraft = Options.IsDraft,
            Reopens = Options.Reopens,
            HasLanded = repository.Delivery.RequestState == Spelling.Spell(RequestState.Landed),
        },
        new GitHistory(address, repository.Delivery, DateTimeOffset.Parse(Run.Header.Started, CultureInfo.InvariantCulture), Connections));

    /// <summary>What is kept of a repository until its turn comes: thousands wait at a time.</summary>
    private static RepositoryResult Slim(RepositoryResult repository) => repository with { Manifests = [], Findings = [], References = [], Drafts = [] };

    /// <summary>Lets through as many as <c>--max</c> allows of those that cost one of it.</summary>
    private List<Item> Limited(IReadOnlyList<Item> items, Func<Item, bool> counts)
    {
        var left = Options.Maximum;
        var taken = items.Where(item => !counts(item) || left-- > 0).ToList();
        _left = items.Count - taken.Count;
        if (_left > 0)
            Terminal.Progress(ForgeMessages.LeftByMaximum(_left));
        return taken;
    }

    private static IEnumerable<IReadOnlyList<Item>> Groups(IReadOnlyList<Item> items) =>
        items.GroupBy(item => item.Session.Pace).Select(group => group.ToList()).OrderBy(group => group[0].Session.Forge.Host.Name, StringComparer.Ordinal);

    private void TellCounts(IReadOnlyList<Item> group, List<Operation> operations)
    {
        var (notifying, others) = (operations.Sum(operation => operation.Cost.Notifying), operations.Sum(operation => operation.Cost.Others));
        var counts = operations.CountBy(operation =>
            operation.Kind == OperationKind.Leave || operation.Reason.Length > 0 ? operation.Reason
            : Spelling.Spell(operation.Kind), StringComparer.Ordinal);
        Terminal.Line(ForgeMessages.WillWrite(group[0].Session.Forge.Host.Name, Counts(counts), notifying + others,
            group[0].Session.Pace.End(notifying, others), Forges.Time.GetUtcNow()));
    }

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));

    private void TellReadiness(Item item)
    {
        if (item.Plan!.State == RequestState.Landed)
            Terminal.Line(ForgeMessages.Planned(item.Repository.Repository, item.Plan.Operations[0]));
        else if (item.Obstacles.Count == 0)
            Terminal.Line(ForgeMessages.Ready(item.Repository.Repository, item.Plan.Request!.Address));
        foreach (var obstacle in item.Obstacles)
            Terminal.Line(ForgeMessages.NotReady(item.Repository.Repository, obstacle));
    }

    /// <summary>One after another for each host and account; hosts at the same time.</summary>
    private Task CarryOutAsync(IReadOnlyList<Item> items, Func<Item, CancellationToken, Task<RequestOutcome>> act, CancellationToken cancellation) =>
        Task.WhenAll(Groups(items).Select(async group =>
        {
            var failures = new FailedChecks(Options.StopAfterFailures, Forges.Time);
            foreach (var item in group)
            {
                if (cancellation.IsCancellationRequested)
                    return;
                if (_limits.TryGetValue(item.Session.Pace, out var limit))
                {
                    Store(item.Repository, item.Repository.Delivery with { Reason = Reasons.RateLimited, Message = limit });
                    continue;
                }
                if (await SafelyAsync(item.Repository, () => failures.AreTooManyAsync(group, item, cancellation)))
                {
                    Terminal.Error(ForgeMessages.StopsAfterFailures(Options.StopAfterFailures));
                    return;
                }
                await SafelyAsync(item.Repository, async () =>
                {
                    var outcome = await act(item, cancellation);
                    failures.Opened(item, outcome);
                    Store(item.Repository, State(item.Repository.Delivery, outcome));
                    Terminal.Progress(ForgeMessages.Done(item.Repository.Repository, outcome, Spelling.Spell(outcome.State)));
                });
            }
        }));

    private static DeliveryState State(DeliveryState before, RequestOutcome outcome) => before with
    {
        Request = outcome.Address.Length > 0 ? outcome.Address : before.Request,
        RequestState = Spelling.Spell(outcome.State),
        Checks = outcome.Checks is { } checks ? Spelling.Spell(checks) : before.Checks,
        Reason = outcome.Reason,
        Message = outcome.Message,
    };

    private Task<bool> SafelyAsync(RepositoryResult repository, Func<Task> step) => SafelyAsync(repository, async () =>
    {
        await step();
        return true;
    });

    /// <summary>What keeps a step from being done becomes its reason; one bad repository never stops the rest.</summary>
    private async Task<bool> SafelyAsync(RepositoryResult repository, Func<Task<bool>> step)
    {
        try
        {
            return await step();
        }
        catch (RepositoryException exception)
        {
            if (exception is ForgeException { Reason: Reasons.RateLimited } && await PaceAsync(repository) is { } pace)
                _limits.TryAdd(pace, exception.Message);
            Fail(repository, exception.Reason, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(repository, Reasons.ReadFailed, exception.Message);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or UsageException))
        {
            // A mistake of ours in one repository must neither stop the others nor go unseen.
            Fail(repository, Reasons.ToolError, Messages.ToolError(exception));
        }
        catch (OperationCanceledException)
        {
            // The command was stopped: what was not done stays as it is.
        }
        return false;
    }

    private async Task<WritePace?> PaceAsync(RepositoryResult repository)
    {
        try
        {
            return (await Forges.ToAsync(repository.Repository, CancellationToken.None)).Pace;
        }
        catch (ForgeException)
        {
            // The forge would not even say who we are.
            return null;
        }
    }

    private void Fail(RepositoryResult repository, string reason, string message)
    {
        Store(repository, repository.Delivery with { Reason = reason, Message = message });
        Terminal.Progress(DeliveryMessages.Outcome(repository, repository.Delivery with { Reason = reason, Message = message }));
    }

    private void Store(RepositoryResult repository, DeliveryState state)
    {
        if (!Options.IsDryRun && state != repository.Delivery)
            Run.StoreDelivery(repository with { Delivery = state });
        _outcomes.Enqueue(state);
    }

    /// <summary>A repository between reading and writing.</summary>
    private sealed record Item(RepositoryResult Repository, ForgeSession Session, Requests Requests, RequestSubject Subject)
    {
        public RequestView? View { get; init; }

        public RequestPlan? Plan { get; init; }

        public MergeView? Merge { get; init; }

        public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
    }

    /// <summary>Looks at the checks of the requests that are open, once in a while, and counts those that failed.</summary>
    private sealed class FailedChecks(int most, TimeProvider time)
    {
        private readonly List<Item> _watched = [];
        private DateTimeOffset _looked = DateTimeOffset.MinValue;
        private bool _hasBegun;

        public void Opened(Item item, RequestOutcome outcome)
        {
            if (outcome.State is RequestState.Open or RequestState.Draft)
                _watched.Add(item);
        }

        public async Task<bool> AreTooManyAsync(IReadOnlyList<Item> group, Item next, CancellationToken cancellation)
        {
            if (most == 0 || (next.Merge is null && !next.Plan!.Operations.Any(operation => operation.Kind is OperationKind.Create or OperationKind.Reopen)))
                return false;
            if (!_hasBegun)
                _watched.AddRange(group.Where(item => item.Plan!.State is RequestState.Open or RequestState.Draft));
            if (_hasBegun && time.GetUtcNow() - _looked < BetweenLooksAtChecks)
                return false;

            (_hasBegun, _looked) = (true, time.GetUtcNow());
            var failed = 0;
            foreach (var item in _watched)
            {
                if (await item.Requests.HaveChecksFailedAsync(item.Subject, item.View!.Repository, cancellation) && ++failed >= most)
                    return true;
            }
            return false;
        }
    }
}
