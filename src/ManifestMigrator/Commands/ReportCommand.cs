using System.CommandLine;
using ManifestMigrator.Output;
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

    private static readonly Option<string?> Out = new("--out") { Description = "The folder of the merged run. Default: a new one in migration/runs.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("report", "Writes the reports of a run again, from its run.json. Merges several runs, such as shards and repetitions, into one.") { Runs, Out };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var paths = arguments.GetValue(Runs) ?? [];
        var runs = paths.Length == 0 ? [RunArgument.Open(path: null, terminal)] : paths.Select(RunArgument.Open).DistinctBy(run => run.FullPath, StringComparer.Ordinal).ToList();
        var target = arguments.GetValue(Out);
        if (target is not null && runs.Exists(run => run.FullPath == Path.GetFullPath(target)))
            throw new UsageException(Messages.MergeIntoItself(target));

        var (run, unread) = runs.Count == 1 && target is null ? (runs[0], runs[0].Unreached) : (Merge(runs, target), runs.Sum(run => run.Unreached));
        using var hold = RunArgument.Hold(run);
        var totals = run.WriteReports();
        terminal.Summarize(run.FullPath, totals, wasInterrupted: unread > 0, run.Results().Any(result => result.Folder.Length > 0), leftOut: new Dictionary<string, int>(StringComparer.Ordinal));
        return ExitCode.Done;
    }

    private static RunFolder Merge(List<RunFolder> runs, string? target)
    {
        // A run that is still going on would be merged as one that was killed.
        foreach (var unfinished in runs.Where(run => !run.IsComplete))
            RunArgument.Hold(unfinished).Dispose();

        var merge = new RunMerge(runs);
        var merged = RunArgument.New(target, merge.Header);
        using var hold = RunArgument.Hold(merged);
        merge.Store(merged);
        return merged;
    }
}
