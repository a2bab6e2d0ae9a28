using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode.Beside;

/// <summary>Compares a manifest with the files beside it. What is wrong there was so before: nothing of it blocks.</summary>
internal static class BesideFindings
{
    /// <param name="konnector">The manifest and its code.</param>
    /// <param name="tree">The source code of the repository.</param>
    /// <param name="pictures">Paths of the pictures in the repository; <see langword="null"/> when nobody looked for them.</param>
    /// <param name="references">The shared modules that the code uses.</param>
    public static IEnumerable<Finding> Find(Konnector konnector, SourceTree tree, IReadOnlyList<string>? pictures, IReadOnlyList<Reference> references) =>
    [
        .. pictures is null || IsAlone(tree, pictures) ? [] : Icon.Findings(konnector, pictures),
        .. PackageVersion.Findings(konnector, tree),
        .. Doctypes.Findings(konnector, tree, references),
        .. BuildCopy.Findings(konnector, tree),
    ];

    /// <summary>Whether there is nothing but manifests: then this is no place where a konnector is built.</summary>
    private static bool IsAlone(SourceTree tree, IReadOnlyList<string> pictures) => tree.Files.Count == 0 && pictures.Count == 0;
}
