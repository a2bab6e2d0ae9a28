using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>An object. Keys may stand twice; nothing is merged.</summary>
public sealed class ObjectNode : ContainerNode
{
    private readonly List<ObjectMember> _members = [];

    internal ObjectNode(string source, int start)
        : base(source, start)
    {
    }

    /// <summary>The members in the order of the text.</summary>
    public IReadOnlyList<ObjectMember> Members => _members;

    public override int Count => _members.Count;

    /// <summary>The value of a key, or <see langword="null"/>; of a key that stands twice, the first.</summary>
    public SyntaxNode? this[string key] => Find(key)?.Value;

    /// <summary>The member of a key, or <see langword="null"/>; of a key that stands twice, the first.</summary>
    public ObjectMember? Find(string key)
    {
        foreach (var member in _members)
        {
            if (member.KeyIs(key))
                return member;
        }
        return null;
    }

    internal override TextSpan ChildSpan(int index) => _members[index].Span;

    internal override SyntaxNode ChildValue(int index) => _members[index].Value;

    internal void Add(ObjectMember member)
    {
        member.Value.Parent = this;
        member.Value.Index = _members.Count;
        member.Value.Member = member;
        _members.Add(member);
    }
}
