using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>An input of the account form, and what it is made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its description; not always an object in a manifest that is wrong.</param>
/// <param name="IsLifted">Whether it stood among the advanced fields, which readers drop.</param>
/// <param name="ImpliedType">The type of one that an old account description only names; <see langword="null"/> otherwise.</param>
internal sealed record AccountInput(string Name, SyntaxNode Value, bool IsLifted = false, string? ImpliedType = null)
{
    /// <summary>Properties that are read apart, or by nobody.</summary>
    private static readonly string[] NoRest = ["type", "required", "isRequired", "hasDescription", "description", "advanced", "label", "role", "encrypted"];

    private ObjectNode? Properties => ImpliedType is null ? Value as ObjectNode : null;

    public string Type => ImpliedType ?? Properties?["type"]?.AsString() ?? "text";

    public string? Role => Properties?["role"]?.AsString();

    public bool IsAdvanced => IsLifted || Properties?["advanced"]?.Is(true) is true;

    /// <summary>Whether its value is kept encrypted. For some names it is in any case; those never change.</summary>
    public bool IsEncrypted => Properties?["encrypted"] switch
    {
        { } value when value.Is(true) => true,
        { } value when value.Is(false) => false,
        _ => Type == "password",
    };

    public string? Label => Properties?["label"]?.AsString();

    public IReadOnlyList<string>? Options => Properties?["options"] is ArrayNode options
        ? [.. options.Items.Select(option => (option as ObjectNode)?["name"]?.AsString() ?? option.AsString() ?? Values.Plain(option))]
        : null;

    /// <summary>What else it says, written plainly.</summary>
    public string Rest => ImpliedType is not null ? ""
        : Properties is null ? Values.Plain(Value)
        : string.Concat(Properties.Members.Where(member => !NoRest.Contains(member.Key, StringComparer.Ordinal))
            .Select(member => $" {member.Key}={Values.Plain(member.Value)}"));

    /// <summary>Only a real boolean makes an input optional, unless a rule says that it made one of a word.</summary>
    public bool IsRequired(Causes causes)
    {
        if (Properties is not { } properties)
            return true;
        var flag = properties["required"] ?? properties["isRequired"];
        var countsAsWord = properties["required"] is null && causes.Has("field-required", JsonPointer.Append("/fields", Name) + "/isRequired");
        return !(flag?.Is(false) is true || (countsAsWord && flag?.AsString() == "false"));
    }
}
