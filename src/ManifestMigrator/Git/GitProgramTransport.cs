using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Talks with the git program: shallow, with git's own credential helpers, SSH, proxies and certificates.</summary>
internal sealed class GitProgramTransport : ITransport
{
    public async Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation)
    {
        var output = await GitProgram.RunAsync(["ls-remote", "--symref", "--", remote.Url], Settings(remote), cancellation);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string? head = null;
        foreach (var line in output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t') is not [var value, var name])
                continue;
            if (!value.StartsWith("ref: ", StringComparison.Ordinal))
                names[name] = value;
            else if (name == "HEAD")
                head = value["ref: ".Length..];
        }
        return new RemoteReferences(names, head) { RedirectedTo = output.Words.RedirectedTo };
    }

    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) =>
        revision is null ? CloneDefaultAsync(remote, folder, cancellation) : CloneRevisionAsync(remote, revision, folder, cancellation);

    public async Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation)
    {
        var output = await GitProgram.RunAsync(
            [
                "--git-dir", folder, "fetch", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-show-forced-updates",
                "--no-recurse-submodules", "--", remote.Url, $"+{reference}:{localReference}",
            ],
            Settings(remote),
            cancellation);
        return output.Words.RedirectedTo;
    }

    public async Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation)
    {
        var output = await GitProgram.RunAsync(
            [
                "--git-dir", folder, "push", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", $"--force-with-lease={push.Reference}:{push.Lease}",
                .. push.Options.SelectMany(option => new[] { "-o", option }), "--", remote.Url, push.Refspec,
            ],
            Settings(remote),
            cancellation);
        return output.Words.Text;
    }

    /// <summary>A clone finds the default branch and fetches it in one connection.</summary>
    private async Task<RemoteTip?> CloneDefaultAsync(Remote remote, string folder, CancellationToken cancellation)
    {
        var output = await GitProgram.RunAsync(
            ["clone", "--bare", "--depth=1", "--single-branch", "--no-tags", "--template=", "--", remote.Url, folder], Settings(remote), cancellation);
        var head = await BareSkeleton.HeadAsync(folder, cancellation);
        var name = await ObjectReaders.Best.ReferenceAsync(folder, head ?? "HEAD", cancellation);
        if (name is null)
            return (await ReferencesAsync(remote, cancellation)).Tip(revision: null);

        var tip = new RemoteTip(head ?? "HEAD", name) { RedirectedTo = output.Words.RedirectedTo };
        if (head is null)
            await GitProgram.RunAsync(["--git-dir", folder, "update-ref", tip.LocalReference, name], GitSettings.Own, cancellation);
        return tip;
    }

    /// <summary>Tries what the revision may be, one after another, instead of asking first.</summary>
    private async Task<RemoteTip?> CloneRevisionAsync(Remote remote, string revision, string folder, CancellationToken cancellation)
    {
        BareSkeleton.Write(folder);
        foreach (var local in RemoteTip.LocalReferences(revision))
        {
            try
            {
                var redirectedTo = await FetchAsync(remote, RemoteTip.IsObjectName(revision) ? revision : local, local, folder, cancellation);
                var name = await ObjectReaders.Best.ReferenceAsync(folder, local, cancellation);
                return new RemoteTip(RemoteTip.IsObjectName(revision) ? revision : local, name!) { RedirectedTo = redirectedTo };
            }
            catch (RepositoryException exception) when (exception.Reason == Reasons.BranchNotFound)
            {
                // The next one may be there.
            }
        }
        throw new RepositoryException(Reasons.BranchNotFound, Messages.NoRevision(revision));
    }

    private static GitSettings Settings(Remote remote) => new(remote.IsLocal, remote.Credentials is { } secret ? (remote.Url, secret) : null);
}
