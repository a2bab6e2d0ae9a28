namespace ManifestMigrator.Json;

/// <summary>Writes a new value in a style.</summary>
internal static class JsonLayout
{
    /// <param name="key">Key of a new member; <see langword="null"/> for an array item.</param>
    /// <param name="value">The new value.</param>
    /// <param name="style">How the neighbours are written.</param>
    public static string Child(string? key, JsonFragment value, JsonStyle style) =>
        (key is null ? "" : JsonString.Encode(key) + style.Colon) + Value(value, style, style.ChildIndent);

    /// <param name="value">The new value.</param>
    /// <param name="style">How the neighbours are written.</param>
    /// <param name="indent">Indentation of the line on which the value begins.</param>
    public static string Value(JsonFragment value, JsonStyle style, string indent) => value switch
    {
        RawFragment raw => raw.Json,
        ExistingFragment existing => Moved(existing.Node, indent),
        ObjectFragment { Members.Count: 0 } => "{}",
        ArrayFragment { Items.Count: 0 } => "[]",
        ObjectFragment @object => Container(
            '{', '}', style, indent, style.InlineObjects, style.ObjectPadding,
            inner => @object.Members.Select(member => JsonString.Encode(member.Key) + style.Colon + Value(member.Value, style, inner))),
        ArrayFragment array => Container(
            '[', ']', style, indent, array.Items.All(IsScalar) ? style.InlineScalarArrays : style.InlineObjects, style.ArrayPadding,
            inner => array.Items.Select(item => Value(item, style, inner))),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Container(
        char open, char close, JsonStyle style, string indent, bool isInline, string padding, Func<string, IEnumerable<string>> children)
    {
        if (isInline)
            return open + padding + string.Join(style.Separator, children(indent)) + padding + close;

        var inner = indent + style.IndentUnit;
        return open + style.NewLine + inner + string.Join("," + style.NewLine + inner, children(inner)) + style.NewLine + indent + close;
    }

    private static string Moved(JsonNode node, string indent) =>
        node.Text.Replace("\n" + JsonStyle.IndentOfLine(node), "\n" + indent, StringComparison.Ordinal);

    private static bool IsScalar(JsonFragment fragment) => fragment is RawFragment or ExistingFragment { Node: JsonScalar };
}
