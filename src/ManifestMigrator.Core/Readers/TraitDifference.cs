namespace ManifestMigrator.Readers;

/// <summary>A trait that differs between two readings.</summary>
/// <param name="Trait">The trait, as it should be; as it is, when it should not be there.</param>
/// <param name="Before">Its value in the first reading; empty for none.</param>
/// <param name="After">Its value in the second reading; empty for none.</param>
internal sealed record TraitDifference(Trait Trait, string Before, string After)
{
    /// <summary>All differences, in the order of the first reading; what is only in the second one comes last.</summary>
    public static IEnumerable<TraitDifference> Between(Konnector before, Konnector after)
    {
        var values = new Dictionary<string, Trait>(StringComparer.Ordinal);
        foreach (var trait in after.Traits)
            values[trait.Name] = trait;
        foreach (var trait in before.Traits)
        {
            var value = values.Remove(trait.Name, out var other) ? other.Value : "";
            if (value != trait.Value)
                yield return new TraitDifference(trait, trait.Value, value);
        }
        foreach (var trait in after.Traits.Where(trait => values.ContainsKey(trait.Name) && trait.Value.Length > 0))
            yield return new TraitDifference(trait, "", trait.Value);
    }
}
