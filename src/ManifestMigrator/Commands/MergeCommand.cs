using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>merge</c>: merges the requests that are ready, pinned to the reviewed commit, and looks at what landed.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> DryRun = new("--dry-run", "-n") { Description = "Say for each request why it is or is not ready; merge nothing." };
    private static readonly Option<string?> Method =
        new("--method") { Description = "merge, squash or rebase. Default: what the repository prefers.", HelpName = "METHOD" };
    private static readonly Option<bool> AllowNoChecks = new("--allow-no-checks") { Description = "Also merge where no check reports anything." };
    private static readonly Option<int> Settle =
        RemoteOptions.Number("--settle", "Seconds that a commit has to be there before \"no check reports\" counts.", "SECONDS", 120,
        least: 0);
    private static readonly Option<bool> ApprovedReviews = new("--approved-reviews") { Description = "Merge only what somebody has approved at the forge." };
    private static readonly Option<int> Maximum =
        RemoteOptions.Number("--max", "Merge no more than so many: each merge builds and publishes; 0 is all.", "N", 0, least: 0);
    private static readonly Option<int> StopAfterFailures =
        RemoteOptions.Number("--stop-after-failures", "Merge no more once the checks of so many have failed; 0 is never.", "N", 0,
        least: 0);
    private static readonly ForgeOptions Forges = new();
    private static readonly RemoteOptions Remotes = new(jobs: 8);

    public static Command Create()
    {
        Method.AcceptOnlyFromAmong("merge", "squash", "rebase");
        var command = new Command("merge", "Merges the requests that are ready, and only the commit that was reviewed; then looks at what landed.")
        {
            Run, DryRun, Method, AllowNoChecks, Settle, ApprovedReviews, Maximum, StopAfterFailures,
        };
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
        using var forges = Forges.Connect(arguments, run, terminal);
        using var connections = Remotes.Access(arguments).Connect(terminal.Progress, terminal.Detail);
        using var journal = RequestJournal.Open(run.FullPath, forges.Time, terminal.Progress);
        var walk = new RequestWalk
        {
            Run = run,
            Gate = new Gate(Delivery.Merge, DecisionsFile.Read(run)),
            Forges = forges,
            Journal = journal,
            Texts = new RequestTexts(title: null, file: null, run.Header, Path.GetFileName(run.FullPath)),
            Connections = connections,
            Terminal = terminal,
            Jobs = Remotes.Jobs(arguments),
            Options = new RequestOptions
            {
                Maximum = arguments.GetValue(Maximum) is > 0 and var maximum ? maximum : int.MaxValue,
                StopAfterFailures = arguments.GetValue(StopAfterFailures),
                IsDryRun = arguments.GetValue(DryRun),
            },
        };
        MergeMethod? method = arguments.GetValue(Method) switch
        {
            "merge" => MergeMethod.Merge,
            "squash" => MergeMethod.Squash,
            "rebase" => MergeMethod.Rebase,
            _ => null,
        };
        return await walk.MergeAsync(
            wish => new MergeWish
            {
                Commit = wish.Commit,
                Base = wish.Base,
                Method = method,
                AllowsNoChecks = arguments.GetValue(AllowNoChecks),
                Settle = TimeSpan.FromSeconds(arguments.GetValue(Settle)),
                NeedsApproval = arguments.GetValue(ApprovedReviews),
            },
            cancellation);
    }
}
