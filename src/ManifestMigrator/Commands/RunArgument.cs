using System.CommandLine;
using System.CommandLine.Completions;
using ManifestMigrator.Deliver;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary>The argument RUN: a run folder, or the newest one.</summary>
internal static class RunArgument
{
    public static Argument<string?> Create() => new("RUN")
    {
        Description = "A run folder. Default: the newest in migration/runs.",
        Arity = ArgumentArity.ZeroOrOne,
        CompletionSources = { _ => Suggestions() },
    };

    /// <summary>The runs that a user is likely to name, newest first.</summary>
    public static IEnumerable<CompletionItem> Suggestions() => RunFolder.NewestFirst(RunFolder.DefaultRoot)
        .Select((run, place) => new CompletionItem(Summary.Shown(run.FullPath), sortText: $"{place:D6}"));

    /// <summary>Locks a finished run.</summary>
    /// <exception cref="UsageException">The run is not finished, or another process is using it.</exception>
    public static FileLock Lock(RunFolder run) => run.IsComplete ? Hold(run) : throw new UsageException(Messages.RunIsUnfinished(run.FullPath));

    /// <summary>Locks a run, finished or not.</summary>
    /// <exception cref="UsageException">Another process is using it.</exception>
    public static FileLock Hold(RunFolder run)
    {
        try
        {
            return run.Lock();
        }
        catch (IOException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Opens a run.</summary>
    /// <param name="path">Its folder; <see langword="null"/> for the newest run in which not every source failed.</param>
    /// <param name="terminal">Where it is said which run is taken for the newest.</param>
    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string? path, Terminal terminal) => path is null ? Newest(terminal) : Open(path);

    /// <exception cref="UsageException">There is no such run.</exception>
    public static RunFolder Open(string path)
    {
        try
        {
            return RunFolder.Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Names what waits for a step in runs that are older than the newest, which was taken because none was named.</summary>
    /// <param name="path">What was named.</param>
    /// <param name="newest">The run that was taken.</param>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="steps">The steps to look for.</param>
    public static void TellWaiting(string? path, RunFolder newest, Terminal terminal, params IReadOnlyList<Delivery> steps)
    {
        if (path is not null)
            return;
        // What was taken back in the newest is not waiting in the runs that it was joined from.
        var known = newest.Results().Where(plan => plan.Delivery.Step != DeliveryStep.Planned).Select(plan => plan.Repository).ToHashSet(StringComparer.Ordinal);
        foreach (var run in RunFolder.NewestFirst(RunFolder.DefaultRoot).SkipWhile(run => run.FullPath != newest.FullPath).Skip(1).Where(run => run.IsComplete))
        {
            try
            {
                var decisions = DecisionsFile.Read(run);
                var plans = Delivered(run).Where(plan => known.Add(plan.Repository)).ToList();
                foreach (var step in steps)
                {
                    var gate = new Gate(step, decisions);
                    if (plans.Count(plan => gate.Waits(plan) && gate.Ask(plan) is null) is > 0 and var waiting)
                        terminal.Progress(DeliveryMessages.WaitsInRun(step, waiting, Summary.Shown(run.FullPath)));
                }
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UsageException)
            {
                terminal.Detail(exception.Message);
            }
        }

        static IEnumerable<RepositoryResult> Delivered(RunFolder run) => run.Results().Where(result => result.Delivery.Commit.Length > 0);
    }

    private static RunFolder Newest(Terminal terminal)
    {
        var runs = RunFolder.NewestFirst(RunFolder.DefaultRoot);
        var failed = runs.TakeWhile(run => run.Results().All(result => result.Status == RepositoryStatus.Failed)).Count();
        if (failed == runs.Count)
            throw new UsageException(runs.Count == 0 ? Messages.NoRun(RunFolder.DefaultRoot) : Messages.OnlyFailedRuns(RunFolder.DefaultRoot));

        terminal.Progress(Messages.NewestRun(Summary.Shown(runs[failed].FullPath), runs.Count, hasFailed: failed > 0));
        return runs[failed];
    }
}
