using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>A JSON text and its tree. The tree holds spans of the text, not copies.</summary>
public sealed class SyntaxTree
{
    /// <summary>Objects and arrays may be nested this deep.</summary>
    public const int MaximumDepth = 512;

    private SyntaxTree(string text, SyntaxNode? root, IReadOnlyList<TextProblem> problems)
    {
        Text = text;
        Root = root;
        Problems = problems;
    }

    public string Text { get; }

    /// <summary>Where the lines of the text begin.</summary>
    public LineMap Lines => field ??= new LineMap(Text);

    /// <summary>The value; <see langword="null"/> only when the text holds none. Incomplete when there are problems.</summary>
    public SyntaxNode? Root { get; }

    /// <summary>Why the text is not strict JSON, in the order of the text; empty when it is.</summary>
    public IReadOnlyList<TextProblem> Problems { get; }

    /// <summary>Reads a text. Never throws: everything that is wrong with the text is a problem with a place.</summary>
    public static SyntaxTree Parse(string text)
    {
        var parser = new JsonParser(text);
        var root = parser.ParseDocument();
        return new SyntaxTree(text, root, parser.Problems);
    }

    /// <summary>Reads a file that has to be strict JSON.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="problem">The first thing that is wrong with it, its encoding before its text; <see langword="null"/> for nothing.</param>
    public static SyntaxTree Parse(ReadOnlySpan<byte> bytes, out TextProblem? problem)
    {
        var tree = Parse(SourceText.Decode(bytes, out var undecodable).Text);
        problem = undecodable ?? (tree.Problems is [var first, ..] ? first : null);
        return tree;
    }

    /// <summary>A tree that was not parsed and may not match its text; for tests of the check that notices this.</summary>
    internal static SyntaxTree Create(string text, SyntaxNode root) => new(text, root, []);

    /// <summary>The place of an offset, for people.</summary>
    public LinePosition PositionOf(int offset) => Lines.Position(offset);

    /// <summary>The value that an RFC 6901 pointer names, or <see langword="null"/>.</summary>
    /// <exception cref="FormatException">It is not a pointer.</exception>
    public SyntaxNode? Find(string pointer)
    {
        var node = Root;
        foreach (var token in JsonPointer.Split(pointer))
        {
            node = node switch
            {
                ObjectNode @object => @object[token],
                ArrayNode array when JsonPointer.Index(token) is { } index && index < array.Count => array.Items[index],
                _ => null,
            };
        }
        return node;
    }

    /// <summary>Members whose key already stands earlier in the same object, in the order of the text.</summary>
    public IEnumerable<ObjectMember> DuplicateMembers() => Root is null ? [] : DuplicateMembers(Root);

    private static IEnumerable<ObjectMember> DuplicateMembers(SyntaxNode node)
    {
        if (node is not ContainerNode container)
            yield break;

        var keys = container is ObjectNode ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < container.Count; i++)
        {
            var child = container.ChildValue(i);
            if (keys is not null && !keys.Add(child.Member!.Key))
                yield return child.Member;
            foreach (var duplicate in DuplicateMembers(child))
                yield return duplicate;
        }
    }
}
