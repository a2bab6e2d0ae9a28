using System.Collections.Concurrent;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <param name="State">How far a repository is now.</param>
/// <param name="WasThere">Whether there was nothing to do, because it was that far before.</param>
internal sealed record Outcome(DeliveryState State, bool WasThere);

/// <summary>
/// The one walk of every delivery over the repositories of a run. What was done is on the disk after each step; one bad repository
/// never stops the rest.
/// </summary>
/// <param name="run">The run; nobody else works on it.</param>
/// <param name="gate">What is delivered.</param>
/// <param name="terminal">Where the outcomes go.</param>
internal sealed class DeliveryWalk(RunFolder run, Gate gate, Terminal terminal)
{
    /// <summary>The plans that take part, each with the reason why it is not delivered, by the places of their patches: no two share one.</summary>
    private readonly Dictionary<string, Refusal?> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Outcome> _outcomes = new();
    private readonly ConcurrentDictionary<string, bool> _found = new(StringComparer.Ordinal);
    private int _left;
    private bool _wasStopped;

    /// <summary>Whether nothing is kept of what the steps say.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How many plans take part; those that are pushed count for <c>revert</c> alone.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>What is said of all outcomes before they are counted; empty for nothing.</summary>
    public Func<IReadOnlyCollection<DeliveryState>, string> SoFar { get; init; } = _ => "";

    /// <summary>Says what waits in other runs; comes last.</summary>
    public Action TellOthers { get; init; } = () => { };

    /// <summary>Reads the whole run, so that damage is known before anything is touched, and asks the gate about each plan.</summary>
    /// <returns>False when no repository takes part, which was said.</returns>
    /// <exception cref="UsageException">The run is damaged, or nothing is decided.</exception>
    public bool Begin()
    {
        try
        {
            AskGate();
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException(DeliveryMessages.RunDamaged(exception.Message));
        }
        if (_plans.Count > 0)
            return true;
        terminal.TellNothing(run, gate.Delivery, isWritten: run.Results().Any(plan => plan.Delivery.Step == DeliveryStep.Written));
        TellOthers();
        return false;
    }

    /// <summary>Delivers every plan that takes part.</summary>
    /// <param name="jobs">Repositories at a time, at least 1.</param>
    /// <param name="step">Delivers one plan and says how far it is then.</param>
    /// <param name="cancellation">Ends the walk; what is done is kept.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> GoAsync(int jobs, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, CancellationToken cancellation)
    {
        await EachAsync(jobs, plans: null, async plan =>
        {
            if (await DeliverAsync(plan, step, cancellation) is { } state)
                Keep(plan, state);
        }, cancellation);
        return Conclude(cancellation);
    }

