using System.Collections.Concurrent;
using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>Where the request of a repository stands, for <c>status --remote</c>.</summary>
/// <param name="Outcome">Where it stands.</param>
/// <param name="IsReady">Whether <c>merge</c> would merge it.</param>
/// <param name="WasRead">Whether the forge told; otherwise the outcome says why not, and its state is the one that was told last.</param>
internal sealed record RequestStanding(RequestOutcome Outcome, bool IsReady, bool WasRead = true);

/// <summary>The requests of a run's repositories, one at a time: looked at by <c>status --remote</c>, closed by <c>revert</c>.</summary>
/// <param name="run">The run.</param>
/// <param name="forges">How forges are reached.</param>
/// <param name="journal">What was written to them.</param>
/// <param name="connections">How remotes are reached.</param>
internal sealed class OpenRequests(RunFolder run, ForgeConnections forges, RequestJournal journal, Connections connections)
{
    private const string GitHubHeads = "refs/pull/";
    private const string GitLabHeads = "refs/merge-requests/";

    private IReadOnlyDictionary<string, ForgeSnapshot> _snapshots = new Dictionary<string, ForgeSnapshot>(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _hostsOfGit = new(StringComparer.Ordinal);

    /// <summary>The hosts that only git could be asked about, each with the reason as a sentence; ordered by host.</summary>
    public IEnumerable<(string Host, string Reason)> HostsOfGit =>
        _hostsOfGit.OrderBy(host => host.Key, StringComparer.Ordinal).Select(host => (host.Key, host.Value));

    /// <summary>Reads many repositories in few requests, where their forge has a way for that. What it does not tell is asked one by one.</summary>
    public async Task ReadAheadAsync(IEnumerable<RepositoryResult> plans, CancellationToken cancellation)
    {
        var subjects = new List<(string Key, ForgeSession Session, RequestSubject Subject)>();
        foreach (var plan in plans)
        {
            try
            {
                subjects.Add((plan.Patch, await forges.ToAsync(plan.Repository, cancellation), await SubjectAsync(plan, cancellation)));
            }
            catch (RepositoryException)
            {
                // Asked alone, it says why.
            }
        }
        _snapshots = await Requests.ReadManyAsync(subjects, withFiles: true, cancellation);
    }

    /// <summary>Closes the request, saying why.</summary>
    /// <returns>A reason when it was left alone, and its branch has to be too.</returns>
    public async Task<RequestOutcome> CloseAsync(RepositoryResult plan, RemoteReferences references, CancellationToken cancellation)
    {
        try
        {
            return await (await OpenAsync(plan, cancellation)).CloseAsync(await SubjectAsync(plan, cancellation), cancellation);
        }
        catch (ForgeException exception) when (exception.Reason is Reasons.ForgeUnknown or Reasons.NoToken)
        {
            // Git knows whether there is a request at all.
            return Number(plan, references) is { } number
                ? new RequestOutcome
                {
                    State = RequestState.Open,
                    Address = plan.Delivery.Request,
                    Reason = exception.Reason,
                    Message = ForgeMessages.RequestStaysOpen(number, exception.Message)
                }
                : new RequestOutcome { State = RequestState.None };
        }
    }

    /// <summary>Asks where the request stands, and whether it could be merged.</summary>
    /// <returns><see langword="null"/> where there is no token, or no forge is known: then only git can be asked.</returns>
    public async Task<RequestStanding?> AskAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        try
        {
            var requests = await OpenAsync(plan, cancellation);
            var subject = await SubjectAsync(plan, cancellation);
            var (view, standing) = await requests.ReadAsync(subject, _snapshots.GetValueOrDefault(plan.Patch), cancellation);
            var merge = await requests.ReadForMergeAsync(subject, view, standing, cancellation);
            var left = standing.Operations.FirstOrDefault(operation => operation.Kind == OperationKind.Leave);
            var outcome = RequestOutcome.From(standing, left?.Reason ?? "", left?.Message ?? "") with { Checks = merge.Request is null ? null : merge.Checks };
            var wish = new MergeWish { Commit = subject.Wish.Commit, Base = subject.Wish.Base };
            return new RequestStanding(outcome, merge.Request is not null && MergeConditions.Check(wish, merge).Count == 0);
        }
        catch (RepositoryException exception)
        {
            if (exception.Reason is Reasons.ForgeUnknown or Reasons.NoToken)
                _hostsOfGit.TryAdd(plan.Repository.Split('/')[0], exception.Message);
            if (exception.Reason is Reasons.ForgeUnknown or Reasons.NoToken or Reasons.NotDeliverable)
                return null;
            Spelling.TryRead<RequestState>(plan.Delivery.RequestState, out var last);
            return new RequestStanding(
                new RequestOutcome
                {
                    State = last,
                    Address = plan.Delivery.Request,
                    Reason = exception.Reason,
                    Message = exception.Message
                }, IsReady: false, WasRead: false);
        }
    }

    /// <summary>The number of a request whose head is exactly our commit, as git tells it: never whether it is open.</summary>
    public static long? Number(RepositoryResult plan, RemoteReferences references) => references.ObjectNames
        .Where(reference => reference.Value == plan.Delivery.Commit && reference.Key.EndsWith("/head", StringComparison.Ordinal))
        .Select(reference => reference.Key.StartsWith(GitHubHeads, StringComparison.Ordinal) ? reference.Key[GitHubHeads.Length..^"/head".Length]
            : reference.Key.StartsWith(GitLabHeads, StringComparison.Ordinal) ? reference.Key[GitLabHeads.Length..^"/head".Length] : "")
        .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0)
        .Select(number => (long?)number)
        .Max();

    private async Task<Requests> OpenAsync(RepositoryResult plan, CancellationToken cancellation) =>
        new(await forges.ToAsync(plan.Repository, cancellation), journal, forges.Time);

    /// <summary>The text is of no account here: nothing is written into it.</summary>
    private async Task<RequestSubject> SubjectAsync(RepositoryResult plan, CancellationToken cancellation) => new(
        plan.Repository[(plan.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..],
        [.. plan.Manifests.Select(manifest => manifest with { Changes = [], Findings = [], Hunks = "" })],
        new RequestWish
        {
            Commit = plan.Delivery.Commit,
            Branch = plan.Delivery.Branch,
            Base = plan.Branch,
            Text = new RequestText("", ""),
            HasLanded = plan.Delivery.RequestState == Spelling.Spell(RequestState.Landed),
        },
        new GitHistory(await Target.RepositoryAsync(plan, cancellation), plan.Delivery, DateTimeOffset.Parse(run.Header.Started, CultureInfo.InvariantCulture), connections));
}
