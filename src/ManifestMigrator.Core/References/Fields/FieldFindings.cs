using ManifestMigrator.Manifest;
using ManifestMigrator.References.Modules;
using ManifestMigrator.References.Tree;

namespace ManifestMigrator.References.Fields;

/// <summary>Judges what code reads against what the migrated manifest still has.</summary>
internal static class FieldFindings
{
    public static IEnumerable<SourceFinding> Of(SourceTree tree, IReadOnlyList<MigratedManifest> manifests)
    {
        var owners = manifests.Select(manifest => ModulePath.Folder(manifest.Path)).ToList();
        foreach (var manifest in manifests)
        {
            if (manifest.After is null)
                continue;

            var folder = ModulePath.Folder(manifest.Path);
            var own = tree.Code.Where(file => IsKonnector(file.Path) && (manifests.Count == 1 || ModulePath.Nearest(file.Path, owners) == folder)).ToList();
            var reads = own.SelectMany(file => FieldScan.Of(file.Tokens).Select(read => new PlacedRead(read, file, tree.IsReachable(file.Path)))).ToList();
            var libs = own.Select(file => tree.Libs(file.Path)).FirstOrDefault(version => version is not null);
            var change = new FieldChange(new ManifestFields(manifest.Before), new ManifestFields(manifest.After), own.Count > 0, libs);
            foreach (var finding in Of(change, reads))
                yield return new SourceFinding(manifest.Path, finding);
        }
    }

    private static IEnumerable<Finding> Of(FieldChange change, List<PlacedRead> reads) =>
        change.After.IsClientSide ? [] : [.. LostFields.Of(change, reads), .. FolderFindings.Of(change, reads)];

    private static bool IsKonnector(string path) => !SourceNames.IsTest(path) && !SourceNames.IsTool(path);
}
