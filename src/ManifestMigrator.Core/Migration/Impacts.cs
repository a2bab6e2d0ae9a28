using ManifestMigrator.Json;

namespace ManifestMigrator.Migration;

/// <summary>Tells what a change means, from what today's readers take from the manifest before and after.</summary>
internal static class Impacts
{
    private static readonly string[] IdentityKeys = ["slug", "editor"];
    private static readonly string[] ScheduleKeys = ["frequency", "time_interval"];
    private static readonly string[] PermissionKeys = ["type", "verbs", "values", "selector"];

    /// <summary>The gravest impact of the difference between two manifests.</summary>
    public static Impact Of(JsonObject before, JsonObject after)
    {
        if (!AreEqual(before, after, IdentityKeys) || AccountForm.LosesFields(before, after))
            return Impact.Identity;
        if (!PermissionsAreEqual(before["permissions"] as JsonObject, after["permissions"] as JsonObject))
            return Impact.Consent;
        if (!AreEqual(before, after, ScheduleKeys))
            return Impact.Schedule;
        return AccountForm.AreEqual(before, after) ? Impact.None : Impact.Form;
    }

    private static bool AreEqual(JsonObject before, JsonObject after, string[] keys) =>
        keys.All(key => JsonEquality.AreEqual(before[key], after[key]));

    private static bool PermissionsAreEqual(JsonObject? before, JsonObject? after) =>
        (before?.Count ?? 0) == (after?.Count ?? 0)
        && (before?.Members ?? []).All(member =>
            member.Value is JsonObject old && after?[member.Key] is JsonObject @new
                ? AreEqual(old, @new, PermissionKeys)
                : JsonEquality.AreEqual(member.Value, after?[member.Key]));
}
