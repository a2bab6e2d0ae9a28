using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>The walk of <c>apply</c>, <c>push</c> and <c>revert</c> over the planned repositories of a run. What was done is on the disk after each step; one bad repository never stops the rest.</summary>
internal static class DeliveryWalk
{
    /// <param name="run">The run.</param>
    /// <param name="jobs">Repositories at a time, at least 1.</param>
    /// <param name="takes">Which repositories take part; asked in the order of the reports.</param>
    /// <param name="step">Does one step for one repository and says how far it is then.</param>
    /// <param name="terminal">Where each outcome is told.</param>
    /// <param name="cancellation">Ends the walk; what is done is kept.</param>
    /// <returns>The repositories that took part, as they stand now; in no order.</returns>
    public static async Task<IReadOnlyCollection<DeliveryState>> GoAsync(
        RunFolder run, int jobs, Func<RepositoryResult, bool> takes, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, Terminal terminal, CancellationToken cancellation)
    {
        var outcomes = new System.Collections.Concurrent.ConcurrentQueue<DeliveryState>();
        await Parallel.ForEachAsync(run.Results().Where(takes), new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (repository, _) =>
        {
            if (cancellation.IsCancellationRequested)
                return;
            var state = await SafelyAsync(repository, step, cancellation);
            if (state is null)
                return;
            if (state != repository.Delivery)
                run.StoreDelivery(repository with { Delivery = state });
            outcomes.Enqueue(state);
            terminal.Outcome(repository, state);
        });
        return outcomes;
    }

    /// <summary>What keeps the step from being done becomes its reason; how far the repository was before stays.</summary>
    private static async Task<DeliveryState?> SafelyAsync(
        RepositoryResult repository, Func<RepositoryResult, CancellationToken, Task<DeliveryState>> step, CancellationToken cancellation)
    {
        try
        {
            return await step(repository, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (RepositoryException exception)
        {
            return Failed(exception.Reason, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(Reasons.ReadFailed, exception.Message);
        }
        catch (Exception exception)
        {
            // A mistake of ours in one repository must neither stop the others nor go unseen.
            return Failed(Reasons.ToolError, Messages.ToolError(exception));
        }

        DeliveryState Failed(string reason, string message) => repository.Delivery with { Reason = reason, Message = message };
    }
}
