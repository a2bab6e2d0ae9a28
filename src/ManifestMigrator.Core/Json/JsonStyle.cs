namespace ManifestMigrator.Json;

/// <summary>How the neighbours of a place are written, so that new text can be written alike.</summary>
internal sealed record JsonStyle
{
    private JsonStyle()
    {
    }

    public string NewLine { get; private init; } = "\n";

    /// <summary>White space that one level of nesting adds.</summary>
    public string IndentUnit { get; private init; } = "  ";

    /// <summary>Indentation of a new child.</summary>
    public string ChildIndent { get; private init; } = "";

    /// <summary>What stands between a key and its value, e.g. a colon and a blank.</summary>
    public string Colon { get; private init; } = ": ";

    /// <summary>Whether the container a child goes into is written on one line.</summary>
    public bool IsInline { get; private init; }

    /// <summary>Whether a new array of scalars is written on one line.</summary>
    public bool InlineScalarArrays { get; private init; }

    /// <summary>Whether a new object, or an array that holds objects, is written on one line.</summary>
    public bool InlineObjects { get; private init; }

    /// <summary>White space inside the brackets of an object on one line.</summary>
    public string ObjectPadding { get; private init; } = "";

    /// <summary>White space inside the brackets of an array on one line.</summary>
    public string ArrayPadding { get; private init; } = "";

    /// <summary>What stands between two children on one line.</summary>
    public string Separator { get; private init; } = ", ";

    /// <summary>The style for a child of a container.</summary>
    /// <param name="container">Where the new child goes.</param>
    /// <param name="near">Index of the child that the new one stands next to; nearer siblings decide first.</param>
    public static JsonStyle For(JsonContainer container, int near)
    {
        var root = RootOf(container);
        var isInline = container.Count > 0 ? !container.IsMultiLine : container.Parent is { IsMultiLine: false } || IsOneLine(root);
        var lead = Enumerable.Range(0, container.Count).Select(i => container.Lead(i).ToString()).LastOrDefault(text => text.Contains('\n', StringComparison.Ordinal));
        var newLine = NewLineOf(lead ?? container.Source);
        var unit = IndentUnitOf(root);
        var indent = lead is not null ? AfterLastBreak(lead) : IndentOfLine(container) + unit;
        var containers = Containers(root).ToList();
        var siblings = Siblings(container, near).Concat(containers).ToList();
        var inlineObject = containers.OfType<JsonObject>().FirstOrDefault(IsOneLineContainer);
        var inlineArray = containers.OfType<JsonArray>().FirstOrDefault(IsOneLineContainer);
        var inlineRow = containers.Find(candidate => IsOneLineContainer(candidate) && candidate.Count > 1);

        return new JsonStyle
        {
            NewLine = newLine,
            IndentUnit = unit,
            ChildIndent = indent,
            Colon = ColonOf(container, containers),
            IsInline = isInline,
            InlineScalarArrays = isInline || siblings.OfType<JsonArray>().FirstOrDefault(IsScalarArray) is { IsMultiLine: false },
            InlineObjects = isInline || siblings.Find(HoldsObjects) is { IsMultiLine: false },
            ObjectPadding = inlineObject?.Lead(0).ToString() ?? "",
            ArrayPadding = inlineArray?.Lead(0).ToString() ?? "",
            Separator = "," + (inlineRow?.Lead(1).ToString() ?? " "),
        };
    }

    /// <summary>White space at the start of the line on which a value, or the member it belongs to, begins.</summary>
    public static string IndentOfLine(JsonNode node)
    {
        var source = node.Source;
        var start = node.Member?.KeySpan.Start ?? node.Span.Start;
        var lineStart = start == 0 ? 0 : source.LastIndexOf('\n', start - 1) + 1;
        var end = lineStart;
        while (end < start && source[end] is ' ' or '\t')
            end++;
        return source[lineStart..end];
    }

    private static bool IsScalarArray(JsonArray array) => array.Count > 0 && array.Items.All(item => item is JsonScalar);

    /// <summary>A sibling that shows how objects are written: an object, or an array of objects.</summary>
    private static bool HoldsObjects(JsonContainer container) =>
        container.Count > 0 && (container is JsonObject || container.ChildValue(0) is JsonContainer);

    private static bool IsOneLineContainer(JsonContainer container) =>
        container.Count > 0 && !container.Source.AsSpan(container.Span.Start, container.Span.Length).Contains('\n');

    private static bool IsOneLine(JsonNode root) => root is JsonContainer { Count: > 0, IsMultiLine: false };

    private static JsonNode RootOf(JsonNode node)
    {
        while (node.Parent is { } parent)
            node = parent;
        return node;
    }

    private static IEnumerable<JsonContainer> Siblings(JsonContainer container, int near) =>
        Enumerable.Range(0, container.Count)
            .OrderBy(i => Math.Abs(i - near))
            .Select(container.ChildValue)
            .OfType<JsonContainer>();

    private static IEnumerable<JsonContainer> Containers(JsonNode node)
    {
        if (node is not JsonContainer container)
            yield break;
        if (container.Parent is not null)
            yield return container;
        for (var i = 0; i < container.Count; i++)
        {
            foreach (var inner in Containers(container.ChildValue(i)))
                yield return inner;
        }
    }

    private static string IndentUnitOf(JsonNode root) =>
        root is JsonContainer { IsMultiLine: true } container && AfterLastBreak(container.Lead(0).ToString()) is { Length: > 0 } indent ? indent : "  ";

    private static string ColonOf(JsonContainer container, List<JsonContainer> containers)
    {
        var colons = Colons(container).ToList();
        if (colons.Count == 0)
            colons = [.. containers.SelectMany(Colons)];
        return colons.GroupBy(colon => colon, StringComparer.Ordinal).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key ?? ": ";
    }

    private static IEnumerable<string> Colons(JsonContainer container) =>
        from member in (container as JsonObject)?.Members ?? []
        let colon = member.Value.Source[member.KeySpan.End..member.Value.Span.Start]
        where !colon.Contains('\n', StringComparison.Ordinal)
        select colon;

    private static string NewLineOf(string text)
    {
        var feed = text.IndexOf('\n', StringComparison.Ordinal);
        return feed > 0 && text[feed - 1] == '\r' ? "\r\n" : "\n";
    }

    private static string AfterLastBreak(string lead) => lead[(lead.LastIndexOf('\n') + 1)..];
}
