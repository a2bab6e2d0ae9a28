namespace ManifestMigrator.Json;

/// <summary>A new value, before it is laid out in the style of the place it goes to.</summary>
public abstract record JsonFragment
{
    private protected JsonFragment(bool isScalar) => IsScalar = isScalar;

    internal bool IsScalar { get; }

    public static JsonFragment String(string value) => new RawFragment(JsonString.Encode(value));

    /// <summary>A scalar written in exactly these characters.</summary>
    public static JsonFragment Raw(string json) => new RawFragment(json);

    public static JsonFragment Object(params IReadOnlyList<(string Key, JsonFragment Value)> members) =>
        new ObjectFragment([.. members.Select(member => ((string?)member.Key, member.Value))]);

    public static JsonFragment Array(params IReadOnlyList<JsonFragment> items) => new ArrayFragment(items);

    /// <summary>A value of the same text in another place: its own layout is kept, only its indentation moves.</summary>
    public static JsonFragment Existing(SyntaxNode node) =>
        new ExistingFragment(node.Text, JsonStyle.IndentOfLine(node), IsScalar: node is ScalarNode);

    /// <summary>A member of the same text in another place, its key and colon as they are written.</summary>
    internal static JsonFragment Existing(ObjectMember member) => new ExistingFragment(
        member.Value.Source.Substring(member.Span.Start, member.Span.Length), JsonStyle.IndentOfLine(member.Value), IsScalar: member.Value is ScalarNode);

    /// <summary>A value whose layout is free, scalars as they are written.</summary>
    public static JsonFragment From(SyntaxNode node) => node switch
    {
        ObjectNode @object => Object([.. @object.Members.Select(member => (member.Key, From(member.Value)))]),
        ArrayNode array => Array([.. array.Items.Select(From)]),
        _ => Raw(node.Text),
    };
}

internal sealed record RawFragment(string Json) : JsonFragment(isScalar: true);

internal sealed record ObjectFragment(IReadOnlyList<(string? Key, JsonFragment Value)> Members) : JsonFragment(isScalar: false);

internal sealed record ArrayFragment(IReadOnlyList<JsonFragment> Items) : JsonFragment(isScalar: false);

/// <param name="Text">As it is written elsewhere.</param>
/// <param name="Indent">Indentation of the line on which it begins there.</param>
/// <param name="IsScalar">Whether the value is one.</param>
internal sealed record ExistingFragment(string Text, string Indent, bool IsScalar) : JsonFragment(IsScalar);
