using System.CommandLine;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
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
        // Asynchronous, so that an interruption lets it finish what it writes.
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var paths = arguments.GetValue(Runs) ?? [];
        var runs = paths.Length == 0
            ? [RunArgument.Open(path: null, terminal)]
            : paths.Select(RunArgument.Open).DistinctBy(run => run.FullPath, StringComparer.Ordinal).ToList();
        var target = arguments.GetValue(Out);
        if (target is not null && runs.Exists(run => run.FullPath == Path.GetFullPath(target)))
            throw new UsageException(Messages.MergeIntoItself(target));

        var isMerge = runs.Count > 1 || target is not null;
        using var run = isMerge ? await MergeAsync(runs, target, cancellation) : runs[0];
        using var hold = isMerge ? null : RunArgument.Hold(run);
        var decisions = DecisionsFile.Read(run);
        var totals = run.WriteReports(decisions);
        var approved = run.Results().Where(result => result.Status == RepositoryStatus.Migrated && decisions.Judge(result) == Standing.Approved)
            .Select(result => result.Delivery.Step).ToHashSet();
        terminal.Summarize(
            run.FullPath,
            totals,
            wasInterrupted: runs.Exists(one => one.Unreached > 0),
            run.Results().Any(result => result.Folder.Length > 0),
            leftOut: new Dictionary<string, int>(StringComparer.Ordinal),
            hasApproved: approved.Count > 0,
            isDelivered: approved.Count > 0 && !approved.Contains(DeliveryStep.Planned));
        return ExitCode.Done;
    }

    private static async Task<RunFolder> MergeAsync(List<RunFolder> runs, string? target, CancellationToken cancellation)
    {
        // A run that is still going on would be merged as one that was killed.
        foreach (var unfinished in runs.Where(run => !run.IsComplete))
            RunArgument.Hold(unfinished).Dispose();

        var merge = new RunMerge(runs);
        var carried = merge.Carried();
        var merged = await RunFolder.NewAsync(target, merge.Header, carried, cancellation);
        merge.Store(merged, carried.Decisions);
        return merged;
    }
}
