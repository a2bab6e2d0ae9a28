using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
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

    /// <summary>Is told what would be sent where instead of sending it; <see langword="null"/> to send it.</summary>
    public Action<string>? DryRun { get; init; }

    public async Task<DeliveryState> PushAsync(RepositoryResult repository, CancellationToken cancellation)
    {
        var state = repository.Delivery with { Reason = "", Message = "" };
        var address = BatchSource.Parse(repository.Source).Address!;
        var remote = Remote.From(address);
        var transport = Connections.ToOneRepository();
        var (hold, folder) = await Cache.HoldAsync(address, cancellation);
        using var held = hold;
        if (folder is null || await ObjectReaders.Best.CommitAsync(folder, state.Commit, cancellation) is null)
            return state with { Reason = Reasons.NotCached, Message = Messages.ApplyAgain };

        var there = (await transport.ReferencesAsync(remote, cancellation)).Branch(state.Branch);
        if (there is not null && !await OwnBranch.IsOursAsync(remote, state.Branch, there, state.Commit, folder, transport, cancellation))
            return state with { Reason = Reasons.ForeignBranch, Message = Messages.ForeignBranch(state.Branch, there) };
        if (DryRun is not null)
        {
            DryRun(Messages.WouldPush(repository.Repository, state, remote.Url, there));
            return repository.Delivery;
        }

        var words = "";
        if (there != state.Commit)
        {
            await Pace.WaitAsync(cancellation);
            words = await PushAsync(remote, new Push(state.Branch, state.Commit, there) { Options = Options(repository) }, folder, transport, cancellation);
        }
        return state with { Step = DeliveryStep.Pushed, Request = Request(repository, state, words) };
    }

    /// <summary>A git of a process that was killed may still do our work: then the branch is not what was seen, but what it is to be.</summary>
    private static async Task<string> PushAsync(Remote remote, Push push, string folder, ITransport transport, CancellationToken cancellation)
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

    private IReadOnlyList<string> Options(RepositoryResult repository) => OpensRequests && RequestAddress.IsGitLab(repository.Repository)
        ? ["merge_request.create", $"merge_request.target={repository.Branch}"]
        : [];

    /// <summary>The address that the server itself tells, if it is one of its own; else the one that is known of such hosts.</summary>
    private static string Request(RepositoryResult repository, DeliveryState state, string words)
    {
        var told = words.Split('\n')
            .Where(line => line.StartsWith("remote:", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .FirstOrDefault(word => Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && $"{uri.Authority}/".Equals($"{repository.Repository.Split('/')[0]}/", StringComparison.OrdinalIgnoreCase));
        return told ?? (state.Request.Length > 0 ? state.Request : RequestAddress.Create(repository.Repository, repository.Branch, state.Branch));
    }
}
