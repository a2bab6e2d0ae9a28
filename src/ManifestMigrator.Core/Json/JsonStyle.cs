namespace ManifestMigrator.Json;

/// <summary>
/// How the neighbours of a place are written, so that new text can be written alike: the siblings count first (the nearest
/// before the others), then the rest of the text (from the top). Nothing is computed before it is needed.
/// </summary>
internal sealed class JsonStyle
{
    private readonly SyntaxNode _root;
    private readonly ContainerNode? _container;
    private readonly int _near;

    private JsonStyle(SyntaxNode root, ContainerNode? container, int near)
    {
        _root = root;
        _container = container;
        _near = near;
    }

    /// <summary>The style for a child of a container.</summary>
    /// <param name="container">Where the new child goes.</param>
    /// <param name="near">Index of the child that the new one stands next to.</param>
    public static JsonStyle In(ContainerNode container, int near) => new(RootOf(container), container, near);

    /// <summary>The style for what takes the place of a value.</summary>
    public static JsonStyle InPlaceOf(SyntaxNode value) => new(RootOf(value), value.Parent, value.Index);

    /// <summary>White space before a new child, e.g. a line break and its indentation, without blank lines.</summary>
    public string Lead => field ??= IsInline ? InlineLead : NewLine + ChildIndent;

    /// <summary>White space between a comma and the next child on the same line.</summary>
    public string InlineLead => field ??= FindInlineLead();

    public string NewLine => field ??= NewLineOf(NearestLeadWithBreak ?? _root.Source);

    /// <summary>White space that one level of nesting adds.</summary>
    public string IndentUnit => field ??= Containers.Select(AddedIndent).FirstOrDefault(unit => unit.Length > 0) ?? "  ";

    /// <summary>Indentation of the line on which a new child begins.</summary>
    public string ChildIndent => field ??= IsInline || NearestLeadWithBreak is not { } lead
        ? IndentOfLine(_container ?? _root)
        : AfterLastBreak(lead);

    /// <summary>What stands between a key and its value, e.g. a colon and a blank.</summary>
    public string Colon => field ??= MostCommonColon(Colons(_container)) ?? MostCommonColon(Containers.SelectMany(Colons)) ?? ": ";

    /// <summary>Whether a new array of scalars is written on one line.</summary>
    public bool InlineScalarArrays => IsInline || FirstContainer(IsScalarArray) is { IsMultiLine: false };

    /// <summary>Whether a new object, or an array that holds objects, is written on one line.</summary>
    public bool InlineObjects => IsInline || FirstContainer(HoldsContainers) is { IsMultiLine: false };

    /// <summary>White space inside the brackets of an object on one line.</summary>
    public string ObjectPadding => field ??= Padding(container => container is ObjectNode);

    /// <summary>White space inside the brackets of an array on one line.</summary>
    public string ArrayPadding => field ??= Padding(container => container is ArrayNode);

    /// <summary>White space at the start of the line on which a value, or the member it belongs to, begins.</summary>
    public static string IndentOfLine(SyntaxNode node)
    {
        var before = node.Source.AsSpan(0, node.Member?.KeySpan.Start ?? node.Span.Start);
        var line = before[(before.LastIndexOf('\n') + 1)..];
        var length = line.IndexOfAnyExcept(' ', '\t');
        return new string(length < 0 ? line : line[..length]);
    }

    /// <summary>Whether the container that the new text goes into does not give each child a line.</summary>
    private bool IsInline => _container is { Count: > 0, IsMultiLine: false };

    /// <summary>What stands before the nearest sibling that begins a line.</summary>
    private string? NearestLeadWithBreak => field ??= Siblings
        .Select(i => _container!.Lead(i).ToString())
        .FirstOrDefault(lead => lead.Contains('\n', StringComparison.Ordinal));

    /// <summary>Indexes of the siblings, the nearest first.</summary>
    private IEnumerable<int> Siblings
    {
        get
        {
            var count = _container?.Count ?? 0;
            for (var distance = 0; distance <= count; distance++)
            {
                if (_near - distance is var before && before >= 0 && before < count)
                    yield return before;
                if (_near + distance is var behind && distance > 0 && behind < count)
                    yield return behind;
            }
        }
    }

    /// <summary>All containers of the text.</summary>
    private IEnumerable<ContainerNode> Containers
    {
        get
        {
            var rest = new Stack<SyntaxNode>([_root]);
            while (rest.TryPop(out var node))
            {
                if (node is not ContainerNode container)
                    continue;
                yield return container;
                for (var i = container.Count - 1; i >= 0; i--)
                    rest.Push(container.ChildValue(i));
            }
        }
    }

    /// <summary>The siblings that are containers, then all containers inside the root.</summary>
    private ContainerNode? FirstContainer(Func<ContainerNode, bool> condition) =>
        Siblings.Select(i => _container!.ChildValue(i)).OfType<ContainerNode>()
            .Concat(Containers.Where(container => container.Parent is not null))
            .FirstOrDefault(condition);

    private string FindInlineLead()
    {
        if (IsInline && _container!.Count > 1)
            return _container.Lead(Math.Clamp(_near, 1, _container.Count - 1)).ToString();
        if (Containers.FirstOrDefault(container => container.IsOneLine && container.Count > 1) is { } row)
            return row.Lead(1).ToString();
        return Colon.EndsWith(':') ? "" : " ";
    }

    private string Padding(Func<ContainerNode, bool> condition) =>
        Containers.FirstOrDefault(container => container.IsOneLine && condition(container))?.Lead(0).ToString() ?? "";

    private static bool IsScalarArray(ContainerNode container) =>
        container is ArrayNode { Count: > 0 } array && array.Items.All(item => item is ScalarNode);

    private static bool HoldsContainers(ContainerNode container) =>
        container is ObjectNode { Count: > 0 } || (container.Count > 0 && container.ChildValue(0) is ContainerNode);

    private static string AddedIndent(ContainerNode container)
    {
        if (!container.IsMultiLine)
            return "";
        var outer = IndentOfLine(container);
        var inner = AfterLastBreak(container.Lead(0).ToString());
        return inner.StartsWith(outer, StringComparison.Ordinal) ? inner[outer.Length..] : "";
    }

    private static string? MostCommonColon(IEnumerable<string> colons) =>
        colons.GroupBy(colon => colon, StringComparer.Ordinal).MaxBy(group => group.Count())?.Key;

    private static IEnumerable<string> Colons(ContainerNode? container) =>
        from member in (container as ObjectNode)?.Members ?? []
        let colon = member.Value.Source[member.KeySpan.End..member.Value.Span.Start]
        where !colon.Contains('\n', StringComparison.Ordinal)
        select colon;

    private static SyntaxNode RootOf(SyntaxNode node)
    {
        while (node.Parent is { } parent)
            node = parent;
        return node;
    }

    private static string NewLineOf(string text)
    {
        var feed = text.IndexOf('\n', StringComparison.Ordinal);
        return feed > 0 && text[feed - 1] == '\r' ? "\r\n" : "\n";
    }

    private static string AfterLastBreak(string lead) => lead[(lead.LastIndexOf('\n') + 1)..];
}
