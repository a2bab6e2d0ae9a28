using System.Text;
using ManifestMigrator.Json;

namespace ManifestMigrator.SourceCode;

/// <summary>The source code of a repository, each file lexed once for everything that looks at it.</summary>
public sealed class SourceTree
{
    private const string Server = "server";

    private readonly Dictionary<string, CodeFile> _byPath;
    private readonly ILookup<string, CodeFile> _byFolder;
    private readonly Dictionary<string, Package> _packages;
    private readonly ILookup<string, Package> _packagesByName;
    private readonly ILookup<string, LockFile> _locks;
    private readonly ModuleFolders _moduleFolders;
    private readonly Lazy<HashSet<string>> _reachable;

    private SourceTree(IReadOnlyList<CodeFile> code, IReadOnlyList<UnreadFile> unread, IReadOnlySet<string> files,
        IReadOnlyList<Package> packages, IReadOnlySet<string> roots, IReadOnlyList<SourceFile> others)
    {
        Unread = unread;
        Files = files;
        Roots = roots;
        _packages = packages.ToDictionary(package => package.Folder, StringComparer.Ordinal);
        _packagesByName = packages.Where(package => package.Name is not null).ToLookup(package => package.Name!, StringComparer.Ordinal);
        _byPath = code.ToDictionary(file => file.Path, StringComparer.Ordinal);
        _locks = others.Where(file => SourceNames.IsLock(file.Path)).ToLookup(file => ModulePath.Folder(file.Path), file => new LockFile(file), StringComparer.Ordinal);
        _moduleFolders = ModuleFolders.Read(
            code.Where(file => SourceNames.IsBuild(file.Path)), others.Where(file => SourceNames.Name(file.Path) == SourceNames.TypeScript));
        _reachable = new Lazy<HashSet<string>>(() => Reachability.Follow(this, packages));

        Code = code;
        Loaded = new Lazy<IReadOnlySet<string>>(() => Reachability.Loaded(this, packages));
        Code = [.. code.Where(file => !SourceNames.IsForeign(file.Path) || Loaded.Value.Contains(file.Path))];
        _byFolder = Code.ToLookup(file => ModulePath.Folder(file.Path), StringComparer.Ordinal);
    }

    /// <summary>In ordinal order of the paths.</summary>
    internal IReadOnlyList<CodeFile> Code { get; }

    /// <summary>The files that were not read.</summary>
    internal IReadOnlyList<UnreadFile> Unread { get; }

    /// <summary>Paths of all files that were given.</summary>
    internal IReadOnlySet<string> Files { get; }

    /// <summary>The folders where a konnector may begin: those of manifests and packages, the root, and that of the old server application.</summary>
    internal IReadOnlySet<string> Roots { get; }

    /// <summary>The files of tools, data and vendors that a konnector itself imports.</summary>
    internal Lazy<IReadOnlySet<string>> Loaded { get; }

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
        var unread = new List<UnreadFile>();
        foreach (var file in given.Where(file => SourceNames.IsCode(file.Path)))
        {
            if (CodeFile.Read(file) is { } read)
                code.Add(read);
            else
                unread.Add(new UnreadFile(file.Path, IsBundle: file.Content is { Length: <= SourceNames.MaximumLength }));
        }

