using System.CommandLine;
using System.CommandLine.Parsing;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary><c>plan</c>: reads repositories, plans each manifest and writes a run folder; touches no source.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string[]> Sources = SourceFiles.Argument();
    private static readonly Option<string[]> Repos = SourceFiles.Option();
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();
    private static readonly Option<string?> Out = new("--out") { Description = "The run folder. Default: migration/runs/<UTC time>.", HelpName = "DIR" };
    private static readonly Option<string?> Branch = new("--branch") { Description = "The branch to read where a source names none. Default: the repository's default branch.", HelpName = "NAME" };
    private static readonly Option<FileInfo?> Uuids = ExistingFile.Option("--uuids", "A ledger of UUIDs, such as the uuids.csv of an earlier run.");
    private static readonly Option<FileInfo?> DecisionsOption = ExistingFile.Option("--decisions", "Carry over the decisions of a decisions.json where the plan is the same. Default: those of --from.");
    private static readonly Option<bool> Repair = RepairOption.Create();
    private static readonly Option<string[]> Accept = new("--accept")
    {
        Description = $"Accept a finding that blocks: {string.Join(" or ", Acceptance.Acceptable)}, for all repositories or for one.",
        HelpName = "CODE[@REPOSITORY]",
    };

    private static readonly Option<string?> Repository = RepositoryOption.Create("The repository that the one local source is; its UUID follows from it. Default: the remote origin.");

    private static readonly Option<string?> Without = new Option<string?>("--without")
    {
        Description = "Leave out changes of this impact: label, which only add uuid or manifest_version.",
        HelpName = "IMPACT",
    }.AcceptOnlyFromAmong(Spelling.Spell(Impact.Label));

    private static readonly Option<bool> AllReferences = new("--all-references") { Description = "Also list references to shared modules that can stay." };
    private static readonly Option<bool> Replan = new("--replan") { Description = "Also plan unchanged repositories again. The reports are the same." };
    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "text; or json: the run.json goes to standard output, and everything else to standard error.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "json");

    private static readonly Option<bool> Check = new("--check") { Description = "Exit with 4 if something would change." };

    private static readonly RemoteOptions Remotes = new(jobs: Math.Min(16, 4 * Environment.ProcessorCount));

    public static Command Create()
    {
        var command = new Command("plan", "Dry run: reads each repository, plans its migration and writes a run folder. Changes no source.")
        {
            Sources, Repos, Mappings, Out, Branch, Uuids, DecisionsOption, Repair, Accept, Without, Repository, AllReferences, Replan, Check, Format,
        };
        CatalogueOptions.AddTo(command);
        SelectionOptions.AddTo(command);
        Remotes.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        Batch.Prepare();
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
            Decisions = arguments.GetValue(DecisionsOption) is { } decisions ? DecisionsFile.Read(decisions) : SelectionOptions.EarlierDecisions(arguments),
            DecidedElsewhere = SelectionOptions.EarlierNames(arguments),
            Ledger = UuidLedger.Read(arguments.GetValue(Uuids)),
            Accepted = [.. (arguments.GetValue(Accept) ?? []).Select(ReadAccepted)],
            AllReferences = arguments.GetValue(AllReferences),
            Without = arguments.GetValue(Without) is { } word && Spelling.TryRead<Impact>(word, out var impact) ? impact : null,
            Repository = arguments.Identity(Repository),
            Replans = arguments.GetValue(Replan),
            Access = Remotes.Access(arguments),
            Typed = TypedOptions(arguments),
        };
        var selected = SelectionOptions.Selected(arguments, given, arguments.GetValue(Out));
        if (options.Repository is not null && !(selected.Sources is [var only] && BatchSource.Parse(only).Address is { Kind: AddressKind.Folder }))
            throw new UsageException(Messages.NeedsOneFolder);

        var terminal = CommonOptions.Terminal(arguments);
        var isDocument = arguments.GetValue(Format) == "json";
        if (selected.Sources.Count == 0 && options.RunFolder is null && !isDocument)
        {
            // An empty run would be the newest, and hide the others.
            terminal.Line(Messages.NothingToPlan);
            if (selected.LeftOut.Count > 0)
                terminal.Line(Messages.LeftOut(selected.LeftOut));
            return ExitCode.Done;
        }
        var summary = await Batch.PlanAsync(selected.Sources, options, terminal, cancellation);
        if (isDocument)
            terminal.Document(text => RunFolder.CopyJson(summary.RunFolder, text));
        (isDocument ? terminal.BesideDocument() : terminal)
            .Summarize(summary.RunFolder, summary.Totals, summary.WasInterrupted, summary.HasLocalFolders, selected.LeftOut, summary.HasApproved, SelectionOptions.PartOf(arguments));
        SelectionOptions.TellEarlier(arguments, terminal);
        return summary.ExitCode(arguments.GetValue(Check));
    }

    private static Acceptance ReadAccepted(string text) =>
        Acceptance.Parse(text) ?? throw new UsageException(Messages.NotAcceptable(text, Acceptance.Acceptable));

    /// <summary>The options on the command line that a plan depends on, for <c>run.json</c>.</summary>
    private static Dictionary<string, string> TypedOptions(ParseResult arguments) => arguments.CommandResult.Children
        .OfType<OptionResult>()
        .Where(result => !result.Implicit && result.Option != Out && result.Option != Replan)
        .ToDictionary(
            result => result.Option.Name.TrimStart('-'),
            result => result.Tokens.Count == 0 ? "true" : string.Join(' ', result.Tokens.Select(token => WithoutSecrets(token.Value))),
            StringComparer.Ordinal);

    /// <summary>A pattern may be a whole address, with its password.</summary>
    private static string WithoutSecrets(string value) => value.Contains("//", StringComparison.Ordinal) ? Secrets.MaskRefused(value) : value;
}

