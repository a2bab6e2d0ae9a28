using ManifestMigrator.Json;
namespace ManifestMigrator.Manifest;
public static class ManifestValidator { public static IEnumerable<Finding> Validate(JsonDocument document) => []; }
