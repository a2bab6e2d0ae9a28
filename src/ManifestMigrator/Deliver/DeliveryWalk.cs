using System.Collections.Concurrent;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

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
    private int _left;

    /// <summary>Whether nothing is kept of what the steps say.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How many plans that are not pushed yet take part.</summary>
    public int Maximum { get; init; } = int.MaxValue;

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
        if (_plans.Count == 0)
            terminal.TellNothing(run, gate.Delivery);
        return _plans.Count > 0;
    }

    /// <param name="jobs">Repositories at a time, at least 1.</param>
    /// <param name="step">Delivers one plan and says how far it is then.</param>
    /// <param name="cancellation">Ends the walk; what is done is kept.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> GoAsync(int jobs, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, CancellationToken cancellation)
    {
        var outcomes = new ConcurrentQueue<DeliveryState>();
        var plans = run.Results().Where(plan => _plans.ContainsKey(plan.Patch));
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (plan, _) =>
        {
            if (cancellation.IsCancellationRequested || await DeliverAsync(plan, step, cancellation) is not { } state)
                return;
            var isWrittenBefore = gate.Delivery == Delivery.Commit && plan.Delivery.Step == DeliveryStep.Written;
            if (state != plan.Delivery && !IsDryRun && !isWrittenBefore)
                run.StoreDelivery(plan with { Delivery = state });
            outcomes.Enqueue(state);
            if (!IsDryRun || state.Reason.Length > 0)
                terminal.Progress(DeliveryMessages.Outcome(plan, state));
        });
        if (!IsDryRun)
            run.WriteReports(gate.Decisions);
        terminal.Conclude(run, outcomes, gate.Delivery, _left, wasInterrupted: cancellation.IsCancellationRequested, IsDryRun);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : outcomes.All(DeliverySummary.IsWanted) ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private void AskGate()
    {
        var unknown = gate.RequireKnown(run.Results());
        var branches = new HashSet<string>(StringComparer.Ordinal);
        var (waiting, taken, isDecided) = (0, 0, false);
        foreach (var plan in run.Results())
        {
            if (!gate.Concerns(plan))
                continue;
            if (plan.Patch.Length == 0)
                throw new InvalidDataException(DeliveryMessages.NotAPlan(plan.Repository));

            var refusal = gate.Ask(plan) ?? Taken(plan, branches);
            isDecided |= gate.Decisions.Judge(plan) != Standing.Undecided;
            waiting += refusal?.Reason == Reasons.NotApproved ? 1 : 0;
            if (refusal is not null || plan.Delivery.Step == DeliveryStep.Pushed || taken++ < Maximum)
                _plans[plan.Patch] = refusal;
            else
                _left++;
        }

        if (waiting > 0 && !isDecided && gate.PlansAgain)
            throw new UsageException(DeliveryMessages.Undecided(waiting, Summary.Shown(run.FullPath), gate.Delivery == Delivery.InPlace));
        foreach (var key in unknown)
            terminal.Progress(DeliveryMessages.UnknownDecision(key));
    }

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
        RepositoryResult plan, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, CancellationToken cancellation)
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
        catch (Exception exception)
        {
            // A mistake of ours in one repository must neither stop the others nor go unseen.
            return Refused(Reasons.ToolError, Messages.ToolError(exception));
        }

        DeliveryState Refused(string reason, string message) => plan.Delivery with { Reason = reason, Message = message };
    }
}
