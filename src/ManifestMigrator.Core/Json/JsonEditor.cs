using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>
/// Collects what shall become of one document and turns it into edits of its text. Only the bytes that must change do;
/// new text takes the style of its siblings. The document itself stays as it is.
/// </summary>
/// <remarks>
/// All that is asked refers to the document as it was parsed. What happens inside a value that is removed, replaced or
/// moved goes with it; of two new keys for one member, or two new values for one, the later holds. Members and items
/// put in the same place stand in the order in which they were put there.
/// </remarks>
public sealed class JsonEditor
{
    private readonly List<TextEdit> _edits = [];
    private readonly Dictionary<ContainerNode, JsonChildren> _children = [];

    /// <summary>Gives a member another key; its value and its place stay.</summary>
    public void RenameKey(ObjectMember member, string key) => _edits.Add(new TextEdit(member.KeySpan, JsonString.Encode(key)));

    /// <summary>Puts another value in the place of one.</summary>
    public void Replace(SyntaxNode value, JsonFragment replacement) =>
        _edits.Add(new TextEdit(value.Span, JsonLayout.InPlaceOf(value, replacement)));

    /// <summary>Takes a member out, with the comma that becomes superfluous.</summary>
    public void Remove(ObjectMember member) => RemoveItem(member.Value);

    /// <summary>Takes an item out of its array, with the comma that becomes superfluous.</summary>
    public void RemoveItem(SyntaxNode item) => Children(item.Parent!).Remove(item.Index);

    public void InsertFirst(ObjectNode parent, string key, JsonFragment value) => Children(parent).Insert(-1, key, value);

    /// <summary>Puts a member behind another one of the same object.</summary>
    public void InsertAfter(ObjectMember sibling, string key, JsonFragment value) =>
        Children(sibling.Value.Parent!).Insert(sibling.Value.Index, key, value);

    public void InsertLast(ObjectNode parent, string key, JsonFragment value) => Children(parent).Insert(parent.Count - 1, key, value);

    /// <summary>Puts an item behind the item of an index; -1 puts it first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no item of that index.</exception>
    public void InsertItemAfter(ArrayNode parent, int index, JsonFragment value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, parent.Count);
        Children(parent).Insert(index, key: null, value);
    }

    /// <summary>Puts a member behind another one of the same object, where it had stood elsewhere in it.</summary>
    /// <exception cref="ArgumentException">The members are of different objects.</exception>
    public void MoveAfter(ObjectMember member, ObjectMember sibling)
    {
        var parent = member.Value.Parent!;
        if (!ReferenceEquals(parent, sibling.Value.Parent))
            throw new ArgumentException("A member moves only within its object.", nameof(sibling));
        Remove(member);
        Children(parent).Insert(sibling.Value.Index, key: null, JsonFragment.Existing(member));
    }

    /// <summary>All that was collected, as edits of the document's text.</summary>
    public IReadOnlyList<TextEdit> Edits() =>
        [.. Outermost(_edits.Concat(_children.Values.SelectMany(children => children.Edits())))];

    /// <summary>The edits in order, without those inside another one; of those with the same span, the last.</summary>
    private static IEnumerable<TextEdit> Outermost(IEnumerable<TextEdit> edits)
    {
        var end = 0;
        foreach (var edit in edits.Reverse().OrderBy(edit => edit.Span.Start).ThenByDescending(edit => edit.Span.Length == 0).ThenByDescending(edit => edit.Span.End))
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
