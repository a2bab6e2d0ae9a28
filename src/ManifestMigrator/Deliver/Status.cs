using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>Where a repository stands: a line of <c>status</c>, and an object of its JSON.</summary>
/// <param name="result">The repository.</param>
/// <param name="standing">What the reviewer decided.</param>
/// <param name="remote">What its remote says; <see langword="null"/> when it was not asked.</param>
/// <param name="request">What its forge says; <see langword="null"/> when it was not asked, or cannot be.</param>
internal sealed class StatusRow(RepositoryResult result, Standing standing, RemoteAnswer? remote, RequestStanding? request)
{
    public string Repository => result.Repository;

    public string Source => result.Source;

    public string Branch => result.Branch;

    /// <summary>Status of the plan.</summary>
    public string Planned => Spelling.Spell(result.Status);

    /// <summary><c>approved</c>, <c>rejected</c>, or empty.</summary>
    public string Approved => standing is Standing.Approved or Standing.Rejected ? Spelling.Spell(standing) : "";

    /// <summary>The commit on the delivery branch; empty when there is none.</summary>
    public string Applied => result.Delivery.Commit;

    public bool Written => result.Delivery.Step == DeliveryStep.Written;

    public bool Pushed => result.Delivery.Step == DeliveryStep.Pushed;

    /// <summary>Where the delivery branch stands in the remote; empty when it was not asked.</summary>
    public string Remote => remote?.Standing ?? "";

    /// <summary>Why it stands there.</summary>
    public string Reason => request is { Outcome.Reason.Length: > 0 } ? request.Outcome.Reason
        : result.Delivery.Reason.Length > 0 ? result.Delivery.Reason
        : result.Reason;

    /// <summary>One sentence that goes with the reason; may be empty.</summary>
    public string Message => request is { Outcome.Reason.Length: > 0 } ? request.Outcome.Message
        : result.Delivery.Reason.Length > 0 ? result.Delivery.Message
        : result.Message;

    public string Request => request is { Outcome.Address.Length: > 0 } ? request.Outcome.Address : result.Delivery.Request;

    /// <summary>Where its request stands. Without a request, and when no forge was asked now: landed where git says so, else what a forge said last.</summary>
    public string RequestState => request is { WasRead: true } && !(request.Outcome.State == Forges.RequestState.None && Remote == "merged") ? Spelling.Spell(request.Outcome.State)
        : Remote == "merged" ? Spelling.Spell(Forges.RequestState.Landed)
        : result.Delivery.RequestState;

    /// <summary>Number of the request whose head is our commit, as git tells it without a token; 0 for none. It may be open or closed.</summary>
    public long RequestNumber => request is null ? remote?.Request ?? 0 : 0;

    public string Checks => request?.Outcome.Checks is { } checks ? Spelling.Spell(checks) : result.Delivery.Checks;

    /// <summary>Whether <c>merge</c> would merge it.</summary>
    public bool Ready => request?.IsReady == true;

    /// <summary>UTC date on which its open request was opened, yyyy-MM-dd; empty where that is not known.</summary>
    public string Opened => RequestState is not ("open" or "draft") ? "" : request?.Outcome.On(result.Delivery).RequestOpened ?? result.Delivery.RequestOpened;

    /// <summary>What is known of its delivery now, for later reports.</summary>
    public DeliveryState Known() => request is { WasRead: true } ? request.Outcome.On(result.Delivery) with { RequestState = RequestState }
        // Without a forge, git knows what landed.
        : result.Delivery with { RequestState = RequestState };

    /// <summary>Whether it was not planned, or not delivered though somebody wanted it to be.</summary>
    public bool HasFailed() => BatchSummary.IsBad(result.Status) || !DeliverySummary.IsWanted(result.Delivery);

    /// <summary>How far its change has come, one of <see cref="StatusTotals.Stages"/>; empty where none is planned.</summary>
    [JsonIgnore]
    public string Stage => result.Status != RepositoryStatus.Migrated ? ""
        : RequestState is "landed" or "declined" ? RequestState
        : RequestState is "open" or "draft" ? Ready ? "ready to merge" : Checks == "failed" ? "checks failed" : "open"
        : Pushed ? Remote switch { "changed" => "changed in the remote", "gone" => "gone from the remote", _ => "pushed" }
        : Written ? "written"
        : Applied.Length > 0 ? "applied"
        : Approved.Length > 0 ? Approved
        : "undecided";

