namespace ManifestMigrator.Json;

/// <summary>A new value, before it is laid out in the style of the place it goes to.</summary>
public abstract record JsonFragment
{
    private protected JsonFragment()
    {
    }

    public static JsonFragment String(string value) => new RawFragment(JsonString.Encode(value));

    /// <summary>A scalar written in exactly these characters.</summary>
    public static JsonFragment Raw(string json) => new RawFragment(json);

    public static JsonFragment Object(params IReadOnlyList<(string Key, JsonFragment Value)> members) => new ObjectFragment(members);

    public static JsonFragment Array(params IReadOnlyList<JsonFragment> items) => new ArrayFragment(items);

    /// <summary>A value of the same text in another place: its own layout is kept, only its indentation moves.</summary>
    public static JsonFragment Existing(JsonNode node) => new ExistingFragment(node);

    /// <summary>A value whose layout is free, scalars as they are written.</summary>
    public static JsonFragment Of(JsonNode node) => node switch
    {
        JsonObject @object => Object([.. @object.Members.Select(member => (member.Key, Of(member.Value)))]),
        JsonArray array => Array([.. array.Items.Select(Of)]),
        _ => Raw(node.Text),
    };
}

internal sealed record RawFragment(string Json) : JsonFragment;

internal sealed record ObjectFragment(IReadOnlyList<(string Key, JsonFragment Value)> Members) : JsonFragment;

internal sealed record ArrayFragment(IReadOnlyList<JsonFragment> Items) : JsonFragment;

internal sealed record ExistingFragment(JsonNode Node) : JsonFragment;
