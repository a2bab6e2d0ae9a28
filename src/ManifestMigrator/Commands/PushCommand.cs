using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Output;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>push</c>: pushes the branches made by <c>apply</c>.</summary>
internal static class PushCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> DryRun = new("--dry-run", "-n") { Description = "Print what would be pushed where; push nothing." };
    private static readonly Option<int> Interval = RemoteOptions.Number("--interval", "Seconds from one push to the next.", "SECONDS", 0, least: 0);
    private static readonly Option<int> Maximum = RemoteOptions.Number("--max", "Push at most N branches. Default: all.", "N", 0, least: 1);
    private static readonly Option<bool> OpenRequests = new("--open-requests") { Description = "Let GitLab open the merge requests." };
    private static readonly ForgeOptions Forges = new();
    private static readonly RemoteOptions Remotes = new(jobs: 4);

    public static Command Create()
    {
        var command = new Command("push", "Pushes the branches made by apply. Never forces over somebody's commit.") { Run, DryRun, Maximum, Interval, OpenRequests };
        Forges.AddTo(command, writes: false);
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
        var decisions = DecisionsFile.Read(run);
        var walk = new DeliveryWalk(run, new Gate(Delivery.Push, decisions), terminal)
        {
            IsDryRun = isDryRun,
            Maximum = arguments.GetValue(Maximum) is > 0 and var maximum ? maximum : int.MaxValue,
        };
        if (!walk.Begin())
        {
            RunArgument.TellWaiting(arguments.GetValue(Run), run, terminal, Delivery.Push);
            return ExitCode.Done;
        }

        var access = Remotes.Access(arguments);
        using var cache = await access.OpenCacheAsync(cancellation);
        using var connections = access.Connect(terminal.Progress, terminal.Detail);
        using var pace = new Pace(TimeSpan.FromSeconds(arguments.GetValue(Interval)));
        var texts = new RequestTexts(title: null, file: null, run.Header, Path.GetFileName(run.FullPath)) { Decisions = decisions };
        var hosts = Forges.Hosts(arguments);
        var step = new PushStep
        {
            Cache = cache,
            Connections = connections,
            Pace = pace,
            RunFolder = run.FullPath,
            Hosts = hosts,
            OpensRequests = arguments.GetValue(OpenRequests),
            Text = plan => (texts.Write(plan, hosts.LinePage(plan)), texts.WriteShort(plan)),
            Found = walk.Found,
            DryRun = isDryRun ? line => terminal.Line(line) : null,
        };
        var exitCode = await walk.GoAsync(Remotes.Jobs(arguments), step.PushAsync, cancellation);
        RunArgument.TellWaiting(arguments.GetValue(Run), run, terminal, Delivery.Push);
        return exitCode;
    }
}
