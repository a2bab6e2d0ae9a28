using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;

namespace ManifestMigrator.Commands;

/// <summary><c>merge</c>: merges the requests that are ready, pinned to the reviewed commit, and looks at what landed.</summary>
internal static class MergeCommand
{
    private static readonly WaveOptions Wave = new(
        Delivery.Merge,
        "Print for each request whether it is ready, and if not, why; merge nothing.",
        "Merge at most N requests, since each merge builds and publishes. Default: all.",
        "Merge no more once the checks of N requests have failed; 0 means never.");

    private static readonly Option<string?> Method =
        new("--method") { Description = "merge, squash or rebase. Default: what the repository prefers.", HelpName = "METHOD" };

    private static readonly Option<bool> AllowNoChecks = new("--allow-no-checks") { Description = "Also merge where no check reports anything." };
    private static readonly Option<int> Settle = RemoteOptions.Number(
        "--settle", "Seconds to wait for checks to report before a commit counts as having none.", "SECONDS", 120, least: 0);

    private static readonly Option<bool> ApprovedReviews = new("--approved-reviews") { Description = "Merge only requests that a reviewer has approved." };

    public static Command Create()
    {
        Method.AcceptOnlyFromAmong("merge", "squash", "rebase");
        var command = new Command("merge", "Merges the requests that are ready, and only the commit that was reviewed; then looks at what landed.")
        {
            Method, AllowNoChecks, Settle, ApprovedReviews,
        };
        Wave.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        MergeMethod? method = Enum.TryParse<MergeMethod>(arguments.GetValue(Method), ignoreCase: true, out var named) ? named : null;
        var options = new RequestOptions
        {
            Merge = wish => new MergeWish
            {
                Commit = wish.Commit,
                Base = wish.Base,
                Method = method,
                AllowsNoChecks = arguments.GetValue(AllowNoChecks),
                Settle = TimeSpan.FromSeconds(arguments.GetValue(Settle)),
                NeedsApproval = arguments.GetValue(ApprovedReviews),
            },
        };
        return Wave.GoAsync(arguments, options,
            (run, decisions) => new RequestTexts(title: null, file: null, run.Header, Path.GetFileName(run.FullPath)) { Decisions = decisions }, cancellation);
    }
}
