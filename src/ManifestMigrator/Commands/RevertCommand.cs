using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Output;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>revert</c>: deletes the branches made by <c>apply</c> and <c>push</c>.</summary>
internal static class RevertCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> DryRun = new("--dry-run", "-n") { Description = "Print what would be deleted and closed; touch nothing." };
    private static readonly Option<int> Maximum = RemoteOptions.Number("--max", "Take back at most N repositories. Default: all.", "N", 0, least: 1);
    private static readonly ForgeOptions Forges = new();
    private static readonly RemoteOptions Remotes = new(jobs: 4);

    public static Command Create()
    {
        var command = new Command("revert", "Closes our requests, saying why, and deletes our branches, local and remote, where nobody has added to them.") { Run, DryRun, Maximum };
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
        var isDryRun = arguments.GetValue(DryRun);
        var walk = new DeliveryWalk(run, new Gate(Delivery.Revert, DecisionsFile.Read(run)), terminal)
        {
            IsDryRun = isDryRun,
            Maximum = arguments.GetValue(Maximum) is > 0 and var maximum ? maximum : int.MaxValue,
        };
        if (!walk.Begin())
        {
            RunArgument.TellWaiting(arguments.GetValue(Run), run, terminal, Delivery.Revert);
            return ExitCode.Done;
        }

        var access = Remotes.Access(arguments);
        using var cache = await access.OpenCacheAsync(cancellation);
        using var connections = access.Connect(terminal.Progress, terminal.Detail);
        using var forges = Forges.Connect(arguments, run, terminal);
        using var journal = isDryRun ? RequestJournal.Read(run.FullPath, forges.Time, terminal.Progress)
            : RequestJournal.Open(run.FullPath, forges.Time, terminal.Progress);
        var requests = new OpenRequests(run, forges, journal, connections);
        var step = new RevertStep
        {
            Cache = cache,
            Connections = connections,
            CloseRequest = requests.CloseAsync,
            AskRequest = requests.AskAsync,
            DryRun = isDryRun ? line => terminal.Line(line) : null,
        };
        var exitCode = await walk.GoAsync(Remotes.Jobs(arguments), step.RevertAsync, cancellation);
        RunArgument.TellWaiting(arguments.GetValue(Run), run, terminal, Delivery.Revert);
        return exitCode;
    }
}
