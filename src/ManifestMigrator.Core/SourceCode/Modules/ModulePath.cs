namespace ManifestMigrator.SourceCode.Modules;

/// <summary>Paths of modules as the files of a repository name them.</summary>
internal static class ModulePath
{
    private static readonly string[] Suffixes = ["", ".js", ".coffee", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", "/index.js", "/index.coffee", "/index.ts"];

    public static bool IsRelative(string specifier) =>
        specifier is "." or ".." || specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal);

    /// <summary>The path a relative specifier means, from the root of the repository.</summary>
    /// <param name="file">The file that names it.</param>
    /// <param name="specifier">The specifier.</param>
    /// <returns>
    /// Steps above the root are left out: files were moved out of a server application without a change, and a host put the modules where
    /// they looked for them. <c>IsAbove</c> tells that there are any.
    /// </returns>
    public static (string Path, bool IsAbove) Resolve(string file, string specifier)
    {
        var parts = new List<string>(file.Split('/')[..^1]);
        var isAbove = false;
        foreach (var part in specifier.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                isAbove = true;
        }
        return (string.Join('/', parts), isAbove);
    }

    /// <summary>The file that is loaded for a path; <see langword="null"/> when there is none.</summary>
    public static string? FileAt(string path, IReadOnlySet<string> files) =>
        Suffixes.Select(suffix => path.Length == 0 ? suffix.TrimStart('/') : path + suffix).FirstOrDefault(files.Contains);

    /// <summary>A path without what node adds to it.</summary>
    public static string WithoutSuffix(string path)
    {
        var suffix = Suffixes.Where(suffix => suffix.Length > 0).FirstOrDefault(suffix => path.EndsWith(suffix, StringComparison.Ordinal));
        return suffix is null ? path : path[..^suffix.Length];
    }

    /// <summary>The folder a file stands in; empty for the root.</summary>
    public static string Folder(string file) => file.LastIndexOf('/') is >= 0 and var slash ? file[..slash] : "";

    /// <summary>Whether a file stands in a folder or below it.</summary>
    public static bool IsIn(string file, string folder) => folder.Length == 0 || (file.StartsWith(folder, StringComparison.Ordinal) && file.Length > folder.Length && file[folder.Length] == '/');

    /// <summary>The folder, of those that are given, that stands nearest above a file; <see langword="null"/> when none does.</summary>
    public static string? Nearest(string file, IEnumerable<string> folders) => folders.Where(folder => IsIn(file, folder)).MaxBy(folder => folder.Length);
}
