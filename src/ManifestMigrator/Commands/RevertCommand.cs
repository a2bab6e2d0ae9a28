using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Commands;

/// <summary><c>revert</c>: deletes the branches made by <c>apply</c> and <c>push</c>.</summary>
internal static class RevertCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly ForgeOptions Forges = new();
    private static readonly RemoteOptions Remotes = new(jobs: 4);

    public static Command Create()
    {
        var command = new Command("revert", "Closes our requests, saying why, and deletes our branches, local and remote, where nobody has added to them.") { Run };
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
        var walk = new DeliveryWalk(run, new Gate(Delivery.Revert, Decisions.None), terminal);
        if (!walk.Begin())
            return ExitCode.Done;

        var access = Remotes.Access(arguments);
        using var cache = await access.OpenCacheAsync(cancellation);
        using var connections = access.Connect(terminal.Progress, terminal.Detail);
        using var forges = Forges.Connect(arguments, run, terminal);
        using var journal = RequestJournal.Open(run.FullPath, forges.Time, terminal.Progress);
        var requests = new OpenRequests(run, forges, journal, connections);
        var step = new RevertStep { Cache = cache, Connections = connections, CloseRequest = requests.CloseAsync };
        return await walk.GoAsync(Remotes.Jobs(arguments), step.RevertAsync, cancellation);
    }
}
