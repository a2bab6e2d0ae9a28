using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>An array.</summary>
public sealed class ArrayNode : ContainerNode
{
    private readonly List<SyntaxNode> _items = [];

    internal ArrayNode(string source, int start)
        : base(source, start)
    {
    }

    /// <summary>The items in the order of the text.</summary>
    public IReadOnlyList<SyntaxNode> Items => _items;

    public override int Count => _items.Count;

    /// <summary>Zero-based place of an item; -1 for what is no item of this array.</summary>
    public int IndexOf(SyntaxNode item) => ReferenceEquals(item.Parent, this) ? item.Index : -1;

    internal override TextSpan ChildSpan(int index) => _items[index].Span;

    internal override SyntaxNode ChildValue(int index) => _items[index];

    internal void Add(SyntaxNode item)
    {
        item.Parent = this;
        item.Index = _items.Count;
        _items.Add(item);
    }
}
