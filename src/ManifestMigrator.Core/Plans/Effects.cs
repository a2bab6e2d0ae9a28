using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Readers;

namespace ManifestMigrator.Plans;

/// <summary>Tells what the changes of a plan mean, from what today's readers take from the manifest before and after.</summary>
internal static class Effects
{
    /// <summary>Compares a manifest that can be read, if need be after a repair, with what the rules left of it.</summary>
    public static EffectiveComparison Compare(ObjectNode before, ObjectNode after, IReadOnlyList<Change> changes) =>
        EffectiveComparison.Compare(before, after, [.. changes.Where(change => change.Kind != ChangeKind.Repair).Select(change => new Cause(change.Rule, change.PointerBefore, change.PointerAfter, change.ValueBefore))]);

    public static Impact Impact(Aspect aspect) => aspect switch
    {
        Aspect.Form => Plans.Impact.Form,
        Aspect.Schedule => Plans.Impact.Schedule,
        Aspect.Consent => Plans.Impact.Consent,
        Aspect.Identity => Plans.Impact.Identity,
        _ => Plans.Impact.None,
    };

    public static BeforeAfter<Schedule> Schedule(EffectiveComparison effect) => new(effect.Before.Schedule)
    {
        After = effect.After.Schedule == effect.Before.Schedule ? null : effect.After.Schedule,
    };

    public static BeforeAfter<IReadOnlyList<AccountField>> AccountForm(EffectiveComparison effect) => new(effect.Before.Fields)
    {
        After = effect.After.Fields.SequenceEqual(effect.Before.Fields) ? null : effect.After.Fields,
    };
}
