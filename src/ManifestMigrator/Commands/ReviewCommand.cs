using System.CommandLine;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports.Review;

namespace ManifestMigrator.Commands;

/// <summary><c>review</c>: opens the review page of a run in a browser; <c>--terminal</c> asks about each repository here instead.</summary>
internal static class ReviewCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> InTerminal = new("--terminal") { Description = "Show each repository here and ask for a decision." };

    public static Command Create()
    {
        var command = new Command("review", "Opens the review page of a run, or asks in the terminal. Decisions are saved as decisions.json in the run folder.") { Run, InTerminal };
        command.SetAction(arguments =>
        {
            var terminal = CommonOptions.Terminal(arguments);
            var run = RunArgument.Open(arguments.GetValue(Run), terminal);
            if (!run.IsComplete)
                throw new UsageException(Messages.RunIsUnfinished(run.FullPath));
            var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
            if (arguments.GetValue(InTerminal))
                return isTerminal ? new TerminalReview(terminal, run).Run() : throw new UsageException(Messages.NoTerminal);

            var page = Path.Combine(run.FullPath, ReviewPage.FileName);
            if (!File.Exists(page))
                throw new UsageException(Messages.NoReviewPage(Summary.Shown(run.FullPath)));
            if (!run.Results().Any(repository => repository.Status == RepositoryStatus.Migrated))
                terminal.Progress(Messages.NothingToReview);
            terminal.Line(page);
            if (!Console.IsOutputRedirected && !Browser.Open(page))
                terminal.Progress(Messages.OpenYourself);
            return ExitCode.Done;
        });
        return command;
    }
}
