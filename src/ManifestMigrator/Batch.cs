using ManifestMigrator.Output;
using ManifestMigrator.Sources;

namespace ManifestMigrator;

/// <summary>The walk over all repositories. One bad repository never stops the rest, and every source that was given has a result.</summary>
internal static class Batch
{
    /// <summary>Plans every source and writes the run folder.</summary>
    /// <param name="sources">The sources as they were given.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="terminal">Where progress is told.</param>
    /// <param name="cancellation">Ends the reading; what is done is kept, the rest is reported as interrupted.</param>
    public static async Task<BatchSummary> PlanAsync(
        IReadOnlyList<string> sources, BatchOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var run = options.CreateRunFolder();
        using var work = new ScratchFolder();
        var plan = new RepositoryPlan(options, work.FullPath);
        var seen = new HashSet<(string Identity, string? Branch)>();
        var isLocal = 0;

        await BatchProgress.ShowAsync(terminal, sources.Count, async progress =>
        {
            var addresses = sources.Select(source => RepositoryAddress.Parse(source)).Select(address => (address, isFirst: address.IsRepeatable || seen.Add(address.Key)));
            await Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, async (given, _) =>
            {
                var result = given.isFirst ? await plan.OfAsync(given.address, cancellation) : RepositoryPlan.Duplicate(given.address);
                run.Store(result);
                if (result.Folder.Length > 0)
                    Interlocked.Exchange(ref isLocal, 1);
                progress.Finished(result);
            });
        });

        return new BatchSummary(run.FullPath, run.WriteReports(), cancellation.IsCancellationRequested, isLocal > 0);
    }
}
