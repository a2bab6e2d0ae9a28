using ManifestMigrator.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Json;

/// <summary>What edits must lead to, said a second time, with Newtonsoft's tokens and without a thought of text.</summary>
internal sealed class ExpectedTree
{
    private readonly Dictionary<SyntaxNode, string> _keys = [];
    private readonly Dictionary<SyntaxNode, string> _values = [];
    private readonly HashSet<SyntaxNode> _removed = [];
    private readonly HashSet<SyntaxNode> _moved = [];
    private readonly List<(ContainerNode Parent, int After, string? Key, string Json)> _inserted = [];

    public static JToken Read(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = SyntaxTree.MaximumDepth };
        return JToken.ReadFrom(reader);
    }

    public void Rename(SyntaxNode value, string key) => _keys[value] = key;

    public void Replace(SyntaxNode node, string json) => _values[node] = json;

    public void Remove(SyntaxNode node) => _removed.Add(node);

    public bool MayMove(SyntaxNode node) => _moved.Add(node);

    public void Insert(ContainerNode parent, int after, string? key, string json) => _inserted.Add((parent, after, key, json));

    public JToken Token(SyntaxNode node)
    {
        if (_values.TryGetValue(node, out var json))
            return Read(json);
        return node switch
        {
            ObjectNode @object => new JObject(Children(@object).Select(child => new JProperty(child.Key!, child.Value))),
            ArrayNode array => new JArray(Children(array).Select(child => child.Value)),
            _ => Read(node.Text),
        };
    }

    private IEnumerable<(string? Key, JToken Value)> Children(ContainerNode container)
    {
        for (var i = -1; i < container.Count; i++)
        {
            if (i >= 0 && container.ChildValue(i) is var child && !_removed.Contains(child))
                yield return (_keys.GetValueOrDefault(child) ?? child.Member?.Key, Token(child));
            foreach (var (_, _, key, json) in _inserted.Where(inserted => inserted.Parent == container && inserted.After == i))
                yield return (key, Read(json));
        }
    }
}