/// <summary>The options of <c>plan</c> that say which sources take part.</summary>
internal static class SelectionOptions
{
    private static readonly Option<string?> From = new("--from") { Description = "Plan the sources of an earlier run again.", HelpName = "RUN" };

    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "With --from: only sources with one of these statuses or reasons, e.g. failed,blocked,moved.",
        HelpName = "WORDS",
    };

    private static readonly Option<string[]> Include = new("--include")
    {
        Description = "Only repositories whose name matches, e.g. '*bank*', or whose identity or source does, e.g. 'github.com/konnectors/*'.",
        HelpName = "GLOB",
    };

    private static readonly Option<string[]> Exclude = new("--exclude")
    {
        Description = "Leave out repositories that match, in the same way.",
        HelpName = "GLOB",
    };

    private static readonly Option<int?> Limit = new("--limit")
    {
        Description = "Read at most N sources.",
        HelpName = "N",
        CustomParser = result => RemoteOptions.WholeNumber(result, "--limit", least: 1),
    };

    private static readonly Option<string?> ShardOption = new("--shard")
    {
        Description = "Only part K of N; a repository is always in the same part.",
        HelpName = "K/N",
    };

    public static void AddTo(Command command)
    {
        ShardOption.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Shard.TryParse(text, out _))
                result.AddError(Messages.NoShard(text));
        });
        foreach (var option in new[] { Include, Exclude })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => token.Value.Length == 0))
                    result.AddError(Messages.EmptyPattern(option.Name));
            });
        }
        foreach (var option in new Option[] { From, Only, Include, Exclude, Limit, ShardOption })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Only) is not null && result.GetResult(From) is null)
                result.AddError(Messages.OnlyNeedsFrom);
        });
    }

    /// <summary>The sources that take part: those that were given, then those of the run that <c>--from</c> names.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="given">The sources of the command line and its lists.</param>
    /// <param name="target">The run folder to be written, if it was named.</param>
    /// <exception cref="UsageException">There are no sources, there is no such run, or <c>--only</c> names nothing that is known.</exception>
    public static SelectedSources Selected(ParseResult arguments, IReadOnlyList<string> given, string? target)
    {
        if (arguments.GetValue(From) is not { } path)
            return given.Count > 0 ? Selection(arguments).Select(given) : throw new UsageException(Messages.NoSources);

        var run = RunArgument.Open(path);
        if (target is not null && Path.GetFullPath(target) == run.FullPath)
            throw new UsageException(Messages.PlanOverItself(target));
        var (wanted, unwanted) = Earlier(run, Words(arguments));
        var selected = Selection(arguments).Select([.. given, .. wanted]);
        return unwanted == 0
            ? selected
            : selected with { LeftOut = new SortedDictionary<string, int>(selected.LeftOut.ToDictionary(), StringComparer.Ordinal) { [Only.Name] = unwanted } };
    }

    /// <summary>All sources of the run that <c>--from</c> names; <see langword="null"/> without it.</summary>
    /// <exception cref="UsageException">There is no such run.</exception>
    public static IReadOnlyList<string>? Earlier(ParseResult arguments) =>
        arguments.GetValue(From) is { } path ? [.. RunArgument.Open(path).Results().Select(result => result.Source)] : null;

    /// <summary>Says what the run that <c>--from</c> names keeps for itself.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where it is said.</param>
    public static void TellEarlier(ParseResult arguments, Terminal terminal)
    {
        if (arguments.GetValue(From) is not { } path)
            return;
        var earlier = RunArgument.Open(path);
        var delivered = earlier.Results().Count(result => result.Delivery.Commit.Length > 0);
        if (delivered > 0)
            terminal.Progress(Messages.DeliveriesStay(Summary.Shown(earlier.FullPath), delivered));
    }

    /// <summary>The run that is planned again in part, as it is shown; <see langword="null"/> without <c>--only</c>.</summary>
    public static string? PartOf(ParseResult arguments) =>
        arguments.GetResult(Only) is not null && arguments.GetValue(From) is { } path ? Summary.Shown(RunArgument.Open(path).FullPath) : null;

    /// <summary>The decisions about the run that <c>--from</c> names.</summary>
    /// <exception cref="UsageException">They cannot be read.</exception>
    public static Decisions EarlierDecisions(ParseResult arguments) =>
        arguments.GetValue(From) is { } path ? DecisionsFile.ReadTied(RunArgument.Open(path)) : Decisions.None;

    /// <summary>Names of the repositories of the run that <c>--from</c> names.</summary>
    public static IReadOnlySet<string> EarlierNames(ParseResult arguments) => Decisions.Names(arguments.GetValue(From) is { } path ? RunArgument.Open(path).Results() : []);

    /// <summary>The sources of an earlier run that have one of the words, and how many have none.</summary>
    private static (IEnumerable<string> Wanted, int Unwanted) Earlier(RunFolder run, HashSet<string>? words)
    {
        var unknown = (words ?? []).Where(word => !Spelling.TryRead<RepositoryStatus>(word, out _) && !Reasons.All.Contains(word)).ToHashSet(StringComparer.Ordinal);
        var (first, repeated, unwanted) = (new List<string>(), new List<string>(), 0);
        foreach (var result in run.Results())
        {
            var own = new[] { Spelling.Spell(result.Status), result.Reason, result.Delivery.Reason }.Where(word => word.Length > 0).ToList();
            unknown.ExceptWith(own);
            if (words?.Overlaps(own) == false)
                unwanted++;
            else
                (result.Reason == Reasons.DuplicateSource ? repeated : first).Add(result.Source);
        }

        if (unknown.Order(StringComparer.Ordinal).FirstOrDefault() is { } odd)
            throw new UsageException(Messages.UnknownWord(odd, Spelling.All<RepositoryStatus>()));
        // What stood earlier among the sources must stand earlier again, or the repeated one would be taken for it.
        return (first.Concat(repeated), unwanted);
    }

    /// <summary>The words of <c>--only</c>; <see langword="null"/> for any.</summary>
    private static HashSet<string>? Words(ParseResult arguments) => arguments.GetValue(Only) is { Length: > 0 } lists
        ? lists.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal)
        : null;

    private static BatchSelection Selection(ParseResult arguments) => new()
    {
        Include = arguments.GetValue(Include) ?? [],
        Exclude = arguments.GetValue(Exclude) ?? [],
        Limit = arguments.GetValue(Limit) ?? int.MaxValue,
        Shard = arguments.GetValue(ShardOption) is { } text && Shard.TryParse(text, out var shard) ? shard : Shard.All,
    };
}
