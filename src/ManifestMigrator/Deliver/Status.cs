using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using Spectre.Console;

namespace ManifestMigrator.Deliver;

/// <summary>Where a repository stands: a line of <c>status</c>, and an object of its JSON.</summary>
/// <param name="result">The repository.</param>
/// <param name="standing">What the reviewer decided.</param>
/// <param name="remote">What its remote says; <see langword="null"/> when it was not asked.</param>
internal sealed class StatusRow(RepositoryResult result, Standing standing, string? remote)
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
    public string Remote => remote ?? "";

    /// <summary>Why it stands there.</summary>
    public string Reason => result.Delivery.Reason.Length > 0 ? result.Delivery.Reason : result.Reason;

    /// <summary>One sentence that goes with the reason; may be empty.</summary>
    public string Message => result.Delivery.Reason.Length > 0 ? result.Delivery.Message : result.Message;

    public string Request => result.Delivery.Request;

    /// <summary>Whether it was not planned, or not delivered though somebody wanted it to be.</summary>
    public bool HasFailed() => BatchSummary.IsBad(result.Status) || !DeliverySummary.IsWanted(result.Delivery);

    /// <summary>What it counts as; the steps a repository has taken are counted each.</summary>
    public IEnumerable<string> Words()
    {
        var there = Remote.Length > 0 ? $"{Remote} in its remote" : "";
        string[] steps = [Applied.Length > 0 ? "applied" : "", Written ? "written" : "", Pushed ? "pushed" : "", there];
        return steps.Prepend(Approved).Prepend(Planned).Where(word => word.Length > 0);
    }

    /// <summary>Its cells of the table.</summary>
    public IEnumerable<string> Cells()
    {
        var applied = Written ? "written" : Applied[..Math.Min(10, Applied.Length)];
        return [Repository, Planned, Approved, applied, Pushed ? "pushed" : "", Remote, Reason];
    }
}

/// <summary>Prints where the repositories of a run stand: a table on a screen, else a line each with tabs between its cells; or JSON.</summary>
/// <param name="terminal">Where it is printed.</param>
/// <param name="run">The run.</param>
/// <param name="rows">One for each repository.</param>
internal sealed class StatusReport(Terminal terminal, RunFolder run, IEnumerable<StatusRow> rows)
{
    private static readonly string[] Columns = ["repository", "planned", "approved", "applied", "pushed", "remote", "reason"];

    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _all;
    private bool _hasFailed;

    /// <returns>The exit code.</returns>
    public int Print()
    {
        if (Terminal.ShowsTables)
            terminal.Table(Columns, Counted().Select(row => row.Cells()), TableBorder.Simple);
        else
            PrintLines();

        foreach (var (word, count) in _counts)
            terminal.Line(DeliveryMessages.Counted(count, word));
        var folder = Summary.Shown(run.FullPath);
        if (!run.IsComplete)
            terminal.Line(DeliveryMessages.Unfinished(_all - run.Unreached, _all, folder));
        terminal.Line();
        terminal.Line(Messages.RunFolder(folder));
        return _hasFailed ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <returns>The exit code.</returns>
    public int PrintJson()
    {
        // The members are written in this order: the rows are counted while they are written.
        terminal.Json(writer => RunJson.WritePart(writer, new
        {
            Run = run.FullPath,
            run.IsComplete,
            run.Unreached,
            Repositories = Counted(),
            Counts = _counts,
        }));
        return _hasFailed ? ExitCode.SomeFailed : ExitCode.Done;
    }

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
            foreach (var word in row.Words())
                _counts[word] = _counts.GetValueOrDefault(word) + 1;
            yield return row;
        }
    }
}

/// <summary>Asks where the delivery branch of a repository stands in its remote.</summary>
/// <param name="cache">Copies of the repositories.</param>
/// <param name="connections">How the remotes are reached.</param>
internal sealed class RemoteStanding(RepositoryCache cache, Connections connections)
{
    /// <summary>
    /// <c>there</c> (our commit), <c>changed</c> (somebody's commit), <c>merged</c> (the base branch holds the planned manifests), <c>gone</c>;
    /// a reason code when the remote cannot be asked; empty when nothing was applied.
    /// </summary>
    public async Task<string> AskAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var state = plan.Delivery;
        if (state.Commit.Length == 0)
            return "";
        try
        {
            var address = Target.Repository(plan);
            var revision = plan.Branch.Length > 0 ? plan.Branch : address.Revision;
            using var opened = await cache.OpenAsync(address, revision, connections.ToOneRepository(), isAnew: false, cancellation);
            if (HasPlanned(plan, await GitCheckout.ReadAsync(address, opened, readsSources: false, cancellation)))
                return "merged";
            var references = opened.References ?? await connections.ToOneRepository().ReferencesAsync(Remote.From(address), cancellation);
            return references.Branch(state.Branch) is not { } there ? "gone" : there == state.Commit ? "there" : "changed";
        }
        catch (RepositoryException exception)
        {
            return exception.Reason;
        }
    }

    private static bool HasPlanned(RepositoryResult plan, Checkout checkout)
    {
        var now = checkout.Manifests.ToDictionary(file => file.Path, file => PlannedFiles.Digest(file.Content), StringComparer.Ordinal);
        return plan.Manifests.All(manifest => now.GetValueOrDefault(manifest.Path) == manifest.Sha256After);
    }
}
