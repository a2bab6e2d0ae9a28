using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Rules;

/// <summary>
/// A JSON Pointer in which <c>*</c> stands for every member of an object or every item of an array, e.g. <c>/fields/*/type</c>;
/// a number stands for one item of an array, from 0.
/// </summary>
public sealed class PointerPattern
{
    private const string Any = "*";

    private readonly string _text;
    private readonly string[] _tokens;

    /// <exception cref="FormatException">The text is not a JSON Pointer.</exception>
    public PointerPattern(string text)
    {
        _text = text;
        _tokens = JsonPointer.Split(text);
        if (text.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal))
            throw new FormatException($"A tilde in a JSON Pointer is written ~0: '{text}'.");
    }

    /// <summary>The tokens, unescaped.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>Whether it is the whole manifest.</summary>
    public bool IsRoot => _tokens.Length == 0;

    /// <summary>How many names <c>*</c> stands for.</summary>
    public int Wildcards => _tokens.Count(token => token == Any);

    /// <summary>The values the pattern matches, in the order of the text.</summary>
    public IEnumerable<SyntaxNode> Select(SyntaxNode root) => Matches(root).Select(match => match.Node);

    /// <summary>The values the pattern matches, each with the names or numbers matched by <c>*</c>.</summary>
    public IEnumerable<PatternMatch> Matches(SyntaxNode root) => Matches(root, [], depth: 0);

    /// <summary>The tokens with <c>*</c> replaced by names.</summary>
    public IReadOnlyList<string> Filled(IReadOnlyList<string> names)
    {
        var next = 0;
        return [.. _tokens.Select(token => token == Any ? names[next++] : token)];
    }

    /// <summary>Whether some value can match both patterns.</summary>
    public bool Meets(PointerPattern other) => Meets(other._tokens);

    /// <summary>Whether a value matched by the other pattern can be a direct child of one matched by this pattern.</summary>
    public bool CanHold(PointerPattern other) => other._tokens.Length > 0 && Meets(other._tokens[..^1]);

    /// <summary>Whether a value matched by the other pattern can match this pattern or be inside such a value.</summary>
    public bool CanContain(PointerPattern other) => other._tokens.Length >= _tokens.Length && Meets(other._tokens[.._tokens.Length]);

    public override string ToString() => _text;

    private bool Meets(string[] tokens) => tokens.Length == _tokens.Length
        && tokens.Zip(_tokens).All(pair => pair.First == pair.Second || pair.First == Any || pair.Second == Any);

    private IEnumerable<PatternMatch> Matches(SyntaxNode node, IReadOnlyList<string> names, int depth)
    {
        if (depth == _tokens.Length)
            return [new PatternMatch(node, names)];

        var token = _tokens[depth];
        return node switch
        {
            ObjectNode @object when token == Any => @object.Members.SelectMany(member => Matches(member.Value, [.. names, member.Key], depth + 1)),
            ArrayNode array when token == Any =>
                array.Items.SelectMany((item, index) => Matches(item, [.. names, index.ToString(CultureInfo.InvariantCulture)], depth + 1)),
            ObjectNode @object when @object[token] is { } value => Matches(value, names, depth + 1),
            ArrayNode array when Item(array, token) is { } item => Matches(item, names, depth + 1),
            _ => [],
        };
    }

    /// <summary>The item of an index as RFC 6901 writes it, or <see langword="null"/>.</summary>
    internal static SyntaxNode? Item(ArrayNode array, string token) =>
        JsonPointer.Index(token) is { } index && index < array.Count ? array.Items[index] : null;
}

/// <summary>A value that a pattern matches.</summary>
/// <param name="Node">The value.</param>
/// <param name="Names">The names or numbers matched by <c>*</c>.</param>
public sealed record PatternMatch(SyntaxNode Node, IReadOnlyList<string> Names);
