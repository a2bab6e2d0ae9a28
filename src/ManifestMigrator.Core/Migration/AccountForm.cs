using ManifestMigrator.Json;

namespace ManifestMigrator.Migration;

/// <summary>The account form as today's readers build it from a manifest.</summary>
internal static class AccountForm
{
    /// <summary>Members of <c>fields</c> that readers throw away, or that never were an input.</summary>
    private static readonly string[] NoInputs = ["advancedFields", "advanced_fields", "folderPath", "save_folder"];

    /// <summary>Properties of a field that no reader of today looks at.</summary>
    private static readonly string[] Unread = ["isRequired", "required", "hasDescription", "description", "advanced"];

    public static bool AreEqual(JsonObject before, JsonObject after) =>
        FieldsAreEqual(Inputs(before), Inputs(after)) && OAuth(before) == OAuth(after);

    /// <summary>Whether an input has no input of the same name afterwards: its name reaches the konnector's code.</summary>
    public static bool LosesFields(JsonObject before, JsonObject after)
    {
        var names = Inputs(after).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        return Inputs(before).Any(field => !IsAccountDescription(field) && !names.Contains(field.Key));
    }

    private static List<JsonMember> Inputs(JsonObject manifest) =>
        [.. (manifest["fields"] as JsonObject)?.Members.Where(member => !NoInputs.Contains(member.Key, StringComparer.Ordinal)) ?? []];

    private static bool IsAccountDescription(JsonMember field) => field.Value is JsonObject account && account["accountFormat"] is not null;

    private static bool FieldsAreEqual(List<JsonMember> before, List<JsonMember> after) =>
        before.Count == after.Count && before.Zip(after).All(pair => pair.First.Key == pair.Second.Key && FieldIsEqual(pair.First.Value, pair.Second.Value));

    private static bool FieldIsEqual(JsonNode before, JsonNode after)
    {
        if (before is not JsonObject a || after is not JsonObject b)
            return JsonEquality.AreEqual(before, after);

        var read = Read(a);
        return IsRequired(a) == IsRequired(b)
            && read.Count == Read(b).Count
            && read.TrueForAll(member => JsonEquality.AreEqual(member.Value, b[member.Key]));
    }

    private static List<JsonMember> Read(JsonObject field) => [.. field.Members.Where(member => !Unread.Contains(member.Key, StringComparer.Ordinal))];

    /// <summary>Only a boolean counts; anything else means required.</summary>
    private static bool IsRequired(JsonObject field) => (field["required"] ?? field["isRequired"])?.Is(false) is not true;

    /// <summary>Whether the form is an OAuth button, and what it asks for.</summary>
    private static string OAuth(JsonObject manifest) => manifest["oauth"] switch
    {
        null => "",
        JsonObject oauth => $"oauth {oauth["scope"]?.Text} {oauth["account_type"]?.Text}",
        { } value when value.Is(false) || value.IsWritten("null") || value.IsWritten("\"\"") || value.IsWritten("0") => "",
        _ => "oauth  ",
    };
}