        var roots = manifests
            .Select(ModulePath.Folder)
            .Concat(packages.Select(package => package.Folder))
            .Concat(["", Server])
            .ToHashSet(StringComparer.Ordinal);
        var others = given.Where(file => !SourceNames.IsCode(file.Path)).ToList();
        return new SourceTree(code, unread, given.Select(file => file.Path).ToHashSet(StringComparer.Ordinal), packages, roots, others);
    }

    /// <summary>Whether any code uses a module that konnectors share.</summary>
    internal bool UsesKonnectorLibrary => _packages.Values.Any(package => package.Requirement is not null) || ReferenceScan.Scan(this).Any();

    /// <summary>The files of one folder, without those below it.</summary>
    internal IEnumerable<CodeFile> CodeIn(string folder) => _byFolder[folder];

    /// <summary>The file at a path; <see langword="null"/> where no code was read.</summary>
    internal CodeFile? CodeAt(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The file of the repository that an import loads; <see langword="null"/> for a package from elsewhere.</summary>
    internal string? PathOf(string importer, string specifier)
    {
        if (ModulePath.IsRelative(specifier))
            return ModulePath.FileAt(ModulePath.Resolve(importer, specifier).Path, Files);
        if (_moduleFolders.Candidates(importer, specifier)
            .Select(path => ModulePath.FileAt(path, Files))
            .FirstOrDefault(path => path is not null) is { } own)
            return own;

        var parts = specifier.Split('/');
        var length = specifier.StartsWith('@') ? 2 : 1;
        return parts.Length < length || _packagesByName[string.Join('/', parts[..length])].FirstOrDefault() is not { } package
            ? null
            : ModulePath.FileAt(ModulePath.Resolve($"{package.Folder}/".TrimStart('/'), parts.Length > length
                ? string.Join('/', parts[length..])
                : package.Main ?? "index").Path, Files);
    }

    /// <summary>The code that an import loads; <see langword="null"/> where none was read.</summary>
    internal CodeFile? Imported(string importer, string specifier) => PathOf(importer, specifier) is { } path ? CodeAt(path) : null;

    /// <summary>Some files, and all code of the repository that they import.</summary>
    internal IReadOnlyList<CodeFile> WithImports(IEnumerable<CodeFile> files)
    {
        var found = new List<CodeFile>();
        var seen = new HashSet<CodeFile>();
        var waiting = new Queue<CodeFile>(files);
        while (waiting.TryDequeue(out var file))
        {
            if (!seen.Add(file))
                continue;
            found.Add(file);
            foreach (var import in file.Imports.Where(import => !import.IsDynamic))
            {
                if (Imported(file.Path, import.Specifier) is { } imported)
                    waiting.Enqueue(imported);
            }
        }
        return found;
    }

    /// <summary>
    /// The versions of cozy-konnector-libs that may be installed for a file: the nearest package above that asks for it decides, and the
    /// nearest lock file that fits.
    /// </summary>
    internal LibsVersions? Libs(string file) =>
        PackagesAbove(file).FirstOrDefault(package => package.Requirement is not null) is not { } package
            ? null
            : ModulePath.FoldersAbove($"{package.Folder}/".TrimStart('/') + SourceNames.Package)
                .SelectMany(folder => _locks[folder])
                .Select(found => found.Find(package))
                .FirstOrDefault(version => version is not null) ?? LibsVersions.Parse(package.Requirement!, SourceNames.Package);

    /// <summary>The package that a file belongs to: the nearest above it.</summary>
    internal Package? Package(string file) => PackagesAbove(file).FirstOrDefault();

    /// <summary>Whether a file is part of the konnector when it runs. What cannot be ruled out is.</summary>
    internal bool IsReachable(string file) => _reachable.Value.Contains(file);

    /// <summary>Whether a file is code of a konnector and not of its tests, its tools or others.</summary>
    internal bool IsOwn(string file) =>
        !SourceNames.IsTest(file) && ((!SourceNames.IsTool(file) && !SourceNames.IsForeign(file)) || Loaded.Value.Contains(file));

    private IEnumerable<Package> PackagesAbove(string file) => ModulePath.FoldersAbove(file).Select(_packages.GetValueOrDefault).OfType<Package>();
}

/// <summary>A file of code that was not read.</summary>
/// <param name="Path">Its path.</param>
/// <param name="IsBundle">Whether a build made it; otherwise it is too large.</param>
internal sealed record UnreadFile(string Path, bool IsBundle);

/// <summary>A <c>package.json</c>, as far as it can be read.</summary>
/// <param name="Folder">Its folder; empty for the root.</param>
/// <param name="Name">Its name; <see langword="null"/> when it has none.</param>
/// <param name="Version">Its version; <see langword="null"/> when it has none.</param>
/// <param name="Main">The file it begins with; <see langword="null"/> when it does not say.</param>
/// <param name="Requirement">What it asks for of cozy-konnector-libs; <see langword="null"/> when it asks for none.</param>
/// <param name="Entries">The words of <c>main</c>, <c>bin</c> and <c>scripts</c>, some of which are files that are run or built.</param>
internal sealed record Package(string Folder, string? Name, string? Version, string? Main, string? Requirement, IReadOnlyList<string> Entries)
{
    private static readonly string[] Dependencies = ["dependencies", "devDependencies", "peerDependencies"];

