using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads the account form.</summary>
internal static class FormReading
{
    private static readonly string[] Places = ["fields", "locales"];

    /// <summary>Readers have texts of their own for these labels.</summary>
    private static readonly HashSet<string> KnownLabels = new(StringComparer.Ordinal)
    {
        "answer", "birthdate", "code", "date", "email", "firstname", "lastname", "login", "password", "phone", "branchName",
    };

    private static readonly string[] IdentifierNames = ["login", "identifier", "new_identifier", "email"];

    /// <summary>The inputs in their order.</summary>
    public static List<AccountInput> Inputs(Reading reading) =>
        reading["fields"] is ObjectNode fields ? [.. fields.Members.SelectMany(member => Inputs(reading, fields, member))] : [];

    public static AccountField Field(Reading reading, AccountInput input)
    {
        var label = input.Label is { } known && KnownLabels.Contains(known) ? known : null;
        return new AccountField(input.Name, input.Type, input.IsRequired(reading.Causes), input.IsAdvanced)
        {
            Label = label,
            Labels = label is null ? Labels(reading, input.Name) : null,
            Options = input.Options,
        };
    }

    public static IEnumerable<Trait> Traits(Reading reading, List<AccountInput> inputs)
    {
        yield return new Trait(Aspect.Form, "the order of the fields", string.Join(", ", inputs.Select(input => JsonString.Encode(input.Name))), Places);
        var identifier = Identifier(inputs);
        foreach (var input in inputs)
            yield return new Trait(Aspect.Form, $"the field '{input.Name}'", Text(Field(reading, input), input, input == identifier), Places);
    }

    /// <summary>The members that are a destination folder are no inputs; advanced ones are dropped, unless a rule lifted them.</summary>
    private static IEnumerable<AccountInput> Inputs(Reading reading, ObjectNode fields, ObjectMember member) => member switch
    {
        { Key: var name } when IsFolder(name) => [],
        { Key: "advancedFields" or "advanced_fields" } => Lifted(reading, member),
        { Value: ObjectNode account } when reading.Causes.Has("account-fields", member.Pointer) => Described(fields, account, member),
        _ => [new AccountInput(member.Key, member.Value)],
    };

    private static IEnumerable<AccountInput> Lifted(Reading reading, ObjectMember group) => group.Value is ObjectNode inner
        ? inner.Members.Where(member => !IsFolder(member.Key) && reading.Causes.Has("advanced-fields", member.Pointer))
            .Select(member => new AccountInput(member.Key, member.Value, IsLifted: true))
        : [];

    /// <summary>The inputs that the account description of 2017 lists, but for those that are fields already.</summary>
    private static IEnumerable<AccountInput> Described(ObjectNode fields, ObjectNode account, ObjectMember member) =>
        (account["accountFormat"]?.AsString() ?? "").Split(',')
            .Select(name => name.Trim())
            .Where(name => name.Length > 0 && !IsFolder(name) && (name == member.Key || fields[name] is null))
            .Distinct(StringComparer.Ordinal)
            .Select(name => new AccountInput(name, account, ImpliedType: name switch { "password" => "password", "access_token" => "hidden", _ => "text" }));

    private static bool IsFolder(string name) => name is "folderPath" or "save_folder";

    /// <summary>The input that names the account: one that says so, one that is called so, or the first that is no password.</summary>
    private static AccountInput? Identifier(List<AccountInput> inputs) =>
        inputs.Find(input => input.Role == "identifier")
        ?? IdentifierNames.Select(name => inputs.Find(input => input.Name == name)).FirstOrDefault(input => input is not null)
        ?? inputs.Find(input => input.Type != "password");

    private static Dictionary<string, string>? Labels(Reading reading, string name)
    {
        var labels = (reading["locales"] as ObjectNode)?.Members
            .Select(locale => (locale.Key, Text: Inner(locale.Value, "fields", name, "label")?.AsString()))
            .Where(label => label.Text is not null)
            .DistinctBy(label => label.Key, StringComparer.Ordinal)
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .ToDictionary(label => label.Key, label => label.Text!, StringComparer.Ordinal);
        return labels is { Count: > 0 } ? labels : null;
    }

    private static SyntaxNode? Inner(SyntaxNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            node = (node as ObjectNode)?[key];
        return node;
    }

    private static string Text(AccountField field, AccountInput input, bool isIdentifier) => string.Concat(
    [
        field.Type,
        field.Required ? " required" : " optional",
        isIdentifier ? " identifier" : "",
        input.IsEncrypted ? " encrypted" : "",
        field.Label is null ? "" : $" labelled {field.Label}",
        .. field.Labels?.Select(label => $" {label.Key}: {JsonString.Encode(label.Value)}") ?? [],
        input.Rest,
    ]);
}
