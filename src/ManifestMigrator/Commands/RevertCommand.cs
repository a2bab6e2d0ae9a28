using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Commands;

/// <summary><c>revert</c>: deletes the branches made by <c>apply</c> and <c>push</c>.</summary>
internal static class RevertCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly RemoteOptions Remotes = new(jobs: 4);

    public static Command Create()
    {
        var command = new Command("revert", "Deletes our branches, local and remote, where nobody has added to them.") { Run };
        Remotes.AddTo(command, withOffline: false);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var run = RunArgument.Open(arguments.GetValue(Run), terminal);
        using var hold = RunArgument.Lock(run);
        var access = Remotes.Access(arguments);
        using var cache = access.OpenCache();
        using var connections = access.Connect(terminal.Progress);
        var step = new RevertStep { Cache = cache, Connections = connections };
        var outcomes = await DeliveryWalk.GoAsync(run, Remotes.Jobs(arguments), repository => repository.Delivery.Commit.Length > 0, step.RevertAsync, terminal, cancellation);
        return terminal.Conclude(run, outcomes, DeliveryStep.Reverted, cancellation);
    }
}
