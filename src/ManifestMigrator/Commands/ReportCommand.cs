using System.CommandLine;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>report</c>: writes the reports of a run again, or makes one run of several.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Runs = new("RUN")
    {
        Description = "Run folders; several are merged. Default: the newest in migration/runs.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Where a merged run goes. Default: a new folder in migration/runs.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("report", "Writes the reports of a run again, from its run.json; merges several runs, such as shards and repetitions, into one.") { Runs, Out };
        // Asynchronous, so that an interruption lets it finish what it writes.
        command.SetAction((arguments, _) => Task.FromResult(Run(arguments)));
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var given = arguments.GetValue(Runs) ?? [];
        var runs = given.Length == 0 ? [RunArgument.Open(path: null)] : given.Select(RunArgument.Open).DistinctBy(run => run.FullPath, StringComparer.Ordinal).ToList();
        var target = arguments.GetValue(Out);
        if (target is not null && runs.Exists(run => run.FullPath == Path.GetFullPath(target)))
            throw new UsageException(Messages.MergeIntoItself(target));

        var summary = runs.Count == 1 && target is null ? Rewrite(runs[0]) : Merge(runs, target);
        CommonOptions.Terminal(arguments).Summarize(summary);
        return ExitCode.Done;
    }

    private static BatchSummary Rewrite(RunFolder run)
    {
        using var hold = RunArgument.Hold(run);
        return Written(run, run.Unreached);
    }

    private static BatchSummary Merge(List<RunFolder> runs, string? target)
    {
        // A run that is still going on would be merged as one that was killed.
        foreach (var unfinished in runs.Where(run => !run.IsComplete))
            RunArgument.Hold(unfinished).Dispose();

        var merge = new RunMerge(runs);
        using var merged = RunFolder.New(target, merge.Header);
        merge.Store(merged);
        return Written(merged, runs.Sum(run => run.Unreached));
    }

    private static BatchSummary Written(RunFolder run, int unreached) =>
        new(run.FullPath, run.WriteReports(), WasInterrupted: unreached > 0, HasLocalFolders: run.Results().Any(result => result.Folder.Length > 0));
}
