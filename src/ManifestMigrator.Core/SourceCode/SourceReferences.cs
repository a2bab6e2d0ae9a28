using ManifestMigrator.SourceCode.Beside;
using ManifestMigrator.SourceCode.Fields;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode;

/// <summary>Reads the source code of a repository: the shared modules it uses, whether its fields survive the migration, and what beside the manifest does not fit it.</summary>
/// <remarks>Of the code itself nothing but the names of modules and fields comes into the report: others' code may hold secrets.</remarks>
public static class SourceReferences
{
    /// <summary>Never throws, whatever the files hold.</summary>
    /// <param name="files">The files whose names <see cref="SourceNames"/> wants to be read; others are passed over.</param>
    /// <param name="manifests">All manifests of the repository.</param>
    /// <param name="pictures">Paths of the files that <see cref="SourceNames.IsPicture"/> knows; <see langword="null"/> when nobody looked for them.</param>
    public static SourceReport Find(IEnumerable<SourceFile> files, IReadOnlyList<MigratedManifest> manifests, IReadOnlyList<string>? pictures = null)
    {
        var tree = SourceTree.Read(files, manifests.Select(manifest => manifest.Path));
        var references = ReferenceScan.Scan(tree).ToList();
        var findings =
            from konnector in Konnector.In(tree, manifests)
            from finding in FieldFindings.Find(konnector, tree).Concat(BesideFindings.Find(konnector, tree, pictures, references))
            select new SourceFinding(konnector.Path, finding);
        return new SourceReport(references, [.. tree.Bundles.Select(path => new SourceFinding("", SourceFindings.Bundle(path))), .. findings]);
    }
}
