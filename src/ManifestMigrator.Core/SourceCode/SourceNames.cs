namespace ManifestMigrator.SourceCode;

/// <summary>Which files of a repository are source code, and what for, by their names.</summary>
public static class SourceNames
{
    internal const string Package = "package.json";
    internal const string TypeScript = "tsconfig.json";

    private static readonly string[] Suffixes = [".js", ".coffee", ".ts", ".jsx", ".mjs", ".cjs", ".tsx"];
    private static readonly string[] Generated =
        [".git", "node_modules", "build", "dist", "coverage", ".yarn", "flow-typed", "bower_components"];

    private static readonly string[] TestFolders = ["test", "tests", "__tests__", "__mocks__", "jestHelpers"];
    private static readonly string[] ToolFolders = ["scripts", "bin", "data"];
    private static readonly string[] ForeignFolders = ["vendor"];
    private const string Build = "webpack";
    private static readonly string[] ToolNames = [Build, "babel", "jest", ".babel", ".eslint"];
    private static readonly string[] Pictures = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico"];

    private static readonly string[] OtherSuffixes = [".mts", ".cts", ".es6", ".es", ".litcoffee", ".iced", ".ls", Minified];
    private const string Minified = ".min.js";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaximumLength = 4_000_000;

    /// <summary>Whether a file of this name is to be read.</summary>
    public static bool IsRead(string name) => name is Package or TypeScript || IsLock(name) || IsCode(name);

    /// <summary>Whether a file at this path is to be read.</summary>
    public static bool IsReadAt(string path) => IsRead(Name(path)) && path.Split('/')[..^1].All(IsSearched);

    /// <summary>Whether a folder of this name may hold source code; what is in the others was generated or comes from elsewhere.</summary>
    public static bool IsSearched(string folder) => !Generated.Contains(folder, StringComparer.Ordinal);

    /// <summary>Whether a file of this name is source code, and no bundle by its name.</summary>
    public static bool IsCode(string path) =>
        Array.Exists(Suffixes, suffix => path.EndsWith(suffix, StringComparison.Ordinal))
            && !path.EndsWith(Minified, StringComparison.Ordinal);

    /// <summary>
    /// Whether a file of this name is a picture, and may be the icon of a konnector. Only where it stands is wanted, not its content.
    /// </summary>
    public static bool IsPicture(string name) => Array.Exists(Pictures, suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file at this path would be code that is not read: it was generated, or is written in another language.</summary>
    internal static bool IsPassedOver(string path) =>
        !path.Split('/')[..^1].All(IsSearched) || Array.Exists(OtherSuffixes, suffix => path.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>Whether a file says which versions of packages are installed.</summary>
    internal static bool IsLock(string path) => LockFile.Names.Contains(Name(path), StringComparer.Ordinal);

    /// <summary>Whether a file is the configuration of a build.</summary>
    internal static bool IsBuild(string path) => Name(path).StartsWith(Build, StringComparison.Ordinal);

    internal static bool IsCoffee(string path) => path.EndsWith(".coffee", StringComparison.Ordinal);

    /// <summary>Whether only tests load a file.</summary>
    internal static bool IsTest(string path) =>
        HasFolder(path, TestFolders)
            || Name(path).Contains(".spec.", StringComparison.Ordinal)
            || Name(path).Contains(".test.", StringComparison.Ordinal);

    /// <summary>Whether a file stands where people put the code of others.</summary>
    internal static bool IsForeign(string path) => HasFolder(path, ForeignFolders);

    /// <summary>Whether a file belongs to how a konnector is built and not to the konnector.</summary>
    internal static bool IsTool(string path) =>
        HasFolder(path, ToolFolders) || Array.Exists(ToolNames, name => Name(path).StartsWith(name, StringComparison.Ordinal));

    /// <summary>The name of a file without its folders.</summary>
    internal static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool HasFolder(string path, string[] folders) =>
        path.Split('/')[..^1].Any(folder => folders.Contains(folder, StringComparer.Ordinal));
}
