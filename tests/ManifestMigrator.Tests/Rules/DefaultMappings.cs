using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Rules;

/// <summary>The mappings file of the repository.</summary>
internal static class DefaultMappings
{
    public static Mappings Value { get; } = Mappings.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "mappings.json")), "mappings.json");
}
