using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>What readers see of a konnector before and after its migration.</summary>
/// <param name="Before">As it is.</param>
/// <param name="After">As it shall be.</param>
/// <param name="Aspect">The gravest aspect in which the two differ.</param>
/// <param name="Unexpected">Where the second is not what the first means by the rules that changed it.</param>
internal sealed record EffectiveComparison(Konnector Before, Konnector After, Aspect Aspect, IReadOnlyList<TraitDifference> Unexpected)
{
    private bool IsEqual { get; init; }

    public EffectiveChange Change => Unexpected.Count > 0 ? EffectiveChange.Unexpected : IsEqual ? EffectiveChange.Same : EffectiveChange.OnPurpose;

    /// <summary>Compares the readings of a manifest before and after rules were applied to it.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As the rules left it.</param>
    /// <param name="changes">What the rules say that they did.</param>
    public static EffectiveComparison Compare(ObjectNode before, ObjectNode after, IReadOnlyList<Cause> changes)
    {
        var seenBefore = Konnector.Read(before, Causes.None);
        if (changes.Count == 0)
            return new EffectiveComparison(seenBefore, seenBefore, Aspect.Other, []) { IsEqual = true };

        var causes = new Causes(changes);
        var seenAfter = Konnector.Read(after, Causes.None);
        var meant = Konnector.Read(before, causes);
        var differences = TraitDifference.Between(seenBefore, seenAfter).ToList();
        return new EffectiveComparison(
            seenBefore,
            seenAfter,
            LosesFields(seenBefore, meant, seenAfter) ? Aspect.Identity : differences.Select(difference => difference.Trait.Aspect).DefaultIfEmpty().Max(),
            [.. TraitDifference.Between(meant, seenAfter).Where(difference => !causes.HasOwnRuleAt(difference.Trait.Places))])
        {
            IsEqual = differences.Count == 0,
        };
    }

    /// <summary>Whether an input is gone that was meant as one: its name reaches the konnector's code.</summary>
    private static bool LosesFields(Konnector before, Konnector meant, Konnector after) =>
        before.Fields.Select(field => field.Name).Intersect(meant.Fields.Select(field => field.Name), StringComparer.Ordinal)
            .Except(after.Fields.Select(field => field.Name), StringComparer.Ordinal).Any();
}
