using System.CommandLine;
using System.Globalization;
using ManifestMigrator.Deliver;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>apply</c>: commits what was approved on a branch of the cached repositories; <c>--in-place</c> writes it into the local folders instead.</summary>
internal static class ApplyCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> All = new("--all") { Description = "Also apply what nobody has decided on. What was rejected is never applied." };
    private static readonly Option<bool> ApprovedOnly = new("--approved-only") { Hidden = true };
    private static readonly Option<bool> InPlace = new("--in-place") { Description = "Write the planned files into the local folders instead of committing." };
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();
    private static readonly Option<string> Branch = new("--branch") { Description = "The branch to commit on.", HelpName = "NAME", DefaultValueFactory = _ => "manifest-v2" };
    private static readonly Option<string?> Author = new("--author") { Description = "Author of the commits. Default: the one of git's configuration.", HelpName = "NAME <EMAIL>" };
    private static readonly Option<FileInfo?> Message = ExistingFile.Option("--message", "A Handlebars template for the commit message.");
    private static readonly RemoteOptions Remotes = new(jobs: Math.Min(16, 4 * Environment.ProcessorCount));

    public static Command Create()
    {
        Branch.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !Target.IsBranchName(name))
                result.AddError(DeliveryMessages.NoBranchName(name));
        });
        var command = new Command("apply", "Commits what was approved on a branch of the cached repositories. Pushes nothing.")
        {
            Run, All, ApprovedOnly, InPlace, Branch, Author, Message, Mappings,
        };
        Remotes.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(All) && arguments.GetValue(ApprovedOnly))
            throw new UsageException(DeliveryMessages.AllOrApproved);

        var terminal = CommonOptions.Terminal(arguments);
        var run = RunArgument.Open(arguments.GetValue(Run), terminal);
        using var hold = RunArgument.Lock(run);
        var mappings = BuiltIn.Mappings(arguments.GetValue(Mappings));
        var gate = new Gate(arguments.GetValue(InPlace) ? Delivery.InPlace : Delivery.Commit, DecisionsFile.Read(run))
        {
            All = arguments.GetValue(All),
            Planned = Planner.Read(run.Header),
            Here = Planner.Here(mappings),
        };
        var walk = new DeliveryWalk(run, gate, terminal);
        if (!walk.Begin())
            return ExitCode.Done;
        var access = Remotes.Access(arguments);
        using var connections = access.Connect(terminal.Progress, terminal.Detail);
        if (gate.Delivery == Delivery.InPlace)
            return await walk.GoAsync(Remotes.Jobs(arguments), new InPlaceStep(mappings, gate.All, connections, terminal, walk.Found).WriteAsync, cancellation);

        var author = await Identity.AuthorAsync(arguments.GetValue(Author), cancellation);
        using var cache = await access.OpenCacheAsync(cancellation);
        var step = new ApplyStep
        {
            Run = run.Header,
            Mappings = mappings,
            Branch = arguments.GetRequiredValue(Branch),
            Date = DateTimeOffset.TryParse(run.Header.Started, CultureInfo.InvariantCulture, out var started)
                ? started
                : throw new UsageException(DeliveryMessages.RunDamaged(DeliveryMessages.NotATime(run.Header.Started))),
            Author = author,
            Committer = await Identity.CommitterAsync(arguments.GetValue(Author), author, cancellation),
            Message = new CommitMessage(arguments.GetValue(Message), run.Header, Path.GetFileName(run.FullPath)),
            All = arguments.GetValue(All),
            Cache = cache,
            Connections = connections,
            Found = walk.Found,
        };
        return await walk.GoAsync(Remotes.Jobs(arguments), step.ApplyAsync, cancellation);
    }
}
