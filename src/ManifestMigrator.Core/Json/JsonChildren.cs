using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>
/// The children of one container that go and come, and the edits that do it. The container is seen as the children that
/// stay and the gaps between them (before the first, after the last); each gap is one edit or none.
/// </summary>
internal sealed class JsonChildren(ContainerNode container)
{
    private readonly HashSet<int> _removed = [];
    private readonly List<(int After, string? Key, JsonFragment Value)> _inserted = [];

    public void Remove(int index) => _removed.Add(index);

    /// <summary>Puts a child behind another one, and behind those that were put there before; -1 stands for the opening bracket.</summary>
    public void Insert(int after, string? key, JsonFragment value) => _inserted.Add((after, key, value));

    public IEnumerable<TextEdit> Edits()
    {
        var inserted = new Queue<(int After, string? Key, JsonFragment Value)>(_inserted.OrderBy(child => child.After));
        var previous = -1;
        for (var next = 0; next <= container.Count; next++)
        {
            if (next < container.Count && _removed.Contains(next))
                continue;

            var fresh = new List<(string? Key, JsonFragment Value)>();
            while (inserted.TryPeek(out var child) && child.After < next)
            {
                inserted.Dequeue();
                fresh.Add((child.Key, child.Value));
            }

            if (fresh.Count > 0)
                yield return Insertion(previous, next, fresh);
            else if (next - previous > 1)
                yield return Removal(previous, next);
            previous = next;
        }
    }

    /// <summary>New text between two children that stay, in the place of those that go, if any; -1 and the number of children stand for the brackets.</summary>
    private TextEdit Insertion(int previous, int next, List<(string? Key, JsonFragment Value)> fresh)
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

    /// <summary>The children between two that stay go, and as many commas with them.</summary>
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
}
