using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>An array.</summary>
public sealed class JsonArray : JsonContainer
{
    private readonly List<JsonNode> _items = [];

    internal JsonArray(string source, int start)
        : base(source, start)
    {
    }

    /// <summary>The items in the order of the text.</summary>
    public IReadOnlyList<JsonNode> Items => _items;

    public override int Count => _items.Count;

    /// <summary>Zero-based place of an item; -1 for what is no item of this array.</summary>
    public int IndexOf(JsonNode item) => ReferenceEquals(item.Parent, this) ? item.Index : -1;

    internal override TextSpan ChildSpan(int index) => _items[index].Span;

    internal override JsonNode ChildValue(int index) => _items[index];

    internal void Add(JsonNode item)
    {
        item.Parent = this;
        item.Index = _items.Count;
        _items.Add(item);
    }
}
