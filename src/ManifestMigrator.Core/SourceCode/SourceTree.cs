using System.Text;
using ManifestMigrator.Json;

namespace ManifestMigrator.SourceCode;

/// <summary>The source code of a repository, each file lexed once for everything that looks at it.</summary>
public sealed class SourceTree
{
    private const string Server = "server";

    private readonly Dictionary<string, Package> _packages;
    private readonly Lazy<HashSet<string>> _reachable;
    private readonly ILookup<string, CodeFile> _byFolder;

    private SourceTree(IReadOnlyList<CodeFile> code, IReadOnlyList<string> bundles, IReadOnlySet<string> files, IReadOnlyList<Package> packages, IReadOnlySet<string> roots)
    {
        Code = code;
        Bundles = bundles;
        Files = files;
        Roots = roots;
        _packages = packages.ToDictionary(package => package.Folder, StringComparer.Ordinal);
        _byFolder = code.ToLookup(file => ModulePath.Folder(file.Path), StringComparer.Ordinal);
        _reachable = new Lazy<HashSet<string>>(() => Reachability.Follow(this, packages));
    }

    /// <summary>In ordinal order of the paths.</summary>
    internal IReadOnlyList<CodeFile> Code { get; }

    /// <summary>Paths of the files that were not read because a build made them.</summary>
    internal IReadOnlyList<string> Bundles { get; }

    /// <summary>Paths of all files that were given.</summary>
    internal IReadOnlySet<string> Files { get; }

    /// <summary>The folders where a konnector may begin: those of manifests and packages, the root, and that of the old server application.</summary>
    internal IReadOnlySet<string> Roots { get; }

    /// <summary>Reads the code of a repository. Never throws, whatever the files hold.</summary>
    /// <param name="files">The files that <see cref="SourceNames"/> selects; others are ignored.</param>
    /// <param name="manifests">Paths of all manifests of the repository.</param>
    public static SourceTree Read(IEnumerable<SourceFile> files, IEnumerable<string> manifests)
    {
        var given = files
            .Where(file => SourceNames.IsReadAt(file.Path))
            .DistinctBy(file => file.Path, StringComparer.Ordinal)
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var packages = given.Where(file => SourceNames.Name(file.Path) == SourceNames.Package).Select(SourceCode.Package.Read).ToList();
        var code = new List<CodeFile>();
        var bundles = new List<string>();
        foreach (var file in given.Where(file => SourceNames.IsCode(file.Path)))
        {
            if (CodeFile.Read(file) is { } read)
                code.Add(read);
            else
                bundles.Add(file.Path);
        }

        var roots = manifests.Select(ModulePath.Folder).Concat(packages.Select(package => package.Folder)).Concat(["", Server]).ToHashSet(StringComparer.Ordinal);
        return new SourceTree(code, bundles, given.Select(file => file.Path).ToHashSet(StringComparer.Ordinal), packages, roots);
    }

    /// <summary>The files of one folder, without those below it.</summary>
    internal IEnumerable<CodeFile> CodeIn(string folder) => _byFolder[folder];

    /// <summary>The version of cozy-konnector-libs that is installed for a file: the nearest package above that asks for one decides.</summary>
    internal LibsVersion? Libs(string file) => PackagesAbove(file).FirstOrDefault(package => package.Libs is not null)?.Libs;

    /// <summary>The package that a file belongs to: the nearest above it.</summary>
    internal Package? Package(string file) => PackagesAbove(file).FirstOrDefault();

    /// <summary>Whether a file is part of the konnector when it runs. What cannot be ruled out is.</summary>
    internal bool IsReachable(string file) => _reachable.Value.Contains(file);

    private IEnumerable<Package> PackagesAbove(string file) => ModulePath.FoldersAbove(file).Select(_packages.GetValueOrDefault).OfType<Package>();
}

