namespace ManifestMigrator.Git;

/// <summary>A clone in two steps: what is known of the remote says which reference to fetch. A git that clones does more than that.</summary>
internal static class TipAndFetch
{
    /// <param name="remote">The repository.</param>
    /// <param name="references">What it has.</param>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch, which <c>HEAD</c> then names.</param>
    /// <param name="folder">Full path of the new repository.</param>
    /// <param name="transport">Fetches.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <returns><see langword="null"/> when the repository has no commit.</returns>
    public static async Task<RemoteTip?> CloneAsync(
        Remote remote, RemoteReferences references, string? revision, string folder, ITransport transport, CancellationToken cancellation)
    {
        if (references.Tip(revision) is not { } tip)
            return null;

        BareSkeleton.Write(folder);
        var redirectedTo = await transport.FetchAsync(remote, tip.Reference, tip.LocalReference, folder, cancellation);
        if (revision is null && tip.Reference != "HEAD")
            BareSkeleton.SetHead(folder, tip.Reference);
        return tip with { RedirectedTo = tip.RedirectedTo ?? redirectedTo };
    }
}
