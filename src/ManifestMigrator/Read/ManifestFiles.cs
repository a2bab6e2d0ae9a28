using ManifestMigrator.Disk;
using ManifestMigrator.Runs;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Read;

/// <summary>A manifest as it was read.</summary>
/// <param name="Path">Path inside the repository, with forward slashes.</param>
/// <param name="Mode">Git's file mode in octal.</param>
/// <param name="Content">The whole file.</param>
internal sealed record ManifestFile(string Path, string Mode, byte[] Content);

/// <summary>Where manifests are looked for (spec: product, "Sources").</summary>
internal static class ManifestNames
{
    private static readonly string[] Skipped = [".git", "node_modules", "build", "dist"];

    /// <summary>Whether a file of this name is a manifest.</summary>
    public static bool IsManifest(string name) => name == "manifest.konnectors" || name.EndsWith(".konnector", StringComparison.Ordinal);

    /// <summary>Whether a folder of this name is looked into.</summary>
    public static bool IsSearched(string name) => !Skipped.Contains(name, StringComparer.Ordinal);
}

/// <summary>What a name in a folder stands for, when it is no folder.</summary>
internal enum FoundKind
{
    File,

    /// <summary>A symbolic link; it is never followed.</summary>
    Link,

    /// <summary>A pipe, a socket or a device; it is never opened.</summary>
    Special,

    /// <summary>Its name is not UTF-8, so that it cannot be opened.</summary>
    Unnamable,
}

/// <summary>A file that was found in a folder.</summary>
/// <param name="FullPath">Begins with the folder as it was given.</param>
/// <param name="Path">Path below that folder, with forward slashes.</param>
/// <param name="Kind">Whether it can be read.</param>
/// <param name="Size">In bytes; 0 for what is no file.</param>
internal sealed record FoundFile(string FullPath, string Path, FoundKind Kind, long Size);

/// <summary>A folder that could not be looked into.</summary>
/// <param name="Path">Path below the folder that is searched, with forward slashes.</param>
/// <param name="Cause">Why.</param>
internal sealed record UnsearchedFolder(string Path, Exception Cause);

/// <summary>The files of a folder that are read: manifests, source code and pictures.</summary>
/// <param name="Files">In ordinal order of their paths.</param>
/// <param name="Unsearched">Folders that could not be looked into.</param>
internal sealed record FoundFiles(IReadOnlyList<FoundFile> Files, IReadOnlyList<UnsearchedFolder> Unsearched)
{
    public IEnumerable<FoundFile> Manifests => Files.Where(file => ManifestNames.IsManifest(Name(file)));

    public IEnumerable<FoundFile> Code => Files.Where(file => SourceNames.IsReadAt(file.Path) && file.Kind != FoundKind.Link);

    public IEnumerable<FoundFile> Pictures => Files.Where(file => SourceNames.IsPicture(file.Path) && file.Path.Split('/')[..^1].All(SourceNames.IsSearched));

    /// <summary>Looks for files, never through symbolic links, and not in run folders below.</summary>
    /// <exception cref="IOException">The folder itself cannot be looked into.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself cannot be looked into.</exception>
    public static FoundFiles Find(string folder, CancellationToken cancellation)
    {
        var files = new List<FoundFile>();
        var unsearched = new List<UnsearchedFolder>();
        // No recursion: nobody says how deep the folders go.
        var waiting = new Stack<(string FullPath, string Path)>([(folder, "")]);
        while (waiting.TryPop(out var next))
        {
            // The drafts of a run are no manifests of the repository in which somebody stood.
            if (next.Path.Length > 0 && RunFolder.IsRun(next.FullPath))
                continue;
            try
            {
                foreach (var entry in new DirectoryInfo(next.FullPath).EnumerateFileSystemInfos("*", Everything))
                {
                    cancellation.ThrowIfCancellationRequested();
                    var (fullPath, path) = (Path.Combine(next.FullPath, entry.Name), next.Path + entry.Name);
                    if (entry is DirectoryInfo && entry.LinkTarget is null)
                    {
                        if (ManifestNames.IsSearched(entry.Name))
                            waiting.Push((fullPath, path + "/"));
                    }
                    else if (ManifestNames.IsManifest(entry.Name) || SourceNames.IsRead(entry.Name) || SourceNames.IsPicture(entry.Name))
                    {
                        files.Add(Classify(entry, fullPath, path));
                    }
                }
            }
            catch (Exception exception) when (next.Path.Length > 0 && exception is IOException or UnauthorizedAccessException)
            {
                unsearched.Add(new UnsearchedFolder(next.Path.TrimEnd('/'), exception));
            }
        }
        return new FoundFiles([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)], unsearched);
    }

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
    };

    private static FoundFile Classify(FileSystemInfo entry, string fullPath, string path)
    {
        if (entry.LinkTarget is not null)
            return new FoundFile(fullPath, path, FoundKind.Link, 0);
        if (RegularFile.Is(fullPath))
            return new FoundFile(fullPath, path, FoundKind.File, new FileInfo(fullPath).Length);
        return new FoundFile(fullPath, path, entry.Name.Contains('\uFFFD', StringComparison.Ordinal) ? FoundKind.Unnamable : FoundKind.Special, 0);
    }

    private static string Name(FoundFile file) => file.Path[(file.Path.LastIndexOf('/') + 1)..];
}