    public static Package Read(SourceFile file)
    {
        var root = SyntaxTree.Parse(Encoding.UTF8.GetString(file.Content ?? []).TrimStart('\uFEFF')).Root as ObjectNode;
        var requirement = Dependencies
            .Select(name => (root?[name] as ObjectNode)?[ModuleList.Libs]?.AsString())
            .FirstOrDefault(text => text is not null);
        return new Package(
            ModulePath.Folder(file.Path),
            root?["name"]?.AsString(),
            root?["version"]?.AsString(),
            root?["main"]?.AsString(),
            requirement,
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
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var isCertain = Follow(tree, Entries(tree, packages), reached);
        return isCertain && reached.Count > 0 ? reached : [.. tree.Code.Select(file => file.Path), .. tree.Unread.Select(file => file.Path)];
    }

    /// <summary>The files that imports lead to from the code of konnectors, and where packages begin.</summary>
    public static HashSet<string> Loaded(SourceTree tree, IReadOnlyList<Package> packages)
    {
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        var begins = packages
            .Where(package => package.Main is not null)
            .Select(package => FileAt(tree, package.Folder, package.Main!))
            .OfType<string>();
        var own = tree.Code.Select(file => file.Path).Where(path => !SourceNames.IsTest(path)
            && !SourceNames.IsTool(path)
            && !SourceNames.IsForeign(path));
        Follow(tree, begins.Concat(own), loaded);
        return loaded;
    }

    /// <summary>Adds what imports lead to.</summary>
    /// <returns>Whether all imports are known.</returns>
    private static bool Follow(SourceTree tree, IEnumerable<string> begins, HashSet<string> reached)
    {
        var waiting = new Queue<string>(begins);
        var isCertain = true;
        while (waiting.TryDequeue(out var path))
        {
            if (!reached.Add(path) || tree.CodeAt(path) is not { } file)
                continue;

            isCertain &= SourceNames.IsTool(path) || !file.Imports.Any(import => import.IsDynamic);
            foreach (var import in file.Imports.Where(import => !import.IsDynamic))
            {
                if (tree.PathOf(path, import.Specifier) is { } target)
                    waiting.Enqueue(target);
            }
        }
        return isCertain;
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
        ModulePath.FileAt(ModulePath.Resolve($"{folder}/".TrimStart('/'), entry).Path, tree.Files) is { } path
            && SourceNames.IsCode(path)
                ? path
                : null;
}

/// <summary>The folders where a build looks for modules by name: <c>resolve.modules</c> and <c>resolve.alias</c> of webpack.</summary>
internal sealed class ModuleFolders
{
    private static readonly string[] PathFunctions = ["resolve", "join"];

    private readonly Dictionary<string, List<(string Prefix, string Folder)>> _folders = new(StringComparer.Ordinal);

    public static ModuleFolders Read(IEnumerable<CodeFile> builds, IEnumerable<SourceFile> configurations)
    {
        var folders = new ModuleFolders();
        foreach (var build in builds)
            folders.Read(build);
        foreach (var configuration in configurations)
            folders.Read(configuration);
        return folders;
    }

    /// <summary>Reads <c>baseUrl</c> and <c>paths</c> of a <c>tsconfig.json</c>.</summary>
    private void Read(SourceFile configuration)
    {
        var root = SyntaxTree.Parse(Encoding.UTF8.GetString(configuration.Content ?? []).TrimStart('\uFEFF')).Root as ObjectNode;
        if (root?["compilerOptions"] is not ObjectNode options)
            return;

        var above = ModulePath.Folder(configuration.Path);
        var origin = options["baseUrl"]?.AsString();
        if (origin is not null)
            Add(above, "", origin);
        foreach (var path in (options["paths"] as ObjectNode)?.Members ?? [])
        {
            foreach (var target in (path.Value as ArrayNode)?.Items.Select(item => item.AsString()).OfType<string>() ?? [])
                Add(above, path.Key.TrimEnd('*').TrimEnd('/'), $"{origin}/{target.TrimEnd('*')}");
        }
    }

    /// <summary>Where a module may be that is named without a path.</summary>
    public IEnumerable<string> Candidates(string importer, string specifier) =>
        from above in ModulePath.FoldersAbove(importer)
        from entry in _folders.GetValueOrDefault(above, [])
        where entry.Prefix.Length == 0 || specifier == entry.Prefix || specifier.StartsWith(entry.Prefix + "/", StringComparison.Ordinal)
        select $"{entry.Folder}/{specifier[entry.Prefix.Length..].TrimStart('/')}".Trim('/');

    private void Read(CodeFile build)
    {
        var tokens = build.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, "modules") && tokens.Is(i + 1, ":") && tokens.Is(i + 2, "[") && tokens.Partner(i + 2) is > 0 and var closing)
            {
                foreach (var item in new TokenRange(tokens, i + 3, closing).BetweenCommas())
                    Add(build, "", item);
            }
            else if (tokens.Is(i, "alias") && tokens.Is(i + 1, ":") && tokens.Is(i + 2, "{") && tokens.Partner(i + 2) is > 0 and var end)
            {
                foreach (var member in new TokenRange(tokens, i + 3, end).BetweenCommas().Where(member => member.BeginsWithKey))
                    Add(build, tokens.Word(member.Start), member with { Start = member.Start + 2 });
            }
        }
    }

    private void Add(CodeFile build, string prefix, TokenRange value)
    {
        var tokens = value.Tokens;
        if (value.Length == 1 && tokens.IsName(value.Start) && build.Structure.Resolve(value.Start) is { Value: >= 0 } constant)
            value = value with { Start = constant.Value, End = build.Structure.Layout.ExpressionEnd(constant.Value) };
        var texts = Enumerable.Range(value.Start, value.Length).Where(tokens.IsText).Select(tokens.Word).ToList();
        var isPath = value.Length == 1 || Enumerable.Range(value.Start, value.Length).Any(i => tokens.IsAny(i, PathFunctions));
        var folder = string.Join('/', texts);
        if (!isPath
            || texts.Count == 0
            || folder == "node_modules"
            || folder.EndsWith("/node_modules", StringComparison.Ordinal)
            || folder.StartsWith('/'))
            return;
        Add(ModulePath.Folder(build.Path), prefix, folder);
    }

    private void Add(string above, string prefix, string folder)
    {
        if (!_folders.TryGetValue(above, out var known))
            _folders[above] = known = [];
        known.Add((prefix, ModulePath.Resolve($"{above}/".TrimStart('/'), folder).Path));
    }
}
