using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>Judges what code reads against what the migrated manifest still has.</summary>
internal static class FieldFindings
{
    public static IEnumerable<Finding> Find(Konnector konnector, SourceTree tree)
    {
        var reads = konnector.Code.SelectMany(file => FieldScan.Scan(file.Tokens).Select(read => new PlacedRead(read, file, tree.IsReachable(file.Path)))).ToList();
        var libs = konnector.Code.Select(file => tree.Libs(file.Path)).FirstOrDefault(version => version is not null);
        var change = new FieldChange(new ManifestFields(konnector.Before), new ManifestFields(konnector.Manifest), konnector.Code.Count > 0, libs);
        return change.After.IsClientSide ? [] : [.. LostFields.Find(change, reads), .. FolderFindings.Find(change, reads)];
    }
}
