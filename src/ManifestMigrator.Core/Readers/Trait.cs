using ManifestMigrator.Manifest;

namespace ManifestMigrator.Readers;

/// <summary>One thing that readers take from a manifest.</summary>
/// <param name="Aspect">What it is about.</param>
/// <param name="Name">Its name in a sentence; the same thing has the same name in every manifest.</param>
/// <param name="Value">What readers take; empty for nothing. Equal texts mean the same to them.</param>
/// <param name="Pointer">RFC 6901 JSON Pointer of the place it is read from.</param>
internal sealed record Trait(Aspect Aspect, string Name, string Value, string Pointer)
{
    /// <summary>Whether a reader looks at it today; the specification alone asks for the rest.</summary>
    public bool IsRead { get; init; } = true;
}

/// <summary>A trait that differs between two manifests.</summary>
/// <param name="Trait">The trait, from the manifest that has it.</param>
/// <param name="Before">Its value in the first manifest; empty for none.</param>
/// <param name="After">Its value in the second manifest; empty for none.</param>
internal sealed record TraitDifference(Trait Trait, string Before, string After)
{
    /// <summary>All differences, in the order of the first manifest; what only the second one has comes last.</summary>
    public static IReadOnlyList<TraitDifference> Between(Konnector before, Konnector after)
    {
        if (ReferenceEquals(before, after))
            return [];

        var others = new Dictionary<string, Trait>(StringComparer.Ordinal);
        foreach (var trait in after.Traits)
            others[trait.Name] = trait;
        var differences = new List<TraitDifference>();
        foreach (var trait in before.Traits)
        {
            var value = others.Remove(trait.Name, out var other) ? other.Value : "";
            if (value != trait.Value)
                differences.Add(new TraitDifference(trait, trait.Value, value));
        }
        var added = after.Traits.Where(trait => trait.Value.Length > 0 && others.ContainsKey(trait.Name));
        differences.AddRange(added.Select(trait => new TraitDifference(trait, "", trait.Value)));
        return differences;
    }
}

/// <summary>Whether readers see the same konnector after a migration.</summary>
public enum EffectiveChange
{
    /// <summary>They do.</summary>
    Same,

    /// <summary>They see another one, and the rules that change it say so.</summary>
    OnPurpose,

    /// <summary>They see another one, and no rule says so; nothing is delivered.</summary>
    Unexpected,
}
