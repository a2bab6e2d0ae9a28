using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Plan;

/// <summary>The walk over all repositories. One bad repository never stops the rest, and every source that was given has a result.</summary>
internal static class Batch
{
    /// <summary>Begins what every plan needs, while the command line and the mappings are read.</summary>
    public static void Prepare() => _ = Task.Run(async () =>
    {
        _ = BuiltIn.ToolSha256;
        _ = NativeLibrary.Problem;
        _ = await GitProgram.ProblemAsync();
    });

    /// <summary>Plans every source and writes the run folder.</summary>
    /// <param name="sources">The sources as they were given.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="terminal">Where progress is told.</param>
    /// <param name="cancellation">Ends the reading; what is done is kept, the rest is reported as interrupted.</param>
    public static async Task<BatchSummary> PlanAsync(
        IReadOnlyList<string> sources, BatchOptions options, Terminal terminal, CancellationToken cancellation)
    {
        if (NativeLibrary.Problem is { } note)
            terminal.Progress(note);

        using var cache = await options.Access.OpenCacheAsync(cancellation);
        using var run = await options.CreateRunFolderAsync(cancellation);
        var repeated = ExpectAll(run, sources);
        var (localFolders, interrupted) = (0, 0);

        using var progress = new BatchProgress(terminal, sources.Count);
        using (var connections = options.Access.Connect(progress.Tell, progress.TellMore))
        {
            connections.Prepare();
            var checkout = new CheckoutOptions { Branch = options.Branch, Identity = options.Repository, IsOffline = options.Access.IsOffline, Cache = cache, Connections = connections };
            using var plan = new RepositoryPlan(options, checkout);
            await Parallel.ForEachAsync(sources.Index(), new ParallelOptions { MaxDegreeOfParallelism = plan.Parallelism }, async (given, _) =>
            {
                // Read once more rather than kept: there may be many thousands.
                var source = BatchSource.Parse(given.Item);
                var isRepeated = repeated.Contains(given.Index);
                if (cancellation.IsCancellationRequested && !isRepeated)
                {
                    run.Store(RepositoryPlan.Unreached(source));
                    Interlocked.Increment(ref interrupted);
                    return;
                }
                progress.Started(source.Repository);
                var result = isRepeated ? RepositoryPlan.Duplicate(source) : await plan.PlanAsync(source, cancellation);
                run.Store(result);
                progress.Finished(source.Repository, result);
                if (result.Status == RepositoryStatus.Interrupted)
                    Interlocked.Increment(ref interrupted);
                if (result.Folder.Length > 0)
                    Interlocked.Increment(ref localFolders);
            });
        }

        // Before the run is complete: one who is killed in between must not leave a run without its rejections.
        var decisions = DecisionsFile.CarryOver(options.Decisions, run);
        var totals = run.WriteReports(decisions, progress.Reported);
        TellCarried(run, options, decisions, terminal);
        NameStrays(run, options, terminal);
        return new BatchSummary(run.FullPath, totals, WasInterrupted: interrupted > 0, HasLocalFolders: localFolders > 0)
        {
            HasApproved = decisions.ByKey.Count > 0
                && run.Results().Any(result => result.Status == RepositoryStatus.Migrated && decisions.Judge(result) == Standing.Approved),
        };
    }

    /// <summary>Stores what stands for each source until it is read.</summary>
    /// <returns>Indexes of the sources that repeat an earlier one.</returns>
    private static HashSet<int> ExpectAll(RunFolder run, IReadOnlyList<string> sources)
    {
        var seen = new HashSet<(string Place, string? Revision)>();
        var repeated = new HashSet<int>();
        run.Expect(sources.Index().Select(given =>
        {
            var source = BatchSource.Parse(given.Item);
            if (!source.IsRepeated(seen))
                return RepositoryPlan.Unreached(source);
            repeated.Add(given.Index);
            return RepositoryPlan.Duplicate(source);
        }));
        return repeated;
    }

    /// <summary>Says how many of the earlier decisions count, and how many have to be made again because something else is planned now.</summary>
    private static void TellCarried(RunFolder run, BatchOptions options, Decisions decisions, Terminal terminal)
    {
        if (options.Decisions.ByKey.Count == 0)
            return;
        var standings = run.Results().Where(result => result.Status == RepositoryStatus.Migrated).CountBy(decisions.Judge).ToDictionary();
        terminal.Progress(Messages.DecisionsCarried(
            standings.GetValueOrDefault(Standing.Approved) + standings.GetValueOrDefault(Standing.Rejected),
            standings.GetValueOrDefault(Standing.ApprovedBefore) + standings.GetValueOrDefault(Standing.RejectedBefore)));
    }

    /// <summary>Names the decisions that came to nothing because no repository is called so; a name may be misspelt.</summary>
    private static void NameStrays(RunFolder run, BatchOptions options, Terminal terminal)
    {
        NameStrayAcceptances(run, options, terminal);
        if (options.Decisions.ByKey.Count == 0)
            return;
        var known = Decisions.Names(run.Results());
        var unknown = options.Decisions.ByKey
            .Where(entry => !known.Contains(entry.Key) && !options.DecidedElsewhere.Contains(entry.Key))
            .ToLookup(entry => entry.Value.Verdict == Verdict.Rejected, entry => entry.Key);
        if (unknown[true].Any())
        {
            var names = run.Results().Select(result => result.Repository).ToHashSet(StringComparer.Ordinal);
            foreach (var name in unknown[true])
                terminal.Log(Messages.UnknownRejection(name, Decisions.Near(name, names)));
        }
        if (unknown[false].Any())
            terminal.Progress(Messages.UnknownDecisions([.. unknown[false]]));
    }

    /// <summary>The same of what is accepted for one repository.</summary>
    private static void NameStrayAcceptances(RunFolder run, BatchOptions options, Terminal terminal)
    {
        if (options.Accepted.All(accepted => accepted.Repository is null))
            return;
        var names = run.Results().Select(result => result.Repository).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in options.Accepted.Where(accepted => accepted.Repository is not null && !names.Any(accepted.IsFor)))
            terminal.Log(Messages.UnknownAcceptance(stray.Code, stray.Repository!, Decisions.Near(stray.Repository!, names)));
    }
}
