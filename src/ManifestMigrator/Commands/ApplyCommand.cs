using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Runs;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary><c>apply</c>: commits what was planned on a branch of the cached repositories; <c>--in-place</c> writes it into the local folders instead.</summary>
internal static class ApplyCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> InPlace = new("--in-place") { Description = "Write the planned files into the local folders instead of committing." };
    private static readonly Option<FileInfo?> Mappings = MappingsOption.Create();
    private static readonly Option<string> Branch = new("--branch") { Description = "The branch to commit on.", HelpName = "NAME", DefaultValueFactory = _ => "manifest-v2" };
    private static readonly Option<string?> Author = new("--author") { Description = "Author of the commits. Default: the one of git's configuration.", HelpName = "NAME <EMAIL>" };
    private static readonly Option<FileInfo?> Message = ExistingFile.Option("--message", "A Handlebars template for the commit message.");
    private static readonly Option<bool> ApprovedOnly = new("--approved-only") { Description = "Take only what was approved in decisions.json." };
    private static readonly RemoteOptions Remotes = new(jobs: Math.Min(16, 4 * Environment.ProcessorCount));

    public static Command Create()
    {
        Branch.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !RevisionName.IsValid(name))
                result.AddError(Messages.NoBranchName(name));
        });
        var command = new Command("apply", "Commits what was planned, and was not rejected, on a branch of the cached repositories. Pushes nothing.")
        {
            Run, InPlace, Branch, ApprovedOnly, Author, Message, Mappings,
        };
        Remotes.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var run = RunArgument.Open(arguments.GetValue(Run), terminal);
        using var hold = RunArgument.Lock(run);
        var mappings = BuiltIn.Mappings(arguments.GetValue(Mappings));
        if (arguments.GetValue(InPlace))
            return terminal.Tell(InPlaceDelivery.Deliver(run, mappings, cancellation));

        var author = await Identity.AuthorAsync(arguments.GetValue(Author), cancellation);
        var access = Remotes.Access(arguments);
        using var cache = access.OpenCache();
        using var connections = access.Connect(terminal.Progress);
        var branch = arguments.GetRequiredValue(Branch);
        var step = new ApplyStep
        {
            Run = run.Header,
            Mappings = mappings,
            Branch = branch,
            Author = author,
            Committer = await Identity.CommitterAsync(arguments.GetValue(Author), author, cancellation),
            Message = new CommitMessage(arguments.GetValue(Message), run.Header, Path.GetFileName(run.FullPath)),
            Decisions = DecisionsFile.Read(run),
            ApprovedOnly = arguments.GetValue(ApprovedOnly),
            Cache = cache,
            Connections = connections,
        };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        var outcomes = await DeliveryWalk.GoAsync(
            run,
            Remotes.Jobs(arguments),
            repository => repository.Status == RepositoryStatus.Migrated && (seen.Add(repository.Repository) || repeated.Add(repository.Patch)),
            (repository, token) => repeated.Contains(repository.Patch)
                ? Task.FromResult(repository.Delivery with { Reason = Reasons.BranchTaken, Message = Messages.BranchIsTaken(branch) })
                : step.ApplyAsync(repository, token),
            terminal,
            cancellation);
        return terminal.Conclude(run, outcomes, DeliveryStep.Applied, cancellation);
    }
}
