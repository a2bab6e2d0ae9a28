using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Readers;

/// <summary>An input of the account form.</summary>
/// <param name="Name">Its name among the fields; the konnector's code gets its value by this name.</param>
/// <param name="Type">How it is drawn; <c>text</c> unless the manifest says otherwise.</param>
/// <param name="Required">Whether it must be filled in.</param>
/// <param name="Advanced">Whether it is marked as one for the advanced part of the form.</param>
public sealed record AccountField(string Name, string Type, bool Required, bool Advanced)
{
    internal static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The label that readers have a text of their own for; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>Language → label, by language, for one without a <see cref="Label"/>; <see langword="null"/> for none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>What can be chosen, by its names; <see langword="null"/> when there is no choice.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    public bool Equals(AccountField? other) => other is not null
        && (Name, Type, Required, Advanced, Label) == (other.Name, other.Type, other.Required, other.Advanced, other.Label)
        && (Labels ?? NoLabels).Keys.SequenceEqual((other.Labels ?? NoLabels).Keys, StringComparer.Ordinal)
        && (Labels ?? NoLabels).Values.SequenceEqual((other.Labels ?? NoLabels).Values, StringComparer.Ordinal)
        && (Options ?? []).SequenceEqual(other.Options ?? [], StringComparer.Ordinal)
        && (Options is null) == (other.Options is null);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Required, Advanced, Label);
}

/// <summary>An input of the form, and its description, which is not always an object.</summary>
internal sealed record AccountInput(AccountField Field, SyntaxNode Value);

/// <summary>Reads the account form as cozy-client and cozy-harvest-lib do.</summary>
internal static class AccountForm
{
    private const string Fields = "/fields";

    /// <summary>Readers drop this one, whatever is in it.</summary>
    private const string DroppedField = "advancedFields";

    private static readonly string[] IdentifierNames = ["login", "identifier", "new_identifier", "email"];

    /// <summary>Properties that are handled separately or that no reader uses.</summary>
    private static readonly WordList NotVerbatim = new("type", "required", "advanced", "encrypted", "role", "label", "options", "identifier", "description");

    /// <summary>The inputs in their order.</summary>
    public static IReadOnlyList<AccountInput> Read(ObjectNode manifest) => manifest["fields"] is ObjectNode fields
        ?
        [
            .. fields.Members.Where(member => !member.KeyIs(DroppedField))
                .Select(member => new AccountInput(Field(manifest, member.Key, member.Value as ObjectNode), member.Value)),
        ]
        : [];

    public static IEnumerable<Trait> Traits(IReadOnlyList<AccountInput> inputs)
    {
        yield return new Trait(Aspect.Form, "the order of the fields", string.Join(", ", inputs.Select(input => input.Field.Name)), Fields);

        var identifier = Identifier(inputs);
        foreach (var (field, value) in inputs)
        {
            yield return Trait(field, "type", field.Type);
            yield return Trait(field, "required", YesNo(field.Required));
            yield return Trait(field, "advanced", YesNo(field.Advanced));
            yield return Trait(field, "identifier", YesNo(field == identifier));
            yield return Trait(field, "encrypted", YesNo(IsEncrypted(field, value as ObjectNode)));
            yield return Trait(field, "label", field.Label ?? "");
            foreach (var (language, label) in field.Labels ?? AccountField.NoLabels)
                yield return Trait(field, $"label in '{language}'", label);
            foreach (var property in KnownProperties.Field.Names.Words.Where(name => !NotVerbatim.Has(name)))
                yield return Trait(field, property, PlainValue.Write((value as ObjectNode)?[property]));
            yield return Trait(field, "options", PlainValue.Write((value as ObjectNode)?["options"]));
        }
    }

    private static Trait Trait(AccountField field, string property, string value) =>
        new(Aspect.Form, $"the field '{field.Name}', {property}", value, JsonPointer.Append(Fields, field.Name));

    private static AccountField Field(ObjectNode manifest, string name, ObjectNode? field)
    {
        var label = field?["label"]?.AsString() is { } known && Vocabulary.Labels.Has(known) ? known : null;
        return new AccountField(name, field?["type"]?.AsString() ?? "text", IsRequired(field), field?["advanced"]?.Is(true) is true)
        {
            Label = label,
            Labels = label is null ? Labels(manifest, name) : null,
            Options = (field?["options"] as ArrayNode)?.Items.Select(OptionName).ToList(),
        };
    }

    /// <summary>Only a real boolean makes an input optional. Readers still look for the older name.</summary>
    private static bool IsRequired(ObjectNode? field) => (field?["required"] ?? field?["isRequired"])?.Is(false) is not true;

    /// <summary>Whether its value is kept encrypted. For some names it is in any case; those never change.</summary>
    private static bool IsEncrypted(AccountField field, ObjectNode? properties) => properties?["encrypted"] switch
    {
        { } value when value.Is(true) => true,
        { } value when value.Is(false) => false,
        _ => field.Type == "password",
    };

    /// <summary>The input that names the account: one that says so, one that is called so, or the first that is no password.</summary>
    private static AccountField? Identifier(IReadOnlyList<AccountInput> inputs) =>
        (inputs.FirstOrDefault(input => (input.Value as ObjectNode)?["role"]?.AsString() == "identifier")
            ?? IdentifierNames.Select(name => inputs.FirstOrDefault(input => input.Field.Name == name)).FirstOrDefault(input => input is not null)
            ?? inputs.FirstOrDefault(input => input.Field.Type != "password"))?.Field;

    private static string OptionName(SyntaxNode option) => (option as ObjectNode)?["name"]?.AsString() ?? option.AsString() ?? PlainValue.Write(option);

    private static Dictionary<string, string>? Labels(ObjectNode manifest, string name)
    {
        var labels = ((manifest["locales"] as ObjectNode)?.Members ?? [])
            .Select(locale => new { locale.Key, Text = (((locale.Value as ObjectNode)?["fields"] as ObjectNode)?[name] as ObjectNode)?["label"]?.AsString() })
            .Where(label => label.Text is not null)
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .ToDictionary(label => label.Key, label => label.Text!, StringComparer.Ordinal);
        return labels.Count > 0 ? labels : null;
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
