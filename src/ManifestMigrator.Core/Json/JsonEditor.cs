namespace ManifestMigrator.Json;

/// <summary>
/// Collects what shall become of one document and turns it into edits of its text. Only the bytes that must change do;
/// new text takes the style of its siblings. The document itself stays as it is.
/// </summary>
public sealed class JsonEditor
{
    private readonly List<TextEdit> _edits = [];
    private readonly Dictionary<JsonContainer, JsonChildren> _children = [];

    /// <summary>Gives a member another key; its value and its place stay.</summary>
    public void RenameKey(JsonMember member, string key) => _edits.Add(new TextEdit(member.KeySpan, JsonString.Encode(key)));

    /// <summary>Puts another value in the place of one.</summary>
    public void Replace(JsonNode value, JsonFragment replacement)
    {
        var near = value.Parent is null ? 0 : IndexOf(value);
        var style = JsonStyle.For(value.Parent ?? (JsonContainer)value, near);
        _edits.Add(new TextEdit(value.Span, JsonLayout.Value(replacement, style, JsonStyle.IndentOfLine(value))));
    }

    /// <summary>Takes a member out, with the comma that becomes superfluous.</summary>
    public void Remove(JsonMember member) => Children(member.Value.Parent!).Remove(IndexOf(member.Value));

    /// <summary>Takes an item out of its array, with the comma that becomes superfluous.</summary>
    public void RemoveItem(JsonNode item) => Children(item.Parent!).Remove(IndexOf(item));

    public void InsertFirst(JsonObject parent, string key, JsonFragment value) => Children(parent).Insert(-1, key, value);

    /// <summary>Puts a member behind another one of the same object.</summary>
    public void InsertAfter(JsonMember sibling, string key, JsonFragment value) =>
        Children(sibling.Value.Parent!).Insert(IndexOf(sibling.Value), key, value);

    public void InsertLast(JsonObject parent, string key, JsonFragment value) => Children(parent).Insert(parent.Count - 1, key, value);

    /// <summary>Puts an item behind the item of an index; -1 puts it first.</summary>
    public void InsertItemAfter(JsonArray parent, int index, JsonFragment value) => Children(parent).Insert(index, key: null, value);

    /// <summary>Puts a member behind another one of the same object, where it had stood elsewhere in it.</summary>
    public void MoveAfter(JsonMember member, JsonMember sibling)
    {
        Remove(member);
        InsertAfter(sibling, member.Key, JsonFragment.Existing(member.Value));
    }

    /// <summary>All that was collected, as edits of the document's text.</summary>
    public IReadOnlyList<TextEdit> Edits() =>
        TextEdits.InOrder(_edits.Concat(_children.Values.SelectMany(children => children.Edits())));

    private JsonChildren Children(JsonContainer container)
    {
        if (!_children.TryGetValue(container, out var children))
            _children.Add(container, children = new JsonChildren(container));
        return children;
    }

    private static int IndexOf(JsonNode value)
    {
        var parent = value.Parent!;
        for (var i = 0; i < parent.Count; i++)
        {
            if (ReferenceEquals(parent.ChildValue(i), value))
                return i;
        }
        throw new ArgumentException("The value is not in the tree of its parent.", nameof(value));
    }
}
