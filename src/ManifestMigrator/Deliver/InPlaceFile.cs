using ManifestMigrator.Plans;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Deliver;

/// <summary>Replaces one manifest by its planned bytes.</summary>
internal static class InPlaceFile
{
    public static InPlaceResult Write(RepositoryResult repository, ManifestResult manifest, Mappings mappings)
    {
        var file = Path.GetFullPath(manifest.Path, repository.Folder);
        try
        {
            return new InPlaceResult(file, Write(file, repository, manifest, mappings));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new InPlaceResult(file, InPlaceOutcome.Failed, exception.Message);
        }
    }

    private static InPlaceOutcome Write(string file, RepositoryResult repository, ManifestResult manifest, Mappings mappings)
    {
        var root = Path.TrimEndingDirectorySeparator(repository.Folder) + Path.DirectorySeparatorChar;
        if (!file.StartsWith(root, StringComparison.Ordinal) || LeadsThroughLink(file, root))
            return InPlaceOutcome.Moved;

        var content = File.ReadAllBytes(file);
        var digest = PlannedAgain.Digest(content);
        if (digest == manifest.Sha256After)
            return InPlaceOutcome.AlreadyWritten;
        if (digest != manifest.Sha256Before)
            return InPlaceOutcome.Moved;

        if (PlannedAgain.Bytes(repository: null, content, manifest, mappings) is not { } planned)
            return InPlaceOutcome.Moved;

        Replace(file, planned);
        return InPlaceOutcome.Written;
    }

    private static bool LeadsThroughLink(string file, string root)
    {
        for (var path = file; path.Length > root.Length; path = Path.GetDirectoryName(path)!)
        {
            if (new FileInfo(path).LinkTarget is not null)
                return true;
        }
        return false;
    }

    private static void Replace(string file, byte[] content)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(file));
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
