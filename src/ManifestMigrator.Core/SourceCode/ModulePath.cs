namespace ManifestMigrator.SourceCode;

/// <summary>Paths of modules, with forward slashes, from the root of a repository.</summary>
internal static class ModulePath
{
    /// <summary>What modules of TypeScript are called once they are compiled, and so in imports.</summary>
    private const string Compiled = ".js";

    private static readonly string[] Suffixes = ["", ".js", ".coffee", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", "/index.js", "/index.coffee",
        "/index.ts"];

    public static bool IsRelative(string specifier) =>
        specifier is "." or ".." || specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal);

    /// <summary>The path that a relative specifier means.</summary>
    /// <param name="file">The file that names it.</param>
    /// <param name="specifier">The specifier.</param>
    /// <returns>
    /// Steps above the root are left out: files were moved out of a server application unchanged, and a host put the modules where
    /// they looked for them. <c>IsAbove</c> says whether there are any.
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
        Suffixes.Select(suffix => path.Length == 0 ? suffix.TrimStart('/') : path + suffix)
            .Concat(path.EndsWith(Compiled, StringComparison.Ordinal) ? [path[..^Compiled.Length] + ".ts", path[..^Compiled.Length] + ".tsx"] : [])
            .FirstOrDefault(files.Contains);

    /// <summary>A path without what node adds to it.</summary>
    public static string WithoutSuffix(string path)
    {
        var suffix = Suffixes.Where(suffix => suffix.Length > 0).FirstOrDefault(suffix => path.EndsWith(suffix, StringComparison.Ordinal));
        return suffix is null ? path : path[..^suffix.Length];
    }

    /// <summary>The folder of a file; empty for the root.</summary>
    public static string Folder(string file) => file.LastIndexOf('/') is >= 0 and var slash ? file[..slash] : "";

    /// <summary>The folders above a file, the nearest first, the root (an empty path) last.</summary>
    public static IEnumerable<string> FoldersAbove(string file)
    {
        while (file.Length > 0)
        {
            file = Folder(file);
            yield return file;
        }
    }
}
