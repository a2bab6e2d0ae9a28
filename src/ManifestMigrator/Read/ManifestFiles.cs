namespace ManifestMigrator.Read;

/// <summary>Finds manifests in a folder, never through symbolic links.</summary>
internal static class ManifestFiles
{
    /// <summary>The manifests below a folder, in ordinal order of their paths; a path begins with the folder as it was given.</summary>
    public static IEnumerable<string> In(string folder) => In(folder, ManifestNames.IsSearched, ManifestNames.IsManifest);

    /// <summary>The files below a folder, in the same order, whose names and folders pass a filter.</summary>
    public static IEnumerable<string> In(string folder, Func<string, bool> entersFolder, Func<string, bool> takesFile) =>
        Search(folder, entersFolder, takesFile).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Search(string folder, Func<string, bool> entersFolder, Func<string, bool> takesFile)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => takesFile(Path.GetFileName(file))))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => entersFolder(Path.GetFileName(inner)) && !IsLink(inner)))
        {
            foreach (var file in Search(inner, entersFolder, takesFile))
                yield return file;
        }
    }

    /// <summary>Whether a path is a symbolic link.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
