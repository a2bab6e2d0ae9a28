using ManifestMigrator.SourceCode.Modules;

namespace ManifestMigrator.SourceCode.Tree;

/// <summary>Which files are loaded when the konnector runs, as far as imports tell.</summary>
internal static class Reachability
{
    private static readonly string[] Usual = ["index", "konnector", "src/index", "src/konnector", "src/main"];

    /// <summary>
    /// The files that imports lead to from where a konnector begins. Where no beginning is known, or where something that is reached
    /// imports what it computes, every file may be reached.
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
            foreach (var file in package.Entries.Select(entry => At(tree, package.Folder, entry)).OfType<string>())
                yield return file;
        }

        foreach (var file in tree.Roots.SelectMany(root => Usual.Select(entry => At(tree, root, entry))).OfType<string>())
            yield return file;
        foreach (var file in tree.Code.Where(file => SourceNames.IsTool(file.Path)).SelectMany(file => Named(tree, file)))
            yield return file;
    }

    /// <summary>The files that a tool's configuration names, such as the entry of webpack.</summary>
    private static IEnumerable<string> Named(SourceTree tree, CodeFile tool) => Enumerable
        .Range(0, tool.Tokens.Count)
        .Where(tool.Tokens.IsText)
        .Select(i => At(tree, ModulePath.Folder(tool.Path), tool.Tokens.Word(i)))
        .OfType<string>();

    private static string? At(SourceTree tree, string folder, string entry) =>
        ModulePath.FileAt(ModulePath.Resolve($"{folder}/".TrimStart('/'), entry).Path, tree.Files);
}
