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

    private static readonly Option<string?> Out = new("--out") { Description = "Where a merged run goes. Default: a new folder in migration/runs.", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("report", "Writes the reports of a run again, from its run.json; merges several runs, such as shards and repetitions, into one.") { Runs, Out };
        command.SetAction(arguments =>
        {
            var given = arguments.GetValue(Runs) ?? [];
            var runs = given.Length == 0 ? [RunArgument.Open(path: null)] : given.Select(RunArgument.Open).ToList();
            var target = arguments.GetValue(Out);
            if (target is not null && runs.Exists(run => run.FullPath == Path.GetFullPath(target)))
                throw new UsageException(Messages.MergeIntoItself(target));

            var run = runs.Count == 1 && target is null ? runs[0] : RunMerge.Of(runs, header => Create(target, header));
            using var hold = RunLock.Take(run.FullPath);
            var summary = new BatchSummary(run.FullPath, run.WriteReports(), WasInterrupted: false, HasLocalFolders: run.Results().Any(result => result.Folder.Length > 0));
            CommonOptions.Terminal(arguments).Summarize(summary);
            return ExitCode.Done;
        });
        return command;
    }

    private static RunFolder Create(string? target, Reports.RunHeader header) =>
        target is null ? RunFolder.CreateIn(RunArgument.DefaultRoot, header) : RunFolder.Create(target, header);
}
