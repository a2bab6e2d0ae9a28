using ManifestMigrator.Disk;
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
internal sealed class InPlaceStep : IDisposable
{
    private const string Prefix = ".manifest-migrator-";
    private const string Suffix = ".tmp";
    private const int OtherFileSystem = 18;
    private const int OtherFileSystemOnWindows = unchecked((int)0x80070011);

    private readonly string _scratch;
    private readonly Mappings _mappings;
    private readonly bool _all;
    private readonly Terminal _terminal;

    /// <param name="runFolder">Full path of the run folder: files that are not complete stand there, where no repository sees them.</param>
    /// <param name="mappings">The rules.</param>
    /// <param name="all">Whether what nobody has decided is written too.</param>
    /// <param name="terminal">Where each file is named.</param>
    public InPlaceStep(string runFolder, Mappings mappings, bool all, Terminal terminal)
    {
        (_scratch, _mappings, _all, _terminal) = (Path.Combine(runFolder, ".in-place"), mappings, all, terminal);
        ScratchFolder.Delete(_scratch);
        Directory.CreateDirectory(_scratch);
    }

    public async Task<DeliveryState> WriteAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var (folder, hasRemote) = await Target.FolderAsync(plan, cancellation);
        var files = plan.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated)
            .Select(manifest => Read(folder, manifest, hasRemote ? plan.Repository : null)).ToList();
        foreach (var file in files)
        {
            Sweep(folder, file.Path);
            if (file.Planned is { } bytes)
                Replace(folder, file, bytes);
            _terminal.Line(file.Planned is null ? DeliveryMessages.WrittenBefore(file.Path) : DeliveryMessages.Written(file.Path));
        }
        return plan.Delivery with { Step = DeliveryStep.Written, AppliedWithAll = _all, Reason = "", Message = "" };
    }

    public void Dispose() => ScratchFolder.Delete(_scratch);

    /// <summary>A manifest, and what it is to hold; <see langword="null"/> when it holds that already.</summary>
    private PlannedFile Read(string folder, ManifestResult manifest, string? repository)
    {
        var path = PathInside(folder, manifest.Path);
        var content = File.Exists(path) ? File.ReadAllBytes(path) : throw new RepositoryException(Reasons.Moved, DeliveryMessages.FileDiffers(path));
        var digest = PlannedFiles.Digest(content);
        return digest == manifest.Sha256After ? new PlannedFile(path, manifest, Planned: null)
            : digest == manifest.Sha256Before ? new PlannedFile(path, manifest, PlannedFiles.PlanAgain(repository, content, manifest, _mappings))
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
            if (ManifestFiles.IsLink(Path.Combine([folder, .. parts[..count]])))
                throw new RepositoryException(Reasons.Moved, DeliveryMessages.NoManifest(path));
        }
        return full;
    }

    /// <summary>Takes away what a delivery that was killed has left.</summary>
    private static void Sweep(string folder, string file)
    {
        foreach (var left in Places(folder, file).SelectMany(place => Directory.EnumerateFiles(place, $"{Prefix}*{Suffix}")))
            File.Delete(left);
    }

    /// <summary>Folders in the file system of the repository for what is not complete: its <c>.git</c>, where git does not look for files to add, or else beside the file.</summary>
    private static IEnumerable<string> Places(string folder, string file)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Combine(above, ".git") is var git && Directory.Exists(git) && !ManifestFiles.IsLink(git))
            {
                yield return git;
                break;
            }
        }
        yield return Path.GetDirectoryName(file)!;
    }

    /// <summary>Only a rename leaves no half file, and it needs both names in one file system.</summary>
    private void Replace(string folder, PlannedFile file, byte[] bytes)
    {
        var places = Places(folder, file.Path).Prepend(_scratch).ToList();
        for (var place = 0; !TryReplace(folder, file, bytes, places[place], isLast: place == places.Count - 1); place++)
            continue;
    }

    private static bool TryReplace(string folder, PlannedFile file, byte[] bytes, string place, bool isLast)
    {
        var temporary = Path.Combine(place, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(file.Path));
            if (PathInside(folder, file.Manifest.Path) != file.Path || PlannedFiles.Digest(File.ReadAllBytes(file.Path)) != file.Manifest.Sha256Before)
                throw new RepositoryException(Reasons.Moved, DeliveryMessages.FileDiffers(file.Path));
            // File.Move would copy into another file system, and a copy can be half done.
            File.Replace(temporary, file.Path, destinationBackupFileName: null);
            return true;
        }
        catch (IOException exception) when (!isLast && exception.HResult is OtherFileSystem or OtherFileSystemOnWindows)
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private sealed record PlannedFile(string Path, ManifestResult Manifest, byte[]? Planned);
}
