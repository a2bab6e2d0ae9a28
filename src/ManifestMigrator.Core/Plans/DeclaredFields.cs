using System.Text.RegularExpressions;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>The fields that a konnector's code declares: a type, or an object with a type.</summary>
/// <param name="Value">The fields of the manifest; <see langword="null"/> when the code does not declare them.</param>
/// <param name="Frequency">How often the konnector runs, where a field said so.</param>
internal sealed partial record DeclaredFields(JsonFragment? Value, string? Frequency)
{
    /// <summary>The destination folder in the old form.</summary>
    private static readonly (string Key, JsonFragment Value) Folder = ("advancedFields", JsonFragment.Object(
        ("folderPath", JsonFragment.Object(("advanced", JsonFragment.Raw("true")), ("isRequired", JsonFragment.Raw("false"))))));

    public static DeclaredFields Read(CodeObject? declared, List<Finding> findings)
    {
        if (declared is null)
            return new DeclaredFields(null, null);

        var members = new List<(string Key, JsonFragment Value)>();
        string? frequency = null;
        foreach (var (name, value) in declared.Members.GroupBy(member => member.Key, StringComparer.Ordinal).Select(group => group.Last()))
        {
            var type = ((value as CodeObject)?["type"] ?? value) as CodeText;
            if (type is null)
                findings.Add(DraftFindings.FieldComputed(name));
            else if (type.Value == "folder")
                members.Add(Folder);
            else if (IsState(name, type.Value))
                findings.Add(DraftFindings.State(name));
            else if (name == "frequency" && (value as CodeObject)?["default"] is CodeText often && Vocabulary.Frequencies.Has(often.Value))
                frequency = often.Value;
            else
                members.Add((name, Field(name, type, value as CodeObject, findings)));
        }
        return new DeclaredFields(JsonFragment.Object([.. members.DistinctBy(member => member.Key, StringComparer.Ordinal)]), frequency);
    }

    /// <summary>Old konnectors kept what they had to remember in hidden fields.</summary>
    private static bool IsState(string name, string type) => type == "hidden" && StateName().IsMatch(name);

    private static JsonFragment Field(string name, CodeText type, CodeObject? field, List<Finding> findings)
    {
        List<(string Key, JsonFragment Value)> members = [("type", JsonFragment.String(type.Value))];
        foreach (var (key, value) in (field?.Members ?? []).Where(member => member.Key != "type"))
        {
            var option = type.Value == "dropdown" && key is "options" or "default" ? Option(value) : null;
            if ((option ?? Fragment(value)) is { } fragment)
                members.Add((key, fragment));
            else
                findings.Add(DraftFindings.PropertyComputed(name, key));
        }
        return JsonFragment.Object([.. members.DistinctBy(member => member.Key, StringComparer.Ordinal)]);
    }

    /// <summary>A dropdown's options used to be plain strings.</summary>
    private static JsonFragment? Option(CodeValue value) => value switch
    {
        CodeText text => JsonFragment.Object(("name", JsonFragment.String(text.Value)), ("value", JsonFragment.String(text.Value))),
        CodeArray array when array.Items.All(item => item is CodeText) => JsonFragment.Array([.. array.Items.Select(item => Option(item)!)]),
        _ => null,
    };

    /// <summary>A value as it is; <see langword="null"/> when a part of it is computed.</summary>
    private static JsonFragment? Fragment(CodeValue value) => value switch
    {
        CodeText text => JsonFragment.String(text.Value),
        CodeLiteral literal => JsonFragment.Raw(literal.Json),
        CodeArray array when array.Items.Select(Fragment).ToList() is var items && !items.Contains(null) =>
            JsonFragment.Array([.. items.OfType<JsonFragment>()]),
        CodeObject @object when @object.Members.Select(member => (member.Key, Value: Fragment(member.Value))).ToList() is var members
            && members.TrueForAll(member => member.Value is not null) =>
            JsonFragment.Object([.. members.Select(member => (member.Key, member.Value!))]),
        _ => null,
    };

    [GeneratedRegex("^(accessToken|refreshToken|authCode|last[A-Z].*|.*PreviousState)\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateName();
}
