using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>request</c>: opens a pull or merge request for every pushed branch.</summary>
internal static class RequestCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> DryRun =
        new("--dry-run", "-n") { Description = "Print what would be done, and when it would be finished; write nothing to any forge." };
    private static readonly Option<bool> Draft = new("--draft") { Description = "Open the requests as drafts." };
    private static readonly Option<string[]> Labels =
        new("--label")
        {
            Description = "Add a label to the requests that are opened. Repeatable.",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = false
        };
    private static readonly Option<string?> Title =
        new("--title") { Description = $"Title of the requests. Default: {RequestText.DefaultTitle}", HelpName = "TEXT" };
    private static readonly Option<FileInfo?> Body = ExistingFile.Option("--body", "A Handlebars template for the text of the requests.");
    private static readonly Option<int> Maximum =
        RemoteOptions.Number("--max", "Open no more than so many, to look at them first; 0 is all.", "N", 0, least: 0);
    private static readonly Option<int> StopAfterFailures =
        RemoteOptions.Number("--stop-after-failures", "Open no more once the checks of so many have failed; 0 is never.", "N", 0, least: 0);
    private static readonly Option<bool> Reopen = new("--reopen") { Description = "Also take up again what a person has closed." };
    private static readonly ForgeOptions Forges = new();
    private static readonly RemoteOptions Remotes = new(jobs: 8);

    public static Command Create()
    {
        Labels.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.Select(token => token.Value)
                .Where(name => string.IsNullOrWhiteSpace(name) || name.Contains(',', StringComparison.Ordinal)))
                result.AddError($"--label '{name}' is no name that every forge takes.");
        });
        Title.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) || text.Length > 200))
                result.AddError("--title must be one line of 1 to 200 characters.");
        });
        var command = new Command("request", "Opens a pull or merge request for every pushed branch that has none, and updates the text of ours.")
        {
            Run, DryRun, Draft, Labels, Title, Body, Maximum, StopAfterFailures, Reopen,
        };
        Forges.AddTo(command);
        Remotes.AddTo(command, withOffline: false);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var run = RunArgument.Open(arguments.GetValue(Run), terminal);
        using var hold = RunArgument.Lock(run);
        using var forges = Forges.Connect(arguments, run, terminal);
        using var connections = Remotes.Access(arguments).Connect(terminal.Progress, terminal.Detail);
        using var journal = RequestJournal.Open(run.FullPath, forges.Time, terminal.Progress);
        var walk = new RequestWalk
        {
            Run = run,
            Gate = new Gate(Delivery.Request, DecisionsFile.Read(run)),
            Forges = forges,
            Journal = journal,
            Texts = new RequestTexts(arguments.GetValue(Title), arguments.GetValue(Body), run.Header, Path.GetFileName(run.FullPath)),
            Connections = connections,
            Terminal = terminal,
            Jobs = Remotes.Jobs(arguments),
            Options = new RequestOptions
            {
                Labels = arguments.GetValue(Labels) ?? [],
                IsDraft = arguments.GetValue(Draft),
                Reopens = arguments.GetValue(Reopen),
                Maximum = arguments.GetValue(Maximum) is > 0 and var maximum ? maximum : int.MaxValue,
                StopAfterFailures = arguments.GetValue(StopAfterFailures),
                IsDryRun = arguments.GetValue(DryRun),
            },
        };
        return await walk.RequestAsync(cancellation);
    }
}
