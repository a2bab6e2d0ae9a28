using System.CommandLine;
using System.CommandLine.Parsing;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>plan</c>: reads repositories, plans each manifest and writes a run folder; touches no source.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string[]> Sources = SourceFiles.Argument();
    private static readonly Option<string[]> Repos = SourceFiles.Option();
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();
    private static readonly Option<string?> Out = new("--out") { Description = "The run folder. Default: migration/runs/<UTC time>.", HelpName = "DIR" };
    private static readonly Option<string?> Branch = new("--branch") { Description = "The branch to read where a source names none. Default: the repository's own.", HelpName = "NAME" };
    private static readonly Option<FileInfo?> Uuids = ExistingFile.Option("--uuids", "A ledger of UUIDs, such as the uuids.csv of an earlier run.");
    private static readonly Option<bool> Repair = RepairOption.Create();
    private static readonly Option<bool> Check = new("--check") { Description = "Exit with 4 when something would change." };

    private static readonly RemoteOptions Remotes = new(jobs: Math.Min(16, 4 * Environment.ProcessorCount));

    public static Command Create()
    {
        var command = new Command("plan", "Dry run: reads every repository, plans its migration and writes a run folder. Touches no source.")
        {
            Sources, Repos, Mappings, Out, Branch, Uuids, Repair, Check,
        };
        CatalogueOptions.AddTo(command);
        SelectionOptions.AddTo(command);
        Remotes.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var mappings = BuiltIn.Mappings(arguments.GetValue(Mappings));
        var catalogue = CatalogueOptions.Catalogue(arguments);
        var list = SourceFiles.Read(arguments.GetValue(Sources) ?? [], arguments.GetValue(Repos) ?? []);
        var earlier = SelectionOptions.Earlier(arguments);
        var given = ListedSources.Resolve(list, earlier is null ? catalogue : null);
        var options = new BatchOptions
        {
            Mappings = mappings,
            Supplements = CatalogueOptions.Supplements(arguments, catalogue, mappings, [.. given, .. earlier ?? []]),
            RunFolder = arguments.GetValue(Out),
            Jobs = Remotes.Jobs(arguments),
            Branch = arguments.GetValue(Branch),
            Repairs = arguments.GetValue(Repair),
            Ledger = UuidLedger.Read(arguments.GetValue(Uuids)),
            Access = Remotes.Access(arguments),
            Given = Given(arguments),
        };
        var selected = SelectionOptions.Selected(arguments, given, arguments.GetValue(Out));

        var terminal = CommonOptions.Terminal(arguments);
        var summary = await Batch.PlanAsync(selected.Sources, options, terminal, cancellation);
        terminal.Summarize(summary with { LeftOut = selected.LeftOut });
        return summary.ExitCode(arguments.GetValue(Check));
    }

    /// <summary>The options that were given on the command line, for <c>run.json</c>.</summary>
    private static Dictionary<string, string> Given(ParseResult arguments) => arguments.CommandResult.Children
        .OfType<OptionResult>()
        .Where(result => !result.Implicit && result.Option != Out)
        .ToDictionary(
            result => result.Option.Name.TrimStart('-'),
            result => result.Tokens.Count == 0 ? "true" : string.Join(' ', result.Tokens.Select(token => token.Value)),
            StringComparer.Ordinal);
}
