using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Deliver;

/// <summary>Writes the planned manifests of a repository into the local folder they were planned from.</summary>
/// <remarks>
/// All manifests are compared with the plan before the first is written, and each once more right before it is replaced. Each is
/// replaced whole or not at all; there are no backup files, since git is the backup.
/// </remarks>
/// <param name="mappings">The rules.</param>
/// <param name="all">Whether what nobody has decided is written too.</param>
/// <param name="connections">The time that one repository may take.</param>
/// <param name="terminal">Where each file is named.</param>
/// <param name="found">Is called where every file is what was planned already.</param>
internal sealed class InPlaceStep(Mappings mappings, bool all, Connections connections, Terminal terminal, Action<RepositoryResult> found)
{
    public async Task<DeliveryState> WriteAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var (folder, hasRemote) = await connections.ToOneRepository().WithinTimeAsync(token => Target.FolderAsync(plan, token), cancellation);
        var files = plan.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated)
            .Select(manifest => Read(folder, manifest, hasRemote ? plan.Repository : null)).ToList();
        if (files.TrueForAll(file => file.Bytes is null))
            found(plan);
        foreach (var (path, manifest, bytes) in files)
        {
            // Also where the file is complete already: the one who wrote it may have been killed right then.
            AtomicFile.DeleteInPlaceLeftovers(Path.GetDirectoryName(path)!);
            if (bytes is not null)
                AtomicFile.Replace(path, bytes, () => Require(folder, path, manifest));
            terminal.Line(bytes is null ? DeliveryMessages.WrittenBefore(path) : DeliveryMessages.Written(path));
        }
        return plan.Delivery with { Step = DeliveryStep.Written, AppliedWithAll = all, Reason = "", Message = "" };
    }

    /// <exception cref="RepositoryException">The manifest is neither what was planned from nor what was planned.</exception>
    private PlannedFile Read(string folder, ManifestResult manifest, string? repository)
    {
        var path = PathInside(folder, manifest.Path);
        var content = File.Exists(path) ? RegularFile.ReadAllBytes(path) : throw new RepositoryException(Reasons.Moved, DeliveryMessages.FileDiffers(path));
        var digest = PlannedFiles.Digest(content);
        return digest == manifest.Sha256After ? new PlannedFile(path, manifest, Bytes: null)
            : digest == manifest.Sha256Before ? new PlannedFile(path, manifest, PlannedFiles.PlanAgain(repository, content, manifest, mappings))
            : throw new RepositoryException(Reasons.Moved, DeliveryMessages.FileDiffers(path));
    }

    /// <summary>The full path of a manifest in a folder.</summary>
    /// <exception cref="RepositoryException">It lies outside, or where no manifest is looked for, or a link leads to it.</exception>
    private static string PathInside(string folder, string path)
    {
        var parts = path.Split('/');
        var full = Path.GetFullPath(path, folder);
        var isSearched = parts[..^1].All(part => part is not ("" or "." or "..") && ManifestNames.IsSearched(part)) && ManifestNames.IsManifest(parts[^1]);
        if (!isSearched || full != Path.Combine([folder, .. parts]))
            throw new RepositoryException(Reasons.Moved, DeliveryMessages.NoManifest(path));
        for (var count = 0; count <= parts.Length; count++)
        {
            if (RegularFile.IsLink(Path.Combine([folder, .. parts[..count]])))
                throw new RepositoryException(Reasons.Moved, DeliveryMessages.NoManifest(path));
        }
        return full;
    }

    /// <summary>Refuses a file that is not the planned one any more.</summary>
    private static void Require(string folder, string path, ManifestResult manifest)
    {
        if (PathInside(folder, manifest.Path) != path || PlannedFiles.Digest(RegularFile.ReadAllBytes(path)) != manifest.Sha256Before)
            throw new RepositoryException(Reasons.Moved, DeliveryMessages.FileDiffers(path));
    }

    /// <param name="Path">Full path of the manifest.</param>
    /// <param name="Manifest">Its plan.</param>
    /// <param name="Bytes">What it is to hold; <see langword="null"/> when it holds that already.</param>
    private sealed record PlannedFile(string Path, ManifestResult Manifest, byte[]? Bytes);
}
