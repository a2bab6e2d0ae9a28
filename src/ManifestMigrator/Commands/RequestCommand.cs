using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;

namespace ManifestMigrator.Commands;

/// <summary><c>request</c>: opens a pull or merge request for every pushed branch.</summary>
internal static class RequestCommand
{
    private static readonly WaveOptions Wave = new(
        Delivery.Request,
        "Print what would be done and how long it would take; write nothing to any forge.",
        "Open at most N requests. Default: all.",
        "Open no more once the checks of N requests have failed; 0 means never.");

    private static readonly Option<bool> Draft = new("--draft") { Description = "Open the requests as drafts." };
    private static readonly Option<string[]> Labels = new("--label")
    {
        Description = "Add a label to the requests that are opened. Repeatable.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Title =
        new("--title") { Description = $"Title of the requests. Default: {RequestText.DefaultTitle}", HelpName = "TEXT" };

    private static readonly Option<FileInfo?> Body = ExistingFile.Option("--body", "A Handlebars template for the text of the requests.");
    private static readonly Option<bool> Reopen = new("--reopen") { Description = "Also reopen requests that a person closed." };

    public static Command Create()
    {
        Labels.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.Select(token => token.Value)
                .Where(name => string.IsNullOrWhiteSpace(name) || name.Contains(',', StringComparison.Ordinal)))
                result.AddError($"--label '{name}' is not a name that every forge takes.");
        });
        Title.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) || text.Length > 200))
                result.AddError("--title must be one line of 1 to 200 characters.");
        });
        var command = new Command("request", "Opens a pull or merge request for every pushed branch that has none, and updates the text of ours.")
        {
            Draft, Labels, Title, Body, Reopen,
        };
        Wave.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var options = new RequestOptions
        {
            Labels = arguments.GetValue(Labels) ?? [],
            IsDraft = arguments.GetValue(Draft),
            Reopens = arguments.GetValue(Reopen),
        };
        return Wave.GoAsync(arguments, options,
            (run, decisions) => new RequestTexts(arguments.GetValue(Title), arguments.GetValue(Body), run.Header, Path.GetFileName(run.FullPath))
            {
                Decisions = decisions,
            }, cancellation);
    }
}
