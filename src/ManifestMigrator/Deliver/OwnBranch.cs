using ManifestMigrator.Git;

namespace ManifestMigrator.Deliver;

/// <summary>Whether a branch of a remote holds a commit of ours and nobody else's.</summary>
internal static class OwnBranch
{
    private const string Seen = "refs/seen/";

    /// <param name="remote">The repository.</param>
    /// <param name="branch">Name of the branch.</param>
    /// <param name="there">The commit that was seen there.</param>
    /// <param name="known">The commit that we made last; may be empty.</param>
    /// <param name="folder">Full path of a bare repository to look at it in.</param>
    /// <param name="transport">Talks to the remote.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public static async Task<bool> IsOursAsync(Remote remote, string branch, string there, string known, string folder, ITransport transport, CancellationToken cancellation)
    {
        if (there == known)
            return true;

        await transport.FetchAsync(remote, RemoteTip.Branch(branch), Seen + branch, folder, cancellation);
        return await ObjectReaders.Best.ReferenceAsync(folder, Seen + branch, cancellation) == there
            && OwnCommit.IsOurs(await ObjectReaders.Best.CommitInfoAsync(folder, there, cancellation));
    }
}