    /// <summary>What it counts as; the steps a repository has taken are counted each.</summary>
    public IEnumerable<string> Words()
    {
        var there = Remote.Length > 0 ? $"{Remote} in its remote" : "";
        var asked = RequestState is "" or "none" ? "" : $"request {RequestState}";
        string[] steps =
            [Applied.Length > 0 ? "applied" : "", Written ? "written" : "", Pushed ? "pushed" : "", there, asked, Ready ? "ready to merge" : ""];
        return steps.Prepend(Approved).Prepend(Planned).Where(word => word.Length > 0);
    }

    /// <summary>Its cells of the table.</summary>
    public IEnumerable<string> Cells()
    {
        var applied = Written ? "written" : Applied[..Math.Min(10, Applied.Length)];
        var requested = RequestNumber > 0 && RequestState is ("" or "none") ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{RequestNumber}") : RequestState;
        return [Repository, Planned, Approved, applied, Pushed ? "pushed" : "", Remote, requested, Checks, Reason];
    }
}

/// <summary>Prints where the repositories of a run stand: a table on a screen, else a line each with tabs between its cells; or JSON.</summary>
/// <param name="terminal">Where it is printed.</param>
/// <param name="run">The run.</param>
/// <param name="rows">One for each repository.</param>
/// <param name="wasInterrupted">Whether somebody stopped the asking.</param>
internal sealed class StatusReport(Terminal terminal, RunFolder run, IEnumerable<StatusRow> rows, bool wasInterrupted)
{
    private static readonly string[] Columns = ["repository", "planned", "decision", "applied", "pushed", "remote", "request", "checks", "reason"];

    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _planned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stages = new(StringComparer.Ordinal);
    /// <summary>Numbers by their words, and the date of the oldest open request.</summary>
    private readonly Dictionary<string, object?> _totals = StatusTotals.Words.ToDictionary(word => word, _ => (object?)0, StringComparer.Ordinal);
    private int _all;
    private bool _hasFailed;

    /// <returns>The exit code.</returns>
    public int Print()
    {
        if (Terminal.ShowsTables)
        {
            // Of what is planned nobody needs to read why, and the column takes the room of the names.
            terminal.Columns(Columns, ["planned", "decision"], Counted().Select(row => row.Cells().Select(cell => cell == Reasons.ChangesPlanned ? "" : cell)));
            terminal.Line();
        }
        else
        {
            PrintLines();
        }

        terminal.List("Planned:", Enum.GetValues<RepositoryStatus>().OrderBy(status => status != RepositoryStatus.Migrated)
            .Select(status => (_planned.GetValueOrDefault(Spelling.Spell(status)), Messages.CountedStatus(status))));
        terminal.List("Delivery:", StatusTotals.Stages.Select(stage => (_stages.GetValueOrDefault(stage), stage)));
        if (_totals.TryGetValue(StatusTotals.OldestOpen, out var oldest))
            terminal.Line($"Oldest open request: {oldest}");
        var folder = Summary.Shown(run.FullPath);
        if (wasInterrupted)
            terminal.Line(DeliveryMessages.StatusInterrupted);
        var unreached = run.IsComplete ? _planned.GetValueOrDefault(Spelling.Spell(RepositoryStatus.Interrupted)) : run.Unreached;
        if (!run.IsComplete || unreached > 0)
            terminal.Line(DeliveryMessages.Unfinished(_all - unreached, _all, folder, run.IsComplete));
        terminal.Line();
        terminal.Line(Messages.RunFolder(folder));
        if (wasInterrupted)
            terminal.Line(DeliveryMessages.NextAgain());
        return Outcome();
    }

    /// <returns>The exit code.</returns>
    public int PrintJson()
    {
        // The members are written in this order: the rows are counted while they are written.
        var document = new StatusDocument(run.FullPath, run.IsComplete, run.Unreached, Counted(), _counts, _totals);
        terminal.Document(writer => writer.Write($"{JsonSerializer.Serialize(document, StatusJson.Default.StatusDocument)}\n"));
        if (wasInterrupted)
            terminal.Error(DeliveryMessages.StatusInterrupted);
        return Outcome();
    }

    private int Outcome() => wasInterrupted ? ExitCode.Interrupted : _hasFailed ? ExitCode.SomeFailed : ExitCode.Done;

    private void PrintLines()
    {
        terminal.Row(Columns);
        foreach (var row in Counted())
            terminal.Row(row.Cells());
        terminal.Line();
    }

