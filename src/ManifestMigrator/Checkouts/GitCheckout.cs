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
    /// <param name="url">What git is told.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, string url, CheckoutOptions options, CancellationToken cancellation)
    {
        var revision = address.Revision ?? options.Branch;
        if (revision is not null && !RevisionName.IsValid(revision))
            throw new CheckoutException(Reasons.BranchNotFound, Messages.NoRevisionName(revision));

        var folder = Path.Combine(options.WorkFolder, Guid.NewGuid().ToString("N"));
        try
        {
            var repository = await BareRepository.FetchAsync(address, url, revision, folder, cancellation);
            if (repository.Commit is null)
                throw new CheckoutException(Reasons.EmptyRepository, Messages.EmptyRepository);
            return await ReadAsync(address, repository, repository.Commit, cancellation);
        }
        finally
        {
            ScratchFolder.Delete(folder);
        }
    }

    private static async Task<Checkout> ReadAsync(RepositoryAddress address, BareRepository repository, string commit, CancellationToken cancellation)
    {
        var reader = ObjectReaders.Best;
        var entries = await reader.FilesAsync(repository.Folder, commit, ManifestNames.IsSearched, ManifestNames.IsManifest, cancellation);
        var manifests = new List<ManifestFile>();
        var findings = new List<Finding>();
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
            Branch = repository.Branch,
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
