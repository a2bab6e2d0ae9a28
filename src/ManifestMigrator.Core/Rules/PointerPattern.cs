using ManifestMigrator.Json;

namespace ManifestMigrator.Rules;

/// <summary>A JSON Pointer in which <c>*</c> stands for every member of an object or every item of an array, e.g. <c>/fields/*/type</c>.</summary>
public sealed class PointerPattern
{
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

    /// <summary>The values the pattern stands for, in the order of the text.</summary>
    public IEnumerable<SyntaxNode> Select(SyntaxNode root) => Select(root, depth: 0);

    public override string ToString() => _text;

    private IEnumerable<SyntaxNode> Select(SyntaxNode node, int depth)
    {
        if (depth == _tokens.Length)
            return [node];

        var token = _tokens[depth];
        return node switch
        {
            ObjectNode @object when token == "*" => @object.Members.SelectMany(member => Select(member.Value, depth + 1)),
            ArrayNode array when token == "*" => array.Items.SelectMany(item => Select(item, depth + 1)),
            ObjectNode @object when @object[token] is { } value => Select(value, depth + 1),
            _ => [],
        };
    }
}
