using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode;

/// <summary>What the source code of a repository says about its migration.</summary>
/// <param name="References">Uses of shared modules, in the order of the files and of their code.</param>
/// <param name="Findings">Whether the fields that code reads survive, and what beside the manifest does not fit it; an error blocks its manifest.</param>
/// <remarks>Of the code itself nothing but the names of modules and fields gets into the report: other people's code may hold secrets.</remarks>
public sealed record SourceReport(IReadOnlyList<Reference> References, IReadOnlyList<SourceFinding> Findings)
{
    /// <param name="tree">The code of the repository.</param>
    /// <param name="manifests">All its manifests.</param>
    /// <param name="pictures">Paths of the files that <see cref="SourceNames.IsPicture"/> knows; <see langword="null"/> when they were not looked for.</param>
    public static SourceReport Create(SourceTree tree, IReadOnlyList<MigratedManifest> manifests, IReadOnlyList<string>? pictures = null)
    {
        var references = ReferenceScan.Scan(tree).ToList();
        var packaging = new Packaging(tree, pictures);
        var byFile = references.ToLookup(reference => reference.Path, StringComparer.Ordinal);
        var findings =
            from konnector in KonnectorCode.Assign(tree, manifests)
            from finding in FieldFindings.Find(konnector, tree).Concat(packaging.Findings(konnector)).Concat(Doctypes.Findings(konnector, tree, byFile))
            select new SourceFinding(konnector.Path, finding);
        return new SourceReport(references, [.. Unread(tree).Select(finding => new SourceFinding("", finding)), .. findings]);
    }

    private static IEnumerable<Finding> Unread(SourceTree tree) =>
        from file in tree.Unread
        where !SourceNames.IsForeign(file.Path) || tree.Loaded.Value.Contains(file.Path)
        select file.IsBundle ? SourceFindings.Bundle(file.Path) : SourceFindings.TooLarge(file.Path);
}

/// <summary>A finding and the manifest it is about.</summary>
/// <param name="Manifest">Path of the manifest; empty when it is about the repository as a whole.</param>
/// <param name="Finding">The finding.</param>
public sealed record SourceFinding(string Manifest, Finding Finding);

/// <summary>A file of a repository.</summary>
/// <param name="Path">Path in the repository, with forward slashes.</param>
/// <param name="Content">The whole file; <see langword="null"/> when it is larger than <see cref="SourceNames.MaximumLength"/>.</param>
public sealed record SourceFile(string Path, byte[]? Content);

/// <summary>A manifest of the repository, for the code to be compared with.</summary>
/// <param name="Path">Path in the repository.</param>
/// <param name="Before">Its text as it was read.</param>
/// <param name="After">Its text after the migration; <see langword="null"/> when there will be none.</param>
public sealed record MigratedManifest(string Path, string Before, string? After);

/// <summary>A manifest as the migration leaves it, and the code that belongs to it.</summary>
/// <param name="Path">Path of the manifest in the repository.</param>
/// <param name="Before">Its value now; <see langword="null"/> when that is no object.</param>
/// <param name="Manifest">Its value after the migration.</param>
/// <param name="Code">The code of the konnector, without tests, tools and what belongs to others, unless the konnector imports it.</param>
/// <param name="IsAlone">Whether the repository has no other manifest.</param>
internal sealed record KonnectorCode(string Path, ObjectNode? Before, ObjectNode Manifest, IReadOnlyList<CodeFile> Code, bool IsAlone)
{
    /// <summary>The folder of the manifest; empty for the root.</summary>
    public string Folder => ModulePath.Folder(Path);

    /// <summary>Gives each file of code to the manifest that is nearest above it, and all of them to a manifest that is alone.</summary>
    public static IEnumerable<KonnectorCode> Assign(SourceTree tree, IReadOnlyList<MigratedManifest> manifests)
    {
        var folders = manifests.Select(manifest => ModulePath.Folder(manifest.Path)).ToHashSet(StringComparer.Ordinal);
        var isAlone = manifests.Count == 1;
        var code = tree.Code
            .Where(file => tree.IsOwn(file.Path))
            .ToLookup(file => isAlone ? folders.First() : ModulePath.FoldersAbove(file.Path).FirstOrDefault(folders.Contains), StringComparer.Ordinal);
        return
            from manifest in manifests
            where manifest.After is not null
            let after = Root(manifest.After!)
            where after is not null
            select new KonnectorCode(manifest.Path, Root(manifest.Before), after, [.. code[ModulePath.Folder(manifest.Path)]], isAlone);
    }

    /// <summary>Whether a file that was not read would belong to it.</summary>
    public bool Owns(string file) => IsAlone || ModulePath.FoldersAbove(file).Contains(Folder, StringComparer.Ordinal);

    private static ObjectNode? Root(string manifest) => SyntaxTree.Parse(manifest).Root as ObjectNode;
}