    private IEnumerable<StatusRow> Counted()
    {
        foreach (var row in rows)
        {
            _all++;
            _hasFailed |= row.HasFailed();
            foreach (var word in StatusTotals.Count(row))
                _totals[word] = (int)_totals[word]! + 1;
            if (row.Opened.Length > 0
                && (_totals.GetValueOrDefault(StatusTotals.OldestOpen) is not string oldest || string.CompareOrdinal(row.Opened, oldest) < 0))
                _totals[StatusTotals.OldestOpen] = row.Opened;
            _planned[row.Planned] = _planned.GetValueOrDefault(row.Planned) + 1;
            if (row.Stage is { Length: > 0 } stage)
                _stages[stage] = _stages.GetValueOrDefault(stage) + 1;
            foreach (var word in row.Words())
                _counts[word] = _counts.GetValueOrDefault(word) + 1;
            yield return row;
        }
    }
}

/// <summary>What <c>status --format json</c> prints.</summary>
internal sealed record StatusDocument(
    string Run, bool IsComplete, int Unreached, IEnumerable<StatusRow> Repositories, SortedDictionary<string, int> Counts, Dictionary<string, object?> Totals);

/// <summary>How it looks: names in snake_case, nothing left out but what there is not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class StatusJson : JsonSerializerContext;

/// <summary>The burn-down of a fleet: how many repositories have come how far.</summary>
internal static class StatusTotals
{
    public const string OldestOpen = "oldest open";

    /// <summary>How far a change comes, in this order.</summary>
    public static readonly string[] Stages =
    [
        "undecided", "rejected", "approved", "applied", "written", "pushed", "changed in the remote", "gone from the remote",
        "open", "checks failed", "ready to merge", "landed", "declined",
    ];

    public static readonly string[] Words = ["planned", "approved", "applied", "pushed", "open", "checks failed", "ready to merge", "landed", "declined"];

    /// <summary>The steps that a repository has taken.</summary>
    public static IEnumerable<string> Count(StatusRow row) => new[]
    {
        row.Planned == "migrated" ? "planned" : "",
        row.Approved == "approved" ? "approved" : "",
        row.Applied.Length > 0 ? "applied" : "",
        row.Pushed ? "pushed" : "",
        row.RequestState is "open" or "draft" ? "open" : "",
        row is { RequestState: "open" or "draft", Checks: "failed" } ? "checks failed" : "",
        row.Ready ? "ready to merge" : "",
        row.RequestState == "landed" ? "landed" : "",
        row.RequestState == "declined" ? "declined" : "",
    }.Where(word => word.Length > 0);
}

/// <param name="Standing">Where the delivery branch stands, or a reason code.</param>
/// <param name="Request">Number of a request whose head is our commit; <see langword="null"/> for none.</param>
internal sealed record RemoteAnswer(string Standing, long? Request = null);

/// <summary>Asks where the delivery branch of a repository stands in its remote.</summary>
/// <param name="cache">Copies of the repositories.</param>
/// <param name="connections">How the remotes are reached.</param>
internal sealed class RemoteStanding(RepositoryCache cache, Connections connections)
{
    /// <summary>
    /// <c>there</c> (our commit), <c>changed</c> (somebody's commit), <c>merged</c> (the base branch holds the planned manifests), <c>gone</c>
    /// (pushed once, and no longer there); a reason code when it was never pushed or the remote cannot be asked; empty when nothing was applied.
    /// </summary>
    public async Task<RemoteAnswer> AskAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var state = plan.Delivery;
        if (state.Commit.Length == 0)
            return new RemoteAnswer("");
        try
        {
            var address = await Target.RepositoryAsync(plan, cancellation);
            var revision = plan.Branch.Length > 0 ? plan.Branch : address.Revision;
            using var opened = await cache.OpenAsync(address, revision, connections.ToOneRepository(), isAnew: false, cancellation);
            var references = opened.References is { IsWhole: true } known ? known : await connections.ToOneRepository().ReferencesAsync(Remote.From(address), cancellation);
            var number = OpenRequests.Number(plan, references);
            if (HasPlanned(plan, await GitCheckout.ReadAsync(address, opened, readsSources: false, cancellation)))
                return new RemoteAnswer("merged", number);
            return new RemoteAnswer(references.Branch(state.Branch) is not { } there ? state.Step == DeliveryStep.Pushed ? "gone" : Reasons.NotPushed : there == state.Commit ? "there" : "changed", number);
        }
        catch (RepositoryException exception)
        {
            return new RemoteAnswer(exception.Reason);
        }
    }

    private static bool HasPlanned(RepositoryResult plan, Checkout checkout)
    {
        var now = checkout.Manifests.ToDictionary(file => file.Path, file => PlannedFiles.Digest(file.Content), StringComparer.Ordinal);
        return plan.Manifests.All(manifest => now.GetValueOrDefault(manifest.Path) == manifest.Sha256After);
    }
}
