namespace ManifestMigrator.Git;

/// <summary>Asks one transport for tips where that is quicker, and leaves everything else, and every doubt, to another.</summary>
/// <param name="quick">Asked first; what it cannot do, it need not explain.</param>
/// <param name="sure">Its word counts.</param>
internal sealed class QuickTipTransport(ITransport quick, ITransport sure) : ITransport
{
    public async Task<RemoteTip?> TipAsync(Remote remote, string? revision, CancellationToken cancellation)
    {
        if (remote.Credentials is null && !remote.IsLocal && LibGit2Transport.Reaches(remote))
        {
            try
            {
                return await quick.TipAsync(remote, revision, cancellation);
            }
            catch (GitException)
            {
                // Whatever it was, the other one finds it out as well and says it better.
            }
        }
        return await sure.TipAsync(remote, revision, cancellation);
    }

    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) =>
        sure.CloneAsync(remote, revision, folder, cancellation);

    public Task FetchAsync(Remote remote, RemoteTip tip, string folder, CancellationToken cancellation) => sure.FetchAsync(remote, tip, folder, cancellation);
}
