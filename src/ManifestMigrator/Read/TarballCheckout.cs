using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>Reads the manifests of a tarball, which has no branch and no commit. It is planned and reported; there is nothing to deliver to.</summary>
internal static class TarballCheckout
{
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        var limits = new TarballLimits(options.Connections.MaximumSize);
        var transport = options.Connections.ToOneRepository();
        var content = address.IsLocal ? await transport.WithinTimeAsync(token => ReadFileAsync(address.Url, limits, token), cancellation)
            : options.IsOffline ? throw new RepositoryException(Reasons.NotCached, Messages.TarballOffline)
            : await TarballDownload.ReadAsync(address, limits, transport, cancellation);
        return new Checkout(new CheckoutOrigin { Repository = address.Identity }, new CheckoutFiles
        {
            Manifests = content.Manifests,
            Sources = content.Sources,
            Pictures = content.Pictures,
            Findings = content.Findings,
        });
    }

    private static async Task<TarballContent> ReadFileAsync(string path, TarballLimits limits, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new RepositoryException(Reasons.RepositoryNotFound, Messages.TarballNotFound(path));
        await using var file = RegularFile.Open(path);
        return await TarballContent.ReadAsync(file, limits, cancellation);
    }
}