    /// <summary>Reads about plans before any is delivered. One that cannot be read, or is refused, has its outcome then.</summary>
    /// <param name="jobs">Repositories at a time, at least 1.</param>
    /// <param name="plans">The plans; <see langword="null"/> for all that take part.</param>
    /// <param name="read">Reads about one plan.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task ReadAsync(
        int jobs, IEnumerable<RepositoryResult>? plans, Func<RepositoryResult, CancellationToken, Task> read, CancellationToken cancellation)
    {
        var finished = new ConcurrentBag<string>();
        await EachAsync(jobs, plans, async plan =>
        {
            var wasRead = false;
            var state = await DeliverAsync(
                plan,
                async (_, token) =>
                {
                    await read(plan, token);
                    wasRead = true;
                    return plan.Delivery;
                },
                cancellation,
                isReading: true);
            if (wasRead || state is null)
                return;
            finished.Add(plan.Patch);
            Keep(plan, state);
        }, cancellation);
        foreach (var patch in finished)
            _plans.Remove(patch);
    }

    /// <summary>Delivers plans that were read: those of a lane one after another, the lanes at the same time.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> GoAsync(
        IEnumerable<IAsyncEnumerable<RepositoryResult>> lanes, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, CancellationToken cancellation)
    {
        await Task.WhenAll(lanes.Select(async lane =>
        {
            await foreach (var plan in lane.WithCancellation(CancellationToken.None))
            {
                if (cancellation.IsCancellationRequested)
                    return;
                if (await DeliverAsync(plan, step, cancellation) is { } state)
                    Keep(plan, state);
            }
        }));
        return Conclude(cancellation);
    }

    /// <summary>Leaves plans for another time.</summary>
    /// <param name="number">How many.</param>
    /// <param name="wasStopped">Whether something bad is the cause.</param>
    public void Leave(int number, bool wasStopped = false)
    {
        Interlocked.Add(ref _left, number);
        _wasStopped |= wasStopped;
    }

    /// <summary>Counts a plan as one for which there was nothing to do.</summary>
    public void Found(RepositoryResult plan) => _found[plan.Patch] = true;

    /// <summary>Keeps what is known about a plan now, which is no outcome of its own.</summary>
    public void Note(RepositoryResult plan, DeliveryState state)
    {
        if (!IsDryRun)
            run.StoreDelivery(plan with { Delivery = state });
    }

    /// <returns>The exit code.</returns>
    public int Conclude(CancellationToken cancellation)
    {
        if (!IsDryRun)
            run.WriteReports(gate.Decisions);
        if (!IsDryRun && SoFar([.. _outcomes.Select(outcome => outcome.State)]) is { Length: > 0 } line)
            terminal.Line(line);
        terminal.Conclude(run, _outcomes, gate.Delivery, _left, wasInterrupted: cancellation.IsCancellationRequested, IsDryRun);
        TellOthers();
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : _outcomes.All(outcome => DeliverySummary.IsWanted(outcome.State)) && !_wasStopped ? ExitCode.Done
            : ExitCode.SomeFailed;
    }

    private Task EachAsync(int jobs, IEnumerable<RepositoryResult>? plans, Func<RepositoryResult, Task> act, CancellationToken cancellation) => Parallel.ForEachAsync(
        (plans ?? run.Results()).Where(plan => _plans.ContainsKey(plan.Patch)),
        new ParallelOptions { MaxDegreeOfParallelism = jobs },
        async (plan, _) =>
        {
            if (!cancellation.IsCancellationRequested)
                await act(plan);
        });

    private void Keep(RepositoryResult plan, DeliveryState state)
    {
        var isWrittenBefore = gate.Delivery == Delivery.Commit && plan.Delivery.Step == DeliveryStep.Written;
        if (state != plan.Delivery && !IsDryRun && !isWrittenBefore)
            run.StoreDelivery(plan with { Delivery = state });
        var outcome = new Outcome(state, WasThere: _found.ContainsKey(plan.Patch) || (state.RequestState.Length > 0 && state == plan.Delivery));
        _outcomes.Enqueue(outcome);
        // Of a fleet that is approved step by step most are undecided yet, and the counts tell that.
        Action<string> tell = gate.PlansAgain && state is { Reason: Reasons.NotApproved, Message: "" } ? terminal.Detail : terminal.Progress;
        if (!IsDryRun || state.Reason.Length > 0)
            tell(DeliveryMessages.Outcome(plan, outcome));
    }

    private void AskGate()
    {
        var unknown = gate.RequireKnown(run.Results());
        var branches = new HashSet<string>(StringComparer.Ordinal);
        var (waiting, taken, isDecided) = (0, 0, false);
        // With a limit, those that could not be done before come last: they must not keep the others waiting for ever.
        var last = Maximum == int.MaxValue ? 0 : Maximum - run.Results().Count(plan => plan.Delivery.Reason.Length == 0 && IsNew(plan));
        foreach (var plan in run.Results())
        {
            if (!gate.Concerns(plan))
                continue;
            if (plan.Patch.Length == 0)
                throw new InvalidDataException(DeliveryMessages.NotAPlan(plan.Repository));
            PlannedFiles.RequireSupplements(plan);

            var refusal = gate.Ask(plan) ?? Taken(plan, branches);
            isDecided |= gate.Decisions.Judge(plan) != Standing.Undecided;
            waiting += refusal?.Reason == Reasons.NotApproved ? 1 : 0;
            if (refusal is not null || IsDone(plan) || (plan.Delivery.Reason.Length > 0 && Maximum < int.MaxValue ? last-- > 0 : taken++ < Maximum))
                _plans[plan.Patch] = refusal;
            else
                _left++;
        }

        if (waiting > 0 && !isDecided && gate.PlansAgain)
            throw new UsageException(DeliveryMessages.Undecided(waiting, Summary.Shown(run.FullPath), gate.Delivery == Delivery.InPlace));
        foreach (var key in unknown)
            terminal.Progress(DeliveryMessages.UnknownDecision(key));
    }

    /// <summary>Whether a plan would be delivered that was not before.</summary>
    private bool IsNew(RepositoryResult plan) => gate.Concerns(plan) && !IsDone(plan) && gate.Ask(plan) is null;

    private bool IsDone(RepositoryResult plan) => gate.Delivery != Delivery.Revert && plan.Delivery.Step == DeliveryStep.Pushed;

    /// <summary>Of several plans for one branch of a repository the first that may be delivered has it.</summary>
    private Refusal? Taken(RepositoryResult plan, HashSet<string> branches)
    {
        var isFree = gate.Delivery is Delivery.InPlace or Delivery.Revert
            || branches.Add(gate.Delivery == Delivery.Commit ? plan.Repository : $"{plan.Repository}#{plan.Delivery.Branch}");
        return isFree ? null : new Refusal(Reasons.BranchTaken, DeliveryMessages.BranchTaken);
    }

    /// <summary>What keeps the step from being done becomes its reason; how far the repository was before stays.</summary>
    /// <returns><see langword="null"/> when somebody stopped it.</returns>
    private async Task<DeliveryState?> DeliverAsync(
        RepositoryResult plan, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, CancellationToken cancellation, bool isReading = false)
    {
        try
        {
            return _plans[plan.Patch] is { } refusal ? Refused(refusal.Reason, refusal.Message) : await step(plan, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (RepositoryException exception)
        {
            return Refused(exception.Reason, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refused(Reasons.ReadFailed, exception.Message);
        }
        catch (Exception exception) when (!(isReading && exception is UsageException))
        {
            // A mistake of ours in one repository must neither stop the others nor go unseen.
            return Refused(Reasons.ToolError, Messages.ToolError(exception));
        }

        DeliveryState Refused(string reason, string message) => plan.Delivery with { Reason = reason, Message = message };
    }
}
