using ManifestMigrator.Disk;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Deliver;

/// <summary>Sends the commit of a repository to its remote: on a new branch, or in the place of an older commit of ours.</summary>
internal sealed class PushStep
{
    public required RepositoryCache Cache { get; init; }

    public required Connections Connections { get; init; }

    /// <summary>Waits until the next push may begin.</summary>
    public required Pace Pace { get; init; }

    /// <summary>Whether GitLab is asked to open merge requests.</summary>
    public bool OpensRequests { get; init; }

    /// <summary>Full path of the run folder: the text of each request is in it before anybody opens one.</summary>
    public required string RunFolder { get; init; }

    /// <summary>Hosts whose forge is known.</summary>
    public required ForgeHosts Hosts { get; init; }

    /// <summary>The text of a repository's request, and a shorter one for addresses.</summary>
    public required Func<RepositoryResult, (RequestText Full, RequestText Short)> Text { get; init; }

    /// <summary>Is called where the remote has the commit already.</summary>
    public Action<RepositoryResult> Found { get; init; } = _ => { };

    /// <summary>Takes what would be sent where, and nothing is sent; <see langword="null"/> to send it.</summary>
    public Action<string>? DryRun { get; init; }

    public async Task<DeliveryState> PushAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var state = plan.Delivery with { Reason = "", Message = "" };
        var address = await Target.RepositoryAsync(plan, cancellation);
        var remote = Remote.From(address);
        var transport = Connections.ToOneRepository();
        var (hold, folder) = await Cache.HoldAsync(address, cancellation);
        using var held = hold;
        var references = await transport.ReferencesAsync(remote, cancellation);
        Target.RequireOwn(plan, references);
        var there = references.Branch(state.Branch);
        if (folder is not null && await ObjectReaders.Best.CommitAsync(folder, state.Commit, cancellation) == state.Commit)
            await PlannedFiles.RequireCommitAsync(plan, folder, cancellation);
        else if (state.Step != DeliveryStep.Pushed || there != state.Commit)
            throw new RepositoryException(Reasons.NotCached, DeliveryMessages.NotCached);

        if (there is not null && there != state.Commit
            && !await OwnCommit.IsOnAsync(remote, state.Branch, there, folder, transport, cancellation))
            throw new RepositoryException(Reasons.ForeignBranch, DeliveryMessages.ForeignBranch(state.Branch, there));
        if (there is null && folder is not null && await ObjectReaders.Best.ReferenceAsync(folder, CacheFolder.Reverted + state.Branch, cancellation) == state.Commit)
            throw new RepositoryException(Reasons.Reverted, DeliveryMessages.TakenBack);
        if (DryRun is not null)
        {
            DryRun(DeliveryMessages.WouldPush(plan.Repository, state, remote.Url, there));
            return state with { Step = there == state.Commit ? DeliveryStep.Pushed : DeliveryStep.Applied };
        }

        if (!address.IsLocal)
            RequestFiles.Write(RunFolder, plan, Text(plan).Full);
        var words = "";
        if (there != state.Commit)
        {
            await Pace.WaitAsync(cancellation);
            words = await PushAsync(remote, new Push(state.Branch, state.Commit, there) { Options = Options(plan) }, folder!, transport, cancellation);
        }
        else
        {
            Found(plan);
        }
        if (folder is not null && await ObjectReaders.Best.ReferenceAsync(folder, CacheFolder.Unpushed + state.Branch, cancellation) == state.Commit)
            await ObjectWriters.Best.SetReferenceAsync(folder, CacheFolder.Unpushed + state.Branch, objectName: null, cancellation);
        return state with { Step = DeliveryStep.Pushed, Request = Request(plan, words) };
    }

    /// <summary>A git that outlived its killed parent may still push: then the branch is not what was seen, but it is what it is to be.</summary>
    private static async Task<string> PushAsync(Remote remote, Push push, string folder, Transport transport, CancellationToken cancellation)
    {
        try
        {
            return await transport.PushAsync(remote, push, folder, cancellation);
        }
        catch (RepositoryException exception) when (exception.Reason == Reasons.LeaseLost)
        {
            if ((await transport.ReferencesAsync(remote, cancellation)).Branch(push.Branch) != push.Commit)
                throw;
            return "";
        }
    }

    private IReadOnlyList<string> Options(RepositoryResult plan) =>
        OpensRequests && (Hosts.Find(plan.Repository)?.Kind == ForgeKind.GitLab || RequestAddress.IsGitLab(plan.Repository))
        // Without its name a fork's request would go to the project it was forked from.
        ? ["merge_request.create", $"merge_request.target_project={plan.Repository[(plan.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..]}",
            $"merge_request.target={plan.Branch}", $"merge_request.title={Text(plan).Full.Title}",
            $"merge_request.description={ForgeMessages.OneLine}"]
        : [];

    /// <summary>The address that the server names in its answer, if it is one of its own; else the one that is known of such hosts.</summary>
    private string Request(RepositoryResult plan, string words)
    {
        var host = plan.Repository.Split('/')[0];
        var named = words.Split('\n')
            .Where(line => line.StartsWith("remote:", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .FirstOrDefault(word => IsOn(host, word));
        if (named is not null || plan.Delivery.Request.Length > 0)
            return named ?? plan.Delivery.Request;
        var (full, brief) = Text(plan);
        return RequestAddress.Create(plan.Repository, plan.Branch, plan.Delivery.Branch, full.Title, Hosts.Find(plan.Repository)?.RequestForm(plan.Repository), full.Body, brief.Body);
    }

    private static bool IsOn(string host, string word) => Uri.TryCreate(word, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.Authority.Equals(host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Lets things begin one after another, with some time between.</summary>
/// <param name="interval">The least time from one beginning to the next.</param>
internal sealed class Pace(TimeSpan interval) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _next;

    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_next - Environment.TickCount64 is var left and > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(left), cancellation);
            _next = Environment.TickCount64 + (long)interval.TotalMilliseconds;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
