using System.Globalization;
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
    private readonly Remote _remote = Remote.From(address);

    public Task<bool> IsOursAsync(string commit, CancellationToken cancellation) =>
        OwnCommit.IsOnAsync(_remote, delivery.Branch, commit, folder: null, connections.ToOneRepository(), cancellation);

    /// <summary>Brings the newer commits of the branch, without their files: whatever is among them is reachable.</summary>
    public async Task<bool> IsReachableAsync(string branch, string commit, CancellationToken cancellation)
    {
        if (!RemoteTip.IsObjectName(commit))
            return false;
        using var scratch = new ScratchFolder();
        BareSkeleton.Write(scratch.FullPath);
        var since = run.AddDays(-2).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await GitProgram.RunAsync(
            [
                "--git-dir", scratch.FullPath, "fetch", "--quiet", $"--shallow-since={since}", "--filter=tree:0", "--no-tags", "--no-write-fetch-head",
                "--no-auto-maintenance", "--no-recurse-submodules", "--", _remote.Url, $"+{RemoteTip.Branch(branch)}:refs/seen/base",
            ],
            new GitSettings(_remote.IsLocal, _remote.Credentials is { } secret ? (_remote.Url, secret) : null),
            cancellation);
        try
        {
            await GitProgram.RunAsync(["--git-dir", scratch.FullPath, "merge-base", "--is-ancestor", commit, "refs/seen/base"], GitSettings.Own, cancellation);
            return true;
        }
        catch (RepositoryException)
        {
            // Not an ancestor, or no commit that came.
            return false;
        }
    }
}
