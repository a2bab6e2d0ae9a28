using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>A JSON text and its tree.</summary>
/// <remarks>
/// The tree holds spans of <see cref="Text"/>; together with the brackets, colons, commas and white space between them
/// they are the whole text, which <see cref="JsonPrinter"/> proves.
/// </remarks>
public sealed class SyntaxTree
{
    /// <summary>Objects and arrays may be nested this deep.</summary>
    public const int MaximumDepth = 512;

    private SyntaxTree(string text, SyntaxNode? root, IReadOnlyList<JsonProblem> problems)
    {
        Text = text;
        Root = root;
        Problems = problems;
    }

    public string Text { get; }

    /// <summary>The value; <see langword="null"/> only when the text holds none. Incomplete when there are problems.</summary>
    public SyntaxNode? Root { get; }

    /// <summary>Why the text is not strict JSON, in the order of the text; empty when it is.</summary>
    public IReadOnlyList<JsonProblem> Problems { get; }

    /// <summary>Reads a text. Never throws: everything that is wrong with the text is a problem with a place.</summary>
    public static SyntaxTree Parse(string text)
    {
        var parser = new JsonParser(text);
        var root = parser.ParseDocument();
        return new SyntaxTree(text, root, parser.Problems);
    }

    /// <summary>The place of an offset, for people.</summary>
    public LinePosition PositionOf(int offset) => LinePosition.Find(Text, offset);

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
