using System.CommandLine;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary><c>report</c>: writes the reports of a run again, from its <c>run.json</c>.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();

    public static Command Create()
    {
        var command = new Command("report", "Writes the reports of a run again.") { Run };
        command.SetAction(arguments =>
        {
            var run = RunArgument.Open(arguments.GetValue(Run));
            var summary = new BatchSummary(run.FullPath, run.WriteReports(), WasInterrupted: false, HasLocalFolders: run.Results().Any(result => result.Folder.Length > 0));
            CommonOptions.Terminal(arguments).Summarize(summary);
            return ExitCode.Done;
        });
        return command;
    }
}
