using ManifestMigrator.References.Fields;
using ManifestMigrator.References.Tree;

namespace ManifestMigrator.References;

/// <summary>Reads the source code of a repository: the shared modules it uses, and whether its fields survive the migration.</summary>
/// <remarks>Of the code itself nothing but the names of modules and fields comes into the report: others' code may hold secrets.</remarks>
public static class SourceReferences
{
    /// <summary>Never throws, whatever the files hold.</summary>
    /// <param name="files">The files whose names <see cref="SourceNames"/> wants to be read; others are passed over.</param>
    /// <param name="manifests">All manifests of the repository.</param>
    public static SourceReport Of(IEnumerable<SourceFile> files, IReadOnlyList<MigratedManifest> manifests)
    {
        var tree = SourceTree.Read(files, manifests.Select(manifest => manifest.Path));
        return new SourceReport(
            [.. ReferenceScan.Of(tree)],
            [.. tree.Bundles.Select(path => new SourceFinding("", SourceFindings.Bundle(path))), .. FieldFindings.Of(tree, manifests)]);
    }
}
