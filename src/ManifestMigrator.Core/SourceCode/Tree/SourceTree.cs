using ManifestMigrator.SourceCode.Modules;

namespace ManifestMigrator.SourceCode.Tree;

/// <summary>The source code of a repository.</summary>
internal sealed class SourceTree
{
    private const string Server = "server";

    private readonly Dictionary<string, Package> _packages;
    private readonly HashSet<string> _reachable;

    private SourceTree(IReadOnlyList<CodeFile> code, IReadOnlyList<string> bundles, IReadOnlySet<string> files, IReadOnlyList<Package> packages, IReadOnlyList<string> roots)
    {
        Code = code;
        Bundles = bundles;
        Files = files;
        Roots = roots;
        _packages = packages.ToDictionary(package => package.Folder, StringComparer.Ordinal);
        _reachable = Reachability.Follow(this, packages);
    }

    /// <summary>In ordinal order of the paths.</summary>
    public IReadOnlyList<CodeFile> Code { get; }

    /// <summary>Paths of what was not read because a build made it.</summary>
    public IReadOnlyList<string> Bundles { get; }

    /// <summary>Paths of all files that were given.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>The folders in which a konnector begins: those of manifests and packages, the root, and that of the server application.</summary>
    public IReadOnlyList<string> Roots { get; }

    public static SourceTree Read(IEnumerable<SourceFile> files, IEnumerable<string> manifests)
    {
        var given = files
            .Where(file => SourceNames.IsReadAt(file.Path))
            .DistinctBy(file => file.Path, StringComparer.Ordinal)
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var packages = given.Where(file => SourceNames.Name(file.Path) == SourceNames.Package).Select(Tree.Package.Read).ToList();
        var code = new List<CodeFile>();
        var bundles = new List<string>();
        foreach (var file in given.Where(file => SourceNames.IsCode(file.Path)))
        {
            if (CodeFile.Read(file) is { } read)
                code.Add(read);
            else
                bundles.Add(file.Path);
        }

        var roots = manifests.Select(ModulePath.Folder).Concat(packages.Select(package => package.Folder)).Concat(["", Server]).Distinct(StringComparer.Ordinal).ToList();
        return new SourceTree(code, bundles, given.Select(file => file.Path).ToHashSet(StringComparer.Ordinal), packages, roots);
    }

    /// <summary>The version of cozy-konnector-libs that is installed for a file: the nearest package above it says which.</summary>
    public LibsVersion? Libs(string file) => Nearest(file, package => package.Libs is not null)?.Libs;

    /// <summary>The package that a file belongs to: the nearest above it.</summary>
    public Package? Package(string file) => Nearest(file, _ => true);

    /// <summary>Whether a file is part of the konnector when it runs. What cannot be ruled out is.</summary>
    public bool IsReachable(string file) => _reachable.Contains(file);

    private Package? Nearest(string file, Func<Package, bool> counts) =>
        ModulePath.Nearest(file, _packages.Values.Where(counts).Select(package => package.Folder)) is { } folder ? _packages[folder] : null;
}
