using System.CommandLine;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports.Review;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>review</c>: opens the review page of a run in a browser; <c>--serve</c> also saves what is decided on it; <c>--terminal</c> asks about each repository here instead.</summary>
internal static class ReviewCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> InTerminal = new("--terminal") { Description = "Show each repository here and ask for a decision." };
    private static readonly Option<bool> All = new("--all") { Description = "With --terminal: also show what is decided." };
    private static readonly Option<bool> Serve = new("--serve") { Description = "Serve the page on this machine only and save each decision at once; stop it with Ctrl-C." };

    public static Command Create()
    {
        var command = new Command("review", "Opens the review page of a run, or asks in the terminal. Decisions are saved as decisions.json in the run folder.") { Run, Serve, InTerminal, All };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Serve) && result.GetValue(InTerminal))
                result.AddError(Messages.ServeOrTerminal);
            if (result.GetValue(All) && !result.GetValue(InTerminal))
                result.AddError(Messages.AllNeedsTerminal);
        });
        command.SetAction(arguments =>
        {
            var terminal = CommonOptions.Terminal(arguments);
            var run = RunArgument.Open(arguments.GetValue(Run), terminal);
            if (!run.IsComplete)
                throw new UsageException(Messages.RunIsUnfinished(run.FullPath));
            var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
            if (arguments.GetValue(InTerminal))
                return isTerminal ? new TerminalReview(terminal, run, arguments.GetValue(All)).Run() : throw new UsageException(Messages.NoTerminal);

            if (!run.Results().Any(repository => repository.Status == RepositoryStatus.Migrated))
                terminal.Progress(Messages.NothingToReview);
            return arguments.GetValue(Serve) ? ServePage(terminal, run) : OpenFile(terminal, run);
        });
        return command;
    }

    private static int OpenFile(Terminal terminal, RunFolder run)
    {
        var page = Path.Combine(run.FullPath, ReviewPage.FileName);
        if (!File.Exists(page))
            throw new UsageException(Messages.NoReviewPage(Summary.Shown(run.FullPath)));
        TerminalReview.WriteReports(terminal, run);
        Show(terminal, page);
        return ExitCode.Done;
    }

    /// <summary>Control-C is how this ends: nothing is lost by it, and it is no interruption.</summary>
    private static int ServePage(Terminal terminal, RunFolder run)
    {
        // A file that cannot be read is told before a browser opens.
        DecisionsFile.ReadTied(run);
        using var signals = new StopSignals();
        using var server = new ReviewServer(terminal, run);
        Show(terminal, server.FirstAddress);
        terminal.Progress(Messages.Serving(Summary.Shown(run.FullPath)));
        server.RunAsync(signals.Token).GetAwaiter().GetResult();
        TerminalReview.Conclude(terminal, run);
        return ExitCode.Done;
    }

    private static void Show(Terminal terminal, string address)
    {
        terminal.Line(address);
        if (!Console.IsOutputRedirected && !Browser.Open(address))
            terminal.Progress(Messages.OpenYourself);
    }
}
