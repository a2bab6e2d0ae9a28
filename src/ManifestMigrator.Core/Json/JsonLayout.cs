namespace ManifestMigrator.Json;

/// <summary>Writes new members, items and values in a style.</summary>
internal static class JsonLayout
{
    /// <summary>A new child of a container that has others.</summary>
    /// <param name="key">Key of a new member; <see langword="null"/> for an array item, or when the value brings its key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="style">How the neighbours are written.</param>
    public static string Child(string? key, JsonFragment value, JsonStyle style) => Child(key, value, style, style.ChildIndent);

    /// <summary>What takes the place of a value.</summary>
    public static string InPlaceOf(SyntaxNode old, JsonFragment value) =>
        Value(value, JsonStyle.InPlaceOf(old), JsonStyle.IndentOfLine(old));

    /// <summary>What goes between the brackets of an empty container: as if the container, too, were new.</summary>
    public static string Content(ContainerNode empty, IReadOnlyList<(string? Key, JsonFragment Value)> children)
    {
        var style = JsonStyle.InPlaceOf(empty);
        var indent = JsonStyle.IndentOfLine(empty);
        return empty is ObjectNode
            ? Content(children, style, indent, style.InlineObjects, style.ObjectPadding)
            : Content(children, style, indent, IsInlineArray(children.Select(child => child.Value), style), style.ArrayPadding);
    }

    private static string Child(string? key, JsonFragment value, JsonStyle style, string indent) =>
        (key is null ? "" : JsonString.Encode(key) + style.Colon) + Value(value, style, indent);

    private static string Value(JsonFragment value, JsonStyle style, string indent) => value switch
    {
        RawFragment raw => raw.Json,
        ExistingFragment existing => Moved(existing.Text, existing.Indent, indent),
        ObjectFragment { Members.Count: 0 } => "{}",
        ArrayFragment { Items.Count: 0 } => "[]",
        ObjectFragment @object =>
            '{' + Content([.. @object.Members], style, indent, style.InlineObjects, style.ObjectPadding) + '}',
        ArrayFragment array =>
            '[' + Content([.. array.Items.Select(item => ((string?)null, item))], style, indent, IsInlineArray(array.Items, style), style.ArrayPadding) + ']',
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <param name="children">The children, in order.</param>
    /// <param name="style">How the neighbours are written.</param>
    /// <param name="indent">Indentation of the line with the opening bracket.</param>
    /// <param name="isInline">Whether all goes on one line.</param>
    /// <param name="padding">White space inside the brackets on one line.</param>
    private static string Content(
        IReadOnlyList<(string? Key, JsonFragment Value)> children, JsonStyle style, string indent, bool isInline, string padding)
    {
        if (isInline)
            return padding + string.Join("," + style.InlineLead, children.Select(child => Child(child.Key, child.Value, style, indent))) + padding;

        var inner = indent + style.IndentUnit;
        var lead = style.NewLine + inner;
        return lead + string.Join("," + lead, children.Select(child => Child(child.Key, child.Value, style, inner))) + style.NewLine + indent;
    }

    private static bool IsInlineArray(IEnumerable<JsonFragment> items, JsonStyle style) =>
        items.All(item => item.IsScalar) ? style.InlineScalarArrays : style.InlineObjects;

    /// <summary>Text of several lines with another indentation; what stood left of its own indentation, and empty lines, stay.</summary>
    private static string Moved(string text, string from, string to)
    {
        var lines = text.Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(from, StringComparison.Ordinal) && lines[i] is not ("" or "\r"))
                lines[i] = to + lines[i][from.Length..];
        }
        return string.Join('\n', lines);
    }
}
