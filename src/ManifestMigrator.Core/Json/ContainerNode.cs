using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>An object or array: children between brackets, commas between them.</summary>
public abstract class ContainerNode : SyntaxNode
{
    private protected ContainerNode(string source, int start)
        : base(source, start)
    {
    }

    /// <summary>Number of members or items.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the first child stands on a line of its own; an empty container has none.</summary>
    internal bool IsMultiLine => Count > 0 && Lead(0).Contains('\n');

    /// <summary>Whether there are children, and all of it stands on one line.</summary>
    internal bool IsOneLine => Count > 0 && !Source.AsSpan(Span.Start, Span.Length).Contains('\n');

    /// <summary>From the first to the last character of a member or an item.</summary>
    internal abstract TextSpan ChildSpan(int index);

    internal abstract SyntaxNode ChildValue(int index);

    internal void CloseAt(int end) => Span = Span with { End = end };

    /// <summary>Offset of the comma behind a child that is not the last. Asked only of strict JSON.</summary>
    internal int CommaAfter(int index) => Source.IndexOf(',', ChildSpan(index).End);

    /// <summary>The white space before a child. Asked only of strict JSON.</summary>
    internal ReadOnlySpan<char> Lead(int index)
    {
        var from = (index == 0 ? Span.Start : CommaAfter(index - 1)) + 1;
        return Source.AsSpan(from, ChildSpan(index).Start - from);
    }
}
