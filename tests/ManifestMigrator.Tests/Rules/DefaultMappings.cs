using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Rules;

/// <summary>The mappings file of the repository.</summary>
internal static class DefaultMappings
{
    public static Mappings Value { get; } = Mappings.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "mappings.json")), "mappings.json");

    /// <summary>With only some of its rules switched on, by their identifiers.</summary>
    public static Mappings Only(params IReadOnlyCollection<string> ids)
    {
        Assert.That(ids, Is.SubsetOf(Value.Rules.Select(rule => rule.Id)));
        return Value with { Rules = [.. Value.Rules.Select(rule => rule with { IsEnabled = ids.Contains(rule.Id, StringComparer.Ordinal) })] };
    }
}
