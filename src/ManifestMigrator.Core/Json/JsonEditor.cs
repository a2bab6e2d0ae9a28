using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>
/// Collects changes to one document and turns them into edits of its text. Only the bytes that must change do; new text takes
/// the style of its siblings. The document itself stays as it is.
/// </summary>
/// <remarks>
/// Every change refers to the document as it was parsed. A change inside a value that is removed, replaced or moved is lost with
/// it; of two new keys, or two new values, for one member the later one wins. Members and items inserted at the same place keep
/// the order in which they were inserted.
/// </remarks>
public sealed class JsonEditor
{
    private readonly List<TextEdit> _edits = [];
    private readonly Dictionary<ContainerNode, JsonChildren> _children = [];

    /// <summary>Gives a member another key; its value and its place stay.</summary>
    public void RenameKey(ObjectMember member, string key) => _edits.Add(new TextEdit(member.KeySpan, JsonString.Encode(key)));

    /// <summary>Replaces a value.</summary>
    public void Replace(SyntaxNode value, JsonFragment replacement) =>
        _edits.Add(new TextEdit(value.Span, JsonLayout.InPlaceOf(value, replacement)));

    /// <summary>Removes a member and the comma it no longer needs.</summary>
    public void Remove(ObjectMember member) => RemoveItem(member.Value);

    /// <summary>Removes an item from its array and the comma it no longer needs.</summary>
    public void RemoveItem(SyntaxNode item) => Children(item.Parent!).Remove(item.Index);

    public void InsertFirst(ObjectNode parent, string key, JsonFragment value) => Children(parent).Insert(-1, key, value);

    /// <summary>Inserts a member after another one of the same object.</summary>
    public void InsertAfter(ObjectMember sibling, string key, JsonFragment value) =>
        Children(sibling.Value.Parent!).Insert(sibling.Value.Index, key, value);

    public void InsertLast(ObjectNode parent, string key, JsonFragment value) => Children(parent).Insert(parent.Count - 1, key, value);

    /// <summary>Inserts an item after the one at an index; -1 inserts it first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no item of that index.</exception>
    public void InsertItemAfter(ArrayNode parent, int index, JsonFragment value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, parent.Count);
        Children(parent).Insert(index, key: null, value);
    }

    /// <summary>Moves a member after another one of the same object.</summary>
    /// <exception cref="ArgumentException">The members are of different objects.</exception>
    public void MoveAfter(ObjectMember member, ObjectMember sibling)
    {
        var parent = member.Value.Parent!;
        if (!ReferenceEquals(parent, sibling.Value.Parent))
            throw new ArgumentException("A member moves only within its object.", nameof(sibling));
        Remove(member);
        Children(parent).Insert(sibling.Value.Index, key: null, JsonFragment.Existing(member));
    }

    /// <summary>The changes as edits of the document's text.</summary>
    public IReadOnlyList<TextEdit> Edits() =>
        [.. Outermost(_edits.Concat(_children.Values.SelectMany(children => children.Edits())))];

    /// <summary>The edits in order, without those inside another one; of those with the same span, the last. What is inserted comes before what is replaced there.</summary>
    private static IEnumerable<TextEdit> Outermost(IEnumerable<TextEdit> edits)
    {
        var end = 0;
        foreach (var edit in edits.Reverse().OrderBy(edit => edit.Span.Start).ThenByDescending(edit => edit.Span.Length == 0 ? int.MaxValue : edit.Span.End))
        {
            if (edit.Span.Start < end)
                continue;
            end = edit.Span.End;
            yield return edit;
        }
    }

    private JsonChildren Children(ContainerNode container)
    {
        if (!_children.TryGetValue(container, out var children))
            _children.Add(container, children = new JsonChildren(container));
        return children;
    }
}

/// <summary>A new value, before it is laid out in the style of the place it goes to.</summary>
public abstract record JsonFragment
{
    private protected JsonFragment(bool isScalar) => IsScalar = isScalar;

    internal bool IsScalar { get; }

    public static JsonFragment String(string value) => new RawFragment(JsonString.Encode(value));

    /// <summary>A scalar written in exactly these characters.</summary>
    public static JsonFragment Raw(string json) => new RawFragment(json);

    public static JsonFragment Object(params ReadOnlySpan<(string Key, JsonFragment Value)> members)
    {
        var children = new NewChild[members.Length];
        for (var i = 0; i < members.Length; i++)
            children[i] = new NewChild(members[i].Key, members[i].Value);
        return new ObjectFragment(children);
    }

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
        ObjectNode @object => new ObjectFragment([.. @object.Members.Select(member => new NewChild(member.Key, From(member.Value)))]),
        ArrayNode array => Array([.. array.Items.Select(From)]),
        _ => Raw(node.Text),
    };
}

/// <param name="Key">Key of a new member; <see langword="null"/> for an array item, or when the value brings its key.</param>
/// <param name="Value">The new value.</param>
internal sealed record NewChild(string? Key, JsonFragment Value);

internal sealed record RawFragment(string Json) : JsonFragment(isScalar: true);

internal sealed record ObjectFragment(IReadOnlyList<NewChild> Members) : JsonFragment(isScalar: false);

internal sealed record ArrayFragment(IReadOnlyList<JsonFragment> Items) : JsonFragment(isScalar: false);

/// <param name="Text">As it is written elsewhere.</param>
/// <param name="Indent">Indentation of the line on which it begins there.</param>
/// <param name="IsScalar">Whether the value is one.</param>
internal sealed record ExistingFragment(string Text, string Indent, bool IsScalar) : JsonFragment(IsScalar);

