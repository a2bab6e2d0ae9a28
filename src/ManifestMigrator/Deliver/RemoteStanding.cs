using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;

namespace ManifestMigrator.Deliver;

/// <summary>Asks where the delivery branch of a repository stands in its remote.</summary>
internal sealed class RemoteStanding
{
    public required RepositoryCache Cache { get; init; }

    public required Connections Connections { get; init; }

    /// <summary>
    /// <c>there</c> (our commit), <c>changed</c> (somebody's commit), <c>merged</c> (the base branch holds the planned manifests), <c>gone</c>;
    /// a reason code when the remote cannot be asked; empty when nothing was applied.
    /// </summary>
    public async Task<string> AskAsync(RepositoryResult repository, CancellationToken cancellation)
    {
        var state = repository.Delivery;
        if (state.Commit.Length == 0 || BatchSource.Parse(repository.Source).Address is not { } address)
            return "";
        try
        {
            using var opened = await Cache.OpenAsync(address, repository.Branch, Connections.ToOneRepository(), isAnew: false, cancellation);
            if (HasPlanned(repository, await GitCheckout.ReadAsync(address, opened, readsSources: false, cancellation)))
                return "merged";
            var there = opened.References is { } references ? references.Branch(state.Branch) : (await Connections.ToOneRepository().ReferencesAsync(Remote.From(address), cancellation)).Branch(state.Branch);
            return there is null ? "gone" : there == state.Commit ? "there" : "changed";
        }
        catch (RepositoryException exception)
        {
            return exception.Reason;
        }
    }

    private static bool HasPlanned(RepositoryResult repository, Checkout checkout)
    {
        var now = checkout.Manifests.ToDictionary(file => file.Path, file => PlannedAgain.Digest(file.Content), StringComparer.Ordinal);
        return repository.Manifests.All(manifest => now.GetValueOrDefault(manifest.Path) == manifest.Sha256After);
    }
}
