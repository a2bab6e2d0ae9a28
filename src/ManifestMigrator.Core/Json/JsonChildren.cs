namespace ManifestMigrator.Json;

/// <summary>
/// The children of one container that go and come, and the edits that do it. The container is seen as the children that
/// stay and the gaps between them (before the first, after the last); each gap is one edit or none.
/// </summary>
internal sealed class JsonChildren(JsonContainer container)
{
    private readonly HashSet<int> _removed = [];
    private readonly List<(int After, string? Key, JsonFragment Value)> _inserted = [];

    public void Remove(int index) => _removed.Add(index);

    public void Insert(int after, string? key, JsonFragment value) => _inserted.Add((after, key, value));

    public IEnumerable<TextEdit> Edits()
    {
        var previous = -1;
        for (var next = 0; next <= container.Count; next++)
        {
            if (next < container.Count && _removed.Contains(next))
                continue;
            if (Gap(previous, next) is { } edit)
                yield return edit;
            previous = next;
        }
    }

    /// <summary>The edit between two children that stay; -1 and the number of children stand for the brackets.</summary>
    private TextEdit? Gap(int previous, int next)
    {
        var fresh = _inserted.Where(child => child.After >= previous && child.After < next).OrderBy(child => child.After).ToList();
        var firstRemoved = previous + 1;
        var lastRemoved = next - 1;
        var removesSome = firstRemoved <= lastRemoved;

        if (fresh.Count == 0)
            return removesSome ? Removal(previous, next) : null;

        var style = JsonStyle.For(container, previous);
        var texts = fresh.Select(child => JsonLayout.Child(child.Key, child.Value, style));
        var separator = "," + Lead(previous, style);
        var text = string.Join(separator, texts);

        if (removesSome)
            return new TextEdit(new TextSpan(container.ChildSpan(firstRemoved).Start, container.ChildSpan(lastRemoved).End), text);
        if (previous >= 0)
            return TextEdit.Insert(container.ChildSpan(previous).End, separator + text);
        if (next < container.Count)
            return TextEdit.Insert(container.ChildSpan(next).Start, text + separator);
        return new TextEdit(Inside, style.IsInline ? Padded(text, style) : Lines(text, style));
    }

    private TextEdit Removal(int previous, int next)
    {
        if (previous < 0 && next == container.Count)
            return new TextEdit(Inside, "");
        if (previous < 0)
            return TextEdit.Remove(container.ChildSpan(0).Start, container.ChildSpan(next).Start);
        if (next == container.Count)
            return TextEdit.Remove(container.ChildSpan(previous).End, container.ChildSpan(next - 1).End);
        return TextEdit.Remove(container.Commas[previous] + 1, container.Commas[next - 1] + 1);
    }

    private TextSpan Inside => new(container.Span.Start + 1, container.Span.End - 1);

    private string Padded(string text, JsonStyle style)
    {
        var padding = container is JsonObject ? style.ObjectPadding : style.ArrayPadding;
        return padding + text + padding;
    }

    private string Lines(string text, JsonStyle style) =>
        style.NewLine + style.ChildIndent + text + style.NewLine + JsonStyle.IndentOfLine(container);

    /// <summary>The white space between the comma before a new child and the child, as the siblings have it, without blank lines.</summary>
    private string Lead(int previous, JsonStyle style)
    {
        if (!style.IsInline)
            return style.NewLine + style.ChildIndent;
        var sibling = Math.Clamp(previous, 1, Math.Max(1, container.Count - 1));
        return sibling < container.Count ? container.Lead(sibling).ToString() : style.Separator[1..];
    }
}
