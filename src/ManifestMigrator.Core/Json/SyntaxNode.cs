using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>A value in a JSON text: where it stands, not a copy of it. Immutable once parsed.</summary>
public abstract class SyntaxNode
{
    private readonly string _source;

    private protected SyntaxNode(string source, int start)
    {
        _source = source;
        Span = TextSpan.At(start);
    }

    /// <summary>From the first to the last character of the value.</summary>
    public TextSpan Span { get; private protected set; }

    /// <summary>The object or array that holds the value; <see langword="null"/> for the root.</summary>
    public ContainerNode? Parent { get; internal set; }

    /// <summary>The member whose value this is; <see langword="null"/> for the root and for array items.</summary>
    public ObjectMember? Member { get; internal set; }

    /// <summary>Zero-based place among the children of <see cref="Parent"/>; 0 for the root.</summary>
    internal int Index { get; set; }

    /// <summary>The value as it is written.</summary>
    public string Text => Span.In(_source);

    /// <summary>The whole text the value stands in.</summary>
    internal string Source => _source;

    /// <summary>RFC 6901 pointer to the value.</summary>
    public string Pointer => Parent switch
    {
        null => "",
        ArrayNode => JsonPointer.Append(Parent.Pointer, Index),
        _ => JsonPointer.Append(Parent.Pointer, Member!.Key),
    };

    /// <summary>The string this is, unescaped, or <see langword="null"/> when it is something else.</summary>
    public string? AsString() => this is ScalarNode { Kind: JsonScalarKind.String } ? JsonString.Decode(_source.AsSpan(Span.Start, Span.Length)) : null;

    /// <summary>Whether this is the literal <c>true</c> (or <c>false</c>).</summary>
    public bool Is(bool value) => this is ScalarNode scalar && scalar.Kind == (value ? JsonScalarKind.True : JsonScalarKind.False);

    /// <summary>Whether the value is written in exactly these characters.</summary>
    public bool IsWritten(ReadOnlySpan<char> json) => _source.AsSpan(Span.Start, Span.Length).SequenceEqual(json);
}

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

    /// <summary>Offset of the comma after a child that is not the last. For strict JSON only.</summary>
    internal int CommaAfter(int index) => Source.IndexOf(',', ChildSpan(index).End);

    /// <summary>The white space before a child. For strict JSON only.</summary>
    internal ReadOnlySpan<char> Lead(int index)
    {
        var from = (index == 0 ? Span.Start : CommaAfter(index - 1)) + 1;
        return Source.AsSpan(from, ChildSpan(index).Start - from);
    }
}

/// <summary>An object. Keys may appear twice; nothing is merged.</summary>
public sealed class ObjectNode : ContainerNode
{
    /// <summary>Up to this many members, a linear search is faster than a table.</summary>
    private const int FewMembers = 64;

    private readonly List<ObjectMember> _members = [];
    private Dictionary<string, ObjectMember>? _byKey;

    internal ObjectNode(string source, int start)
        : base(source, start)
    {
    }

    /// <summary>The members in the order of the text.</summary>
    public IReadOnlyList<ObjectMember> Members => _members;

    public override int Count => _members.Count;

    /// <summary>The value of a key, or <see langword="null"/>; of a key that appears twice, the first.</summary>
    public SyntaxNode? this[string key] => Find(key)?.Value;

    /// <summary>The member of a key, or <see langword="null"/>; of a key that appears twice, the first.</summary>
    public ObjectMember? Find(string key)
    {
        if (_members.Count > FewMembers)
            return ByKey().GetValueOrDefault(key);
        foreach (var member in _members)
        {
            if (member.KeyIs(key))
                return member;
        }
        return null;
    }

    internal override TextSpan ChildSpan(int index) => _members[index].Span;

    internal override SyntaxNode ChildValue(int index) => _members[index].Value;

    private Dictionary<string, ObjectMember> ByKey()
    {
        if (_byKey is null)
        {
            var byKey = new Dictionary<string, ObjectMember>(_members.Count, StringComparer.Ordinal);
            foreach (var member in _members)
                byKey.TryAdd(member.Key, member);
            _byKey = byKey;
        }
        return _byKey;
    }

    internal void Add(ObjectMember member)
    {
        member.Value.Parent = this;
        member.Value.Index = _members.Count;
        member.Value.Member = member;
        _members.Add(member);
    }
}

/// <summary>A key and its value in an object.</summary>
public sealed class ObjectMember
{
    private string? _key;

    internal ObjectMember(TextSpan keySpan, SyntaxNode value)
    {
        KeySpan = keySpan;
        Value = value;
    }

    /// <summary>The key with its quotes.</summary>
    public TextSpan KeySpan { get; }

    public SyntaxNode Value { get; }

    /// <summary>The key, unescaped.</summary>
    public string Key => _key ??= JsonString.Decode(KeyText);

    /// <summary>From the opening quote of the key to the last character of the value.</summary>
    public TextSpan Span => new(KeySpan.Start, Value.Span.End);

    /// <summary>RFC 6901 pointer to the value.</summary>
    public string Pointer => Value.Pointer;

    private ReadOnlySpan<char> KeyText => Value.Source.AsSpan(KeySpan.Start, KeySpan.Length);

    /// <summary>Whether the unescaped key is this name.</summary>
    public bool KeyIs(string name)
    {
        var text = KeyText;
        if (text.Length == name.Length + 2 && text[1..^1].SequenceEqual(name) && !name.Contains('\\', StringComparison.Ordinal))
            return true;
        return text.Contains('\\') && Key == name;
    }
}

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

    /// <summary>Zero-based index of an item; -1 when it is not in this array.</summary>
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

/// <summary>A string, number, boolean or null.</summary>
public sealed class ScalarNode : SyntaxNode
{
    internal ScalarNode(string source, TextSpan span, JsonScalarKind kind)
        : base(source, span.Start)
    {
        Span = span;
        Kind = kind;
    }

    public JsonScalarKind Kind { get; }
}

/// <summary>What a scalar is.</summary>
public enum JsonScalarKind
{
    String,
    Number,
    True,
    False,
    Null,

    /// <summary>Text that is not a JSON value; only in a tree that has problems.</summary>
    Invalid,
}

/// <summary>Compares values by meaning: white space and escapes do not count, the order of members neither, the spelling of numbers does.</summary>
public static class JsonEquality
{
    public static bool AreEqual(SyntaxNode? left, SyntaxNode? right) => (left, right) switch
    {
        (null, null) => true,
        (ScalarNode a, ScalarNode b) => a.Kind == b.Kind && (a.Kind == JsonScalarKind.String ? a.AsString() == b.AsString() : a.IsWritten(b.Text)),
        (ArrayNode a, ArrayNode b) => a.Count == b.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (ObjectNode a, ObjectNode b) => a.Count == b.Count && a.Members.All(member => b.Find(member.Key) is { } other && AreEqual(member.Value, other.Value)),
        _ => false,
    };
}
