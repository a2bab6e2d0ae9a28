using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>
/// A konnector as the readers of manifests see it: cozy-client, cozy-harvest-lib, cozy-stack, the registry. Read apart from the
/// rules, without any of their code, so that it notices what they do wrong.
/// </summary>
internal sealed record Konnector(Schedule Schedule, IReadOnlyList<AccountField> Fields, IReadOnlyList<Trait> Traits)
{
    /// <summary>What readers take from a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="causes">Old spellings that are taken as they were meant; <see cref="Causes.None"/> for what today's readers do.</param>
    public static Konnector Read(ObjectNode manifest, Causes causes)
    {
        var reading = new Reading(manifest, causes);
        var schedule = ScheduleReading.ReadSchedule(reading);
        var inputs = FormReading.Inputs(reading);
        return new Konnector(
            schedule,
            [.. inputs.Select(input => FormReading.Field(reading, input))],
            [
                .. PropertyReading.Traits(reading),
                WordReading.Categories(reading),
                WordReading.DataTypes(reading),
                ScheduleReading.Trait(schedule),
                .. FormReading.Traits(reading, inputs),
                OAuthReading.Trait(reading),
                FolderReading.Trait(reading),
                .. TextReading.Traits(reading),
            ]);
    }
}
