namespace ManifestMigrator.Json;

/// <summary>An object or array: children between brackets, commas between them.</summary>
public abstract class JsonContainer : JsonNode
{
    private readonly List<int> _commas = [];

    private protected JsonContainer(string source, int start)
        : base(source, start)
    {
    }

    /// <summary>Number of members or items.</summary>
    public abstract int Count { get; }

    /// <summary>Offset of the comma behind each child but the last.</summary>
    internal IReadOnlyList<int> Commas => _commas;

    /// <summary>From the first to the last character of a member or an item.</summary>
    internal abstract TextSpan ChildSpan(int index);

    internal abstract JsonNode ChildValue(int index);

    internal void AddComma(int offset) => _commas.Add(offset);

    internal void CloseAt(int end) => Span = Span with { End = end };

    /// <summary>The white space before a child.</summary>
    internal ReadOnlySpan<char> Lead(int index)
    {
        var from = index == 0 ? Span.Start + 1 : _commas[index - 1] + 1;
        return Source.AsSpan(from, ChildSpan(index).Start - from);
    }

    /// <summary>Whether the children stand on lines of their own; an empty container does not.</summary>
    internal bool IsMultiLine => Count > 0 && Lead(0).Contains('\n');
}
