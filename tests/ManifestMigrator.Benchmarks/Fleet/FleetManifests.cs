using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>The manifests of the demo's repositories that a plan changes: strict JSON, so that <c>jq</c> reads them too.</summary>
internal static class FleetManifests
{
    public static IReadOnlyList<byte[]> All { get; } = Read();

    private static List<byte[]> Read()
    {
        var mappings = BuiltIn.Mappings(file: null);
        var origin = new ManifestOrigin("github.com/owner/name", "manifest.konnector");
        return
        [
            .. BuiltIn.FilesBelow("corpus/repositories")
                .Where(name => name.EndsWith("/manifest.konnector", StringComparison.Ordinal))
                .Select(BuiltIn.Read)
                .Where(content => Migrator.Plan(content, origin, mappings).Result.Status == ManifestStatus.Migrated),
        ];
    }
}
