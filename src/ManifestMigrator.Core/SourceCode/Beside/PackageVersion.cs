using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode.Beside;

/// <summary>The version stands twice, in the manifest and in <c>package.json</c>.</summary>
internal static class PackageVersion
{
    public static IEnumerable<Finding> Findings(Konnector konnector, SourceTree tree) =>
        konnector.Manifest["version"]?.AsString() is { } version && tree.Package(konnector.Path)?.Version is { } packaged && version != packaged
            ? [SourceFindings.VersionDiffers(version, packaged)]
            : [];
}
