using System.CommandLine;
using ManifestMigrator.Output;
using ManifestMigrator.Reports.Review;

namespace ManifestMigrator.Commands;

/// <summary><c>review</c>: opens the review page of a run in a browser; <c>--terminal</c> asks about each repository here instead.</summary>
internal static class ReviewCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> InTerminal = new("--terminal") { Description = "Show each repository here and ask for a decision." };

    public static Command Create()
    {
        var command = new Command("review", "Opens the review page of a run, or decides in the terminal. Decisions are kept in decisions.json in the run folder.") { Run, InTerminal };
        command.SetAction(arguments =>
        {
            var terminal = CommonOptions.Terminal(arguments);
            var run = RunArgument.Open(arguments.GetValue(Run));
            if (!run.IsComplete)
                throw new UsageException(Messages.RunIsUnfinished(run.FullPath));
            if (arguments.GetValue(InTerminal))
                return Console.IsInputRedirected || Console.IsOutputRedirected ? throw new UsageException(Messages.NoTerminal) : new ReviewWalk(terminal, run).Go();

            var page = Path.Combine(run.FullPath, ReviewPage.FileName);
            if (!File.Exists(page))
                throw new UsageException(Messages.NoReviewPage(Summary.Shown(run.FullPath)));
            terminal.Line(page);
            if (!Console.IsOutputRedirected && !Browser.Open(page))
                terminal.Progress(Messages.OpenYourself);
            return ExitCode.Done;
        });
        return command;
    }
}
