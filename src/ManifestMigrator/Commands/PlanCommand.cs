using System.CommandLine;
using System.CommandLine.Parsing;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary><c>plan</c>: reads repositories, plans each manifest and writes a run folder; touches no source.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "Repositories: owner/name, a git address, or a local path; each may end in #branch.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Repos = new("--repos") { Description = "A list of sources, one a line; - reads standard input.", HelpName = "FILE" };
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();
    private static readonly Option<string?> Out = new("--out") { Description = "The run folder. Default: migration/runs/<UTC time>.", HelpName = "DIR" };
    private static readonly Option<string?> Branch = new("--branch") { Description = "The branch to read where a source names none. Default: the repository's own.", HelpName = "NAME" };
    private static readonly Option<FileInfo?> Uuids = ExistingFile.Option("--uuids", "A ledger of UUIDs, such as the uuids.csv of an earlier run.");
    private static readonly Option<bool> Check = new("--check") { Description = "Exit with 4 when something would change." };

    private static readonly Option<int> Jobs = new("--jobs", "-j")
    {
        Description = "Repositories read at a time.",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Min(16, 4 * Environment.ProcessorCount),
    };

    private static readonly Option<int> Timeout = new("--timeout")
    {
        Description = "Seconds that one repository may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 120,
    };

    private static readonly Option<int> HostJobs = new("--host-jobs")
    {
        Description = "Connections to one host at a time.",
        HelpName = "N",
        DefaultValueFactory = _ => 8,
    };

    private static readonly Option<int> Retries = new("--retries")
    {
        Description = "How often a transient failure is tried again.",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int> MaximumSize = new("--max-size")
    {
        Description = "Megabytes that one fetch may bring.",
        HelpName = "MB",
        DefaultValueFactory = _ => 1024,
    };

    private static readonly Option<string> Cache = CacheOption.Create();
    private static readonly Option<bool> Offline = new("--offline") { Description = "Read the cache alone; ask no remote." };

    public static Command Create()
    {
        foreach (var option in new[] { Jobs, Timeout, HostJobs, MaximumSize })
            option.Validators.Add(AtLeastOne);
        Retries.Validators.Add(NotNegative);
        var command = new Command("plan", "Dry run: reads every repository, plans its migration and writes a run folder. Touches no source.")
        {
            Sources, Repos, Mappings, Out, Branch, Uuids, Check, Cache, Offline, Jobs, HostJobs, Timeout, Retries, MaximumSize,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var options = new BatchOptions
        {
            Mappings = BuiltIn.Mappings(arguments.GetValue(Mappings)),
            RunFolder = arguments.GetValue(Out),
            Jobs = arguments.GetValue(Jobs),
            Branch = arguments.GetValue(Branch),
            Ledger = UuidLedger.Read(arguments.GetValue(Uuids)),
            Timeout = TimeSpan.FromSeconds(arguments.GetValue(Timeout)),
            Retries = arguments.GetValue(Retries),
            HostJobs = arguments.GetValue(HostJobs),
            MaximumSize = (long)arguments.GetValue(MaximumSize) * 1024 * 1024,
            Cache = arguments.GetRequiredValue(Cache),
            IsOffline = arguments.GetValue(Offline),
            Given = Given(arguments),
        };
        var sources = SourceFiles.Read(arguments.GetValue(Sources) ?? [], arguments.GetValue(Repos) ?? []);
        if (sources.Count == 0)
            throw new UsageException(Messages.NoSources);

        var terminal = CommonOptions.Terminal(arguments);
        var summary = await Batch.PlanAsync(sources, options, terminal, cancellation);
        terminal.Summarize(summary);
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

    private static void NotNegative(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() < 0)
            result.AddError(Messages.NotNegative(result.Option.Name));
    }

    private static void AtLeastOne(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError(Messages.AtLeastOne(result.Option.Name));
    }
}
