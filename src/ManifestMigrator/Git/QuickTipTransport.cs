using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>Asks one transport for references where that is quicker, and leaves everything else, and every doubt, to another.</summary>
/// <param name="quick">Asked first; what it cannot do, it need not explain.</param>
/// <param name="sure">Its word counts.</param>
internal sealed class QuickTipTransport(ITransport quick, ITransport sure) : ITransport
{
    public async Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation)
    {
        if (!IsFor(remote))
            return await sure.ReferencesAsync(remote, cancellation);

        var redirection = Redirection.AskAsync(remote, cancellation);
        var references = await QuicklyAsync(remote, cancellation);
        try
        {
            return references with { RedirectedTo = references.RedirectedTo ?? await redirection };
        }
        catch (RepositoryException)
        {
            // The server does not say whether it redirects; the other one finds it out on the way.
            return await sure.ReferencesAsync(remote, cancellation);
        }
    }

    /// <remarks>A clone asks in the connection that it fetches with.</remarks>
    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) =>
        sure.CloneAsync(remote, revision, folder, cancellation);

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) =>
        sure.FetchAsync(remote, reference, localReference, folder, cancellation);

    public Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation) => sure.PushAsync(remote, push, folder, cancellation);

    private static bool IsFor(Remote remote) => remote.Credentials is null && !remote.IsLocal && LibGit2Transport.Reaches(remote);

    private async Task<RemoteReferences> QuicklyAsync(Remote remote, CancellationToken cancellation)
    {
        try
        {
            return await quick.ReferencesAsync(remote, cancellation);
        }
        catch (RepositoryException)
        {
            // Whatever it was, the other one finds it out as well and says it better.
            return await sure.ReferencesAsync(remote, cancellation);
        }
    }
}
