using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>Writes planned manifests into the local folders they were planned from.</summary>
/// <remarks>
/// A file is written only when it still holds the bytes that were reviewed and planning it again gives the bytes that were
/// reviewed. Each is replaced whole or not at all; there are no backup files, since git is the backup.
/// </remarks>
internal static class InPlaceDelivery
{
    /// <exception cref="UsageException">The run was planned by another version or with other rules; nothing was written.</exception>
    public static IReadOnlyList<InPlaceResult> Deliver(RunFolder run, Mappings mappings, CancellationToken cancellation)
    {
        if (run.Header.ToolVersion != BuiltIn.Version)
            throw new UsageException(Messages.DeliveryTool(run.Header.ToolVersion, BuiltIn.Version));
        if (run.Header.MappingsSha256 != mappings.Sha256)
            throw new UsageException(Messages.DeliveryMappings(run.Header.MappingsSha256, mappings.Sha256));

        var results = new List<InPlaceResult>();
        foreach (var repository in run.Results())
        {
            foreach (var manifest in repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated))
            {
                cancellation.ThrowIfCancellationRequested();
                results.Add(repository.Folder.Length == 0
                    ? new InPlaceResult($"{repository.Repository}/{manifest.Path}", InPlaceOutcome.NotLocal)
                    : InPlaceFile.Write(repository, manifest, mappings));
            }
        }
        return results;
    }
}
