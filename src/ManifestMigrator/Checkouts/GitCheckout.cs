using ManifestMigrator.Cache;
using ManifestMigrator.Git;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Migration;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Checkouts;

/// <summary>Fetches a repository and reads its manifests from the objects of one commit.</summary>
internal static class GitCheckout
{
    /// <param name="address">The repository.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        var transport = options.Connections.ToOneRepository();
        for (var isRepeated = false; ; isRepeated = true)
        {
            using var repository = await options.Cache.OpenAsync(address, address.Revision ?? options.Branch, transport, isRepeated, cancellation);
            try
            {
                return await ReadAsync(address, repository, cancellation);
            }
            catch (GitException exception) when (exception.Reason == Reasons.MalformedRepository && !repository.IsNew && !isRepeated)
            {
                // Our copy may be what is broken, as after a power failure: a new one tells.
            }
        }
    }

    /// <summary>Reads a repository that is open.</summary>
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CachedRepository repository, CancellationToken cancellation)
    {
        var reader = ObjectReaders.Best;
        var commit = await reader.CommitAsync(repository.Folder, repository.Tip.ObjectName, cancellation)
            ?? throw new GitException(Reasons.MalformedRepository, Messages.NoCommit(repository.Tip.Name));

        var manifests = new List<ManifestFile>();
        var findings = new List<Finding>(repository.Findings);
        var entries = await reader.FilesAsync(repository.Folder, commit, ManifestNames.IsSearched, ManifestNames.IsManifest, cancellation);
        foreach (var entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            if (Refusal(entry) is { } finding)
                findings.Add(finding);
            else
                manifests.Add(new ManifestFile(entry.Path, entry.Mode, await reader.ContentAsync(repository.Folder, entry, cancellation)));
        }
        return new Checkout
        {
            Repository = address.Identity,
            HasRemote = address.Kind == AddressKind.Git,
            Branch = repository.Tip.Name,
            Commit = commit,
            Manifests = manifests,
            Findings = findings,
        };
    }

    private static Finding? Refusal(TreeEntry entry) => entry switch
    {
        { Mode: "120000" } => CheckoutFindings.IsLink(entry.Path),
        { IsFile: false } => CheckoutFindings.IsNoFile(entry.Path),
        { Size: > SourceText.MaximumLength } => CheckoutFindings.TooLarge(entry.Path, entry.Size, SourceText.MaximumLength),
        _ => null,
    };
}
