using ManifestMigrator.Disk;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Deliver;

/// <summary>What git knows about the delivery of one repository, and its forge does not.</summary>
/// <param name="address">The repository.</param>
/// <param name="delivery">What was delivered.</param>
/// <param name="run">When the run began: its commit is no older.</param>
/// <param name="connections">How remotes are reached.</param>
internal sealed class GitHistory(RepositoryAddress address, DeliveryState delivery, DateTimeOffset run, Connections connections) : IRepositoryHistory
{
    private const string Base = "refs/seen/base";

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);

    private readonly Remote _remote = Remote.From(address);

    public Task<bool> IsOursAsync(string commit, CancellationToken cancellation) =>
        OwnCommit.IsOnAsync(_remote, delivery.Branch, commit, folder: null, connections.ToOneRepository(), cancellation);

    /// <summary>The newer commits of the branch are enough, unless somebody committed with a date of old: then all of them are looked through.</summary>
    public async Task<bool> IsReachableAsync(string branch, string commit, CancellationToken cancellation) =>
        RemoteTip.IsObjectName(commit)
            && (await IsAmongAsync(branch, commit, run - Margin, cancellation)
            || await IsAmongAsync(branch, commit, since: null, cancellation));

    private async Task<bool> IsAmongAsync(string branch, string commit, DateTimeOffset? since, CancellationToken cancellation)
    {
        await using var scratch = await ScratchFolder.CreateAsync(cancellation);
        BareSkeleton.Write(scratch.FullPath);
        try
        {
            await connections.ToOneRepository().FetchCommitsAsync(_remote, branch, since, Base, scratch.FullPath, cancellation);
        }
        catch (RepositoryException exception) when (since is not null && exception.Reason is Reasons.GitFailed or Reasons.ConnectionLost or Reasons.ServerError)
        {
            // A server that has no commit so new hangs up.
            return false;
        }
        // A commit that did not come with the others is no ancestor of them.
        return await GitProgram.FindAsync(scratch.FullPath, ["cat-file", "-e", commit], cancellation) is not null
            && await GitProgram.FindAsync(scratch.FullPath, ["merge-base", "--is-ancestor", commit, Base], cancellation) is not null;
    }
}