/// <summary>
/// The children of one container that are removed and inserted, and the edits for that. The container is seen as the children that
/// stay and the gaps between them (before the first, after the last); each gap is one edit or none.
/// </summary>
internal sealed class JsonChildren(ContainerNode container)
{
    private readonly HashSet<int> _removed = [];
    private readonly List<Insertion> _inserted = [];

    public void Remove(int index) => _removed.Add(index);

    /// <summary>Inserts a child after another one, and after those inserted there before; -1 stands for the opening bracket.</summary>
    public void Insert(int after, string? key, JsonFragment value) => _inserted.Add(new Insertion(after, new NewChild(key, value)));

    public IEnumerable<TextEdit> Edits()
    {
        var inserted = new Queue<Insertion>(_inserted.OrderBy(child => child.After));
        var previous = -1;
        for (var next = 0; next <= container.Count; next++)
        {
            if (next < container.Count && _removed.Contains(next))
                continue;

            var fresh = new List<NewChild>();
            while (inserted.TryPeek(out var child) && child.After < next)
            {
                inserted.Dequeue();
                fresh.Add(child.Child);
            }

            if (fresh.Count > 0)
                yield return Insert(previous, next, fresh);
            else if (next - previous > 1)
                yield return Removal(previous, next);
            previous = next;
        }
    }

    /// <summary>New text between two children that stay, instead of those that are removed, if any; -1 and the number of children stand for the brackets.</summary>
    private TextEdit Insert(int previous, int next, List<NewChild> fresh)
    {
        if (container.Count == 0)
            return new TextEdit(Inside, JsonLayout.Content(container, fresh));

        var style = JsonStyle.In(container, previous);
        var separator = "," + style.Lead;
        var text = string.Join(separator, fresh.Select(child => JsonLayout.Child(child.Key, child.Value, style)));

        if (next - previous > 1)
            return new TextEdit(new TextSpan(container.ChildSpan(previous + 1).Start, container.ChildSpan(next - 1).End), text);
        return previous >= 0
            ? TextEdit.Insert(container.ChildSpan(previous).End, separator + text)
            : TextEdit.Insert(container.ChildSpan(next).Start, text + separator);
    }

    /// <summary>Removes the children between two that stay, and as many commas.</summary>
    private TextEdit Removal(int previous, int next)
    {
        if (previous < 0 && next == container.Count)
            return new TextEdit(Inside, "");
        if (previous < 0)
            return TextEdit.Remove(container.ChildSpan(0).Start, container.ChildSpan(next).Start);
        if (next == container.Count)
            return TextEdit.Remove(container.ChildSpan(previous).End, container.ChildSpan(next - 1).End);
        if (BeginsItsLine(previous + 1) && !BeginsItsLine(next))
            return TextEdit.Remove(container.ChildSpan(previous + 1).Start, container.ChildSpan(next).Start);
        return TextEdit.Remove(container.CommaAfter(previous) + 1, container.CommaAfter(next - 1) + 1);
    }

    private bool BeginsItsLine(int child) => container.Lead(child).Contains('\n');

    private TextSpan Inside => new(container.Span.Start + 1, container.Span.End - 1);

    /// <param name="After">Index of the child that it comes after; -1 for the opening bracket.</param>
    /// <param name="Child">The new child.</param>
    private sealed record Insertion(int After, NewChild Child);
}

/// <summary>Writes new members, items and values in a style.</summary>
internal static class JsonLayout
{
    /// <summary>A new child of a container that has others.</summary>
    /// <param name="key">Key of a new member; <see langword="null"/> for an array item, or when the value brings its key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="style">How the neighbours are written.</param>
    public static string Child(string? key, JsonFragment value, JsonStyle style) => Child(key, value, style, style.ChildIndent);

    /// <summary>Text to replace a value with.</summary>
    public static string InPlaceOf(SyntaxNode old, JsonFragment value) =>
        Value(value, JsonStyle.InPlaceOf(old), JsonStyle.IndentOfLine(old));

    /// <summary>Text between the brackets of an empty container, written as if the container were new, too.</summary>
    public static string Content(ContainerNode empty, IReadOnlyList<NewChild> children)
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
            '[' + Content([.. array.Items.Select(item => new NewChild(null, item))], style, indent, IsInlineArray(array.Items, style), style.ArrayPadding) + ']',
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <param name="children">The children, in order.</param>
    /// <param name="style">How the neighbours are written.</param>
    /// <param name="indent">Indentation of the line with the opening bracket.</param>
    /// <param name="isInline">Whether all goes on one line.</param>
    /// <param name="padding">White space inside the brackets on one line.</param>
    private static string Content(
        IReadOnlyList<NewChild> children, JsonStyle style, string indent, bool isInline, string padding)
    {
        if (isInline)
            return padding + string.Join("," + style.InlineLead, children.Select(child => Child(child.Key, child.Value, style, indent))) + padding;

        var inner = indent + style.IndentUnit;
        var lead = style.NewLine + inner;
        return lead + string.Join("," + lead, children.Select(child => Child(child.Key, child.Value, style, inner))) + style.NewLine + indent;
    }

    private static bool IsInlineArray(IEnumerable<JsonFragment> items, JsonStyle style) =>
        items.All(item => item.IsScalar) ? style.InlineScalarArrays : style.InlineObjects;

    /// <summary>Text of several lines with another indentation; lines that are indented less, and empty ones, stay.</summary>
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
