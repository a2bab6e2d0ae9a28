using ManifestMigrator.Json;
using ManifestMigrator.SourceCode.Modules;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode;

/// <summary>A manifest as the migration leaves it, and the code that belongs to it.</summary>
/// <param name="Path">Path of the manifest in the repository.</param>
/// <param name="Before">What stands in it now; <see langword="null"/> when that is no object.</param>
/// <param name="Manifest">What stands in it after the migration.</param>
/// <param name="Code">The code of the konnector, without tests and tools.</param>
internal sealed record Konnector(string Path, ObjectNode? Before, ObjectNode Manifest, IReadOnlyList<CodeFile> Code)
{
    /// <summary>The folder of the manifest; empty for the root.</summary>
    public string Folder => ModulePath.Folder(Path);

    /// <summary>The konnectors of a repository. Code belongs to the manifest that is nearest above it.</summary>
    public static IEnumerable<Konnector> In(SourceTree tree, IReadOnlyList<MigratedManifest> manifests)
    {
        var folders = manifests.Select(manifest => ModulePath.Folder(manifest.Path)).ToList();
        return
            from manifest in manifests
            where manifest.After is not null
            let after = Root(manifest.After!)
            where after is not null
            let folder = ModulePath.Folder(manifest.Path)
            select new Konnector(manifest.Path, Root(manifest.Before), after, [.. tree.Code.Where(file => IsKonnector(file.Path) && (manifests.Count == 1 || ModulePath.Nearest(file.Path, folders) == folder))]);
    }

    private static ObjectNode? Root(string manifest) => SyntaxTree.Parse(manifest).Root as ObjectNode;

    private static bool IsKonnector(string path) => !SourceNames.IsTest(path) && !SourceNames.IsTool(path);
}