/// <summary>A <c>package.json</c>, as far as it can be read.</summary>
/// <param name="Folder">Its folder; empty for the root.</param>
/// <param name="Version">Its version; <see langword="null"/> when it has none.</param>
/// <param name="Libs">The version of cozy-konnector-libs that it asks for; <see langword="null"/> when it asks for none.</param>
/// <param name="Entries">The words of <c>main</c>, <c>bin</c> and <c>scripts</c>, some of which are files that are run or built.</param>
internal sealed record Package(string Folder, string? Version, LibsVersion? Libs, IReadOnlyList<string> Entries)
{
    private static readonly string[] Dependencies = ["dependencies", "devDependencies", "peerDependencies"];

    public static Package Read(SourceFile file)
    {
        var root = SyntaxTree.Parse(Encoding.UTF8.GetString(file.Content ?? []).TrimStart('\uFEFF')).Root as ObjectNode;
        var requirement = Dependencies.Select(name => (root?[name] as ObjectNode)?[ModuleList.Libs]?.AsString()).FirstOrDefault(text => text is not null);
        return new Package(
            ModulePath.Folder(file.Path),
            root?["version"]?.AsString(),
            requirement is null ? null : LibsVersion.Parse(requirement),
            [.. Words(root).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Words(ObjectNode? root) =>
        from text in Texts(root?["main"]).Concat(Texts(root?["bin"])).Concat(Texts(root?["scripts"]))
        from word in text.Split([' ', '"', '\'', '=', ';'], StringSplitOptions.RemoveEmptyEntries)
        select word;

    private static IEnumerable<string> Texts(SyntaxNode? node) => node switch
    {
        ObjectNode group => group.Members.Select(member => member.Value.AsString()).OfType<string>(),
        not null when node.AsString() is { } text => [text],
        _ => [],
    };
}

/// <summary>Which files are loaded when the konnector runs, as far as imports show.</summary>
internal static class Reachability
{
    private static readonly string[] Usual = ["index", "konnector", "src/index", "src/konnector", "src/main"];

    /// <summary>
    /// The files that imports lead to from where a konnector begins. Where no beginning is known, or where a reached file computes the name
    /// of an import, every file may be reached.
    /// </summary>
    public static HashSet<string> Follow(SourceTree tree, IReadOnlyList<Package> packages)
    {
        var byPath = tree.Code.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(Entries(tree, packages).Where(byPath.ContainsKey));
        var isCertain = waiting.Count > 0;
        while (waiting.TryDequeue(out var path))
        {
            if (!reached.Add(path) || !byPath.TryGetValue(path, out var file))
                continue;

            isCertain &= SourceNames.IsTool(path) || !file.Imports.Any(import => import.IsDynamic);
            foreach (var import in file.Imports.Where(import => ModulePath.IsRelative(import.Specifier)))
            {
                if (ModulePath.FileAt(ModulePath.Resolve(path, import.Specifier).Path, tree.Files) is { } target)
                    waiting.Enqueue(target);
            }
        }
        return isCertain ? reached : [.. byPath.Keys];
    }

    private static IEnumerable<string> Entries(SourceTree tree, IReadOnlyList<Package> packages)
    {
        foreach (var package in packages)
        {
            foreach (var file in package.Entries.Select(entry => FileAt(tree, package.Folder, entry)).OfType<string>())
                yield return file;
        }

        foreach (var file in tree.Roots.SelectMany(root => Usual.Select(entry => FileAt(tree, root, entry))).OfType<string>())
            yield return file;
        foreach (var file in tree.Code.Where(file => SourceNames.IsTool(file.Path)).SelectMany(file => Named(tree, file)))
            yield return file;
    }

    /// <summary>The files that a tool's configuration names, such as the entry of webpack.</summary>
    private static IEnumerable<string> Named(SourceTree tree, CodeFile tool) => Enumerable
        .Range(0, tool.Tokens.Count)
        .Where(tool.Tokens.IsText)
        .Select(i => FileAt(tree, ModulePath.Folder(tool.Path), tool.Tokens.Word(i)))
        .OfType<string>();

    private static string? FileAt(SourceTree tree, string folder, string entry) =>
        ModulePath.FileAt(ModulePath.Resolve($"{folder}/".TrimStart('/'), entry).Path, tree.Files);
}
