using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>A manifest, and which of its old spellings count.</summary>
/// <param name="Manifest">The whole manifest.</param>
/// <param name="Causes">The old spellings that count.</param>
internal sealed record Reading(ObjectNode Manifest, Causes Causes)
{
    /// <summary>A member of the top level.</summary>
    public SyntaxNode? this[string key] => Member(Manifest, "", key);

    public string Slug => this["slug"]?.AsString() ?? "";

    /// <summary>A member of the top level, or what an old spelling says in its stead.</summary>
    public SyntaxNode? Renamed(string key, string rule, params string[] old) =>
        this[key] ?? old.Where(name => Causes.Has(rule, "/" + name)).Select(name => this[name]).FirstOrDefault(value => value is not null);

    /// <summary>A member of an object, or one whose name differs in capitals and low lines alone.</summary>
    public SyntaxNode? Member(ObjectNode parent, string pointer, string key) => parent[key] ?? Causes.Members("snake-case", pointer)
        .Where(name => Letters(name).Equals(Letters(key), StringComparison.OrdinalIgnoreCase))
        .Select(name => parent[name])
        .FirstOrDefault(value => value is not null);

    private static string Letters(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
