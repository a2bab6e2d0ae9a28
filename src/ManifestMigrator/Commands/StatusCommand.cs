using System.CommandLine;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>status</c>: where each repository of a run stands.</summary>
internal static class StatusCommand
{
    private static readonly Argument<string?> Run = RunArgument.Create();
    private static readonly Option<bool> Remote = new("--remote") { Description = "Ask the remotes and forges for branches, requests, checks, and what landed." };
    private static readonly Option<string> Format = new("--format") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private static readonly ForgeOptions Forges = new();
    private static readonly RemoteOptions Remotes = new(jobs: Math.Min(16, 4 * Environment.ProcessorCount));

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("status", "Shows where each repository of a run stands: planned, approved, applied, pushed, requested, landed.") { Run, Remote, Format };
        Forges.AddTo(command, writes: false);
        Remotes.AddTo(command, withOffline: false);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var terminal = CommonOptions.Terminal(arguments);
        var run = RunArgument.Open(arguments.GetValue(Run), terminal);
        run.RequireReadable();
        // A mistyped option is told even where no forge is asked.
        _ = Forges.Hosts(arguments);
        var decisions = DecisionsFile.Read(run);
        var answers = arguments.GetValue(Remote) ? await AskAsync(run, arguments, terminal, cancellation) : null;
        var gate = new Gate(Delivery.Merge, decisions);
        StatusRow Row(RepositoryResult repository)
        {
            var (remote, request) = answers?.GetValueOrDefault(repository.Patch) ?? default;
            return new StatusRow(repository, decisions.Judge(repository), remote,
                request is { IsReady: true } && gate.Ask(repository) is not null ? request with { IsReady = false } : request);
        }

        if (answers is not null)
            Keep(run, decisions, Row, terminal);
        var report = new StatusReport(terminal, run, run.Results().Select(Row), wasInterrupted: cancellation.IsCancellationRequested);
        var exitCode = arguments.GetRequiredValue(Format) == "json" ? report.PrintJson() : report.Print();
        RunArgument.TellWaiting(arguments.GetValue(Run), run, terminal, Delivery.Push, Delivery.Request, Delivery.Merge);
        return exitCode;
    }

    /// <summary>Keeps what the forges said, for the reports and for later questions without them.</summary>
    private static void Keep(RunFolder run, Decisions decisions, Func<RepositoryResult, StatusRow> row, Terminal terminal)
    {
        if (!run.IsComplete)
            return;
        try
        {
            using var hold = run.Lock();
            var hasChanged = false;
            foreach (var repository in run.Results())
            {
                var known = row(repository).Known();
                if (known == repository.Delivery)
                    continue;
                run.StoreDelivery(repository with { Delivery = known });
                hasChanged = true;
            }
            if (hasChanged)
                run.WriteReports(decisions);
        }
        catch (IOException exception)
        {
            terminal.Progress(ForgeMessages.NotKept(exception.Message));
        }
    }

    private static async Task<IReadOnlyDictionary<string, (RemoteAnswer? Remote, RequestStanding? Request)>> AskAsync(RunFolder run, ParseResult arguments, Terminal terminal, CancellationToken cancellation)
    {
        var access = Remotes.Access(arguments);
        using var cache = await access.OpenCacheAsync(cancellation);
        using var connections = access.Connect(terminal.Progress, terminal.Detail);
        using var forges = Forges.Connect(arguments, run, terminal);
        using var journal = RequestJournal.Read(run.FullPath, forges.Time, terminal.Progress);
        var (standing, requests) = (new RemoteStanding(cache, connections), new OpenRequests(run, forges, journal, connections));
        var answers = new System.Collections.Concurrent.ConcurrentDictionary<string, (RemoteAnswer? Remote, RequestStanding? Request)>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Remotes.Jobs(arguments), CancellationToken = cancellation };
        try
        {
            await requests.ReadAheadAsync(run.Results().Where(repository => repository.Delivery.Commit.Length > 0), cancellation);
            await Parallel.ForEachAsync(run.Results().Where(repository => repository.Delivery.Commit.Length > 0), options, async (repository, token) =>
                answers[repository.Patch] = (await standing.AskAsync(repository, token), await requests.AskAsync(repository, token)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was answered until then is shown.
        }
        foreach (var (host, reason) in requests.HostsOfGit)
            terminal.Progress(ForgeMessages.AskedByGit(host, reason));
        return answers;
    }
}
