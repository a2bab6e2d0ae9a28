using System.Text;
using System.Text.Json;
using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>The platform's own strict reader, which shares no code with ours.</summary>
internal static class StrictJson
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = SyntaxTree.MaximumDepth };

    /// <summary>Whether a text is strict JSON.</summary>
    public static bool Accepts(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Options);
        try
        {
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a tree is what its text says: the strict reader finds the same tokens, each in the same place and of the same value, and
    /// no others. What stands between tokens is then white space, and the punctuation that the grammar demands.
    /// </summary>
    /// <param name="document">A tree without problems.</param>
    /// <returns>The offset of the first token that differs; <see langword="null"/> when there is none.</returns>
    public static int? FirstDifference(SyntaxTree document)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(document.Text), Options);
        var place = new Place(document.Text);
        var last = 0;
        try
        {
            foreach (var token in Tokens(document.Root))
            {
                last = token.Span.Start;
                if (!reader.Read() || !IsSame(ref reader, token, document.Text, place))
                    return last;
            }
            return reader.Read() ? document.Text.Length : null;
        }
        catch (JsonException)
        {
            return last;
        }
    }

    /// <summary>The tokens of a tree that carry a value or open and close a container, in the order of the text.</summary>
    private static IEnumerable<Token> Tokens(SyntaxNode? root)
    {
        var rest = new Stack<Token>();
        if (root is not null)
            rest.Push(new Token(root, root.Span, IsEnd: false, Key: null));
        while (rest.TryPop(out var token))
        {
            if (token.Key is not null || token.IsEnd || token.Node is not ContainerNode container)
            {
                yield return token;
                continue;
            }

            yield return token with { Span = new TextSpan(container.Span.Start, container.Span.Start + 1) };
            rest.Push(new Token(container, new TextSpan(container.Span.End - 1, container.Span.End), IsEnd: true, Key: null));
            for (var i = container.Count - 1; i >= 0; i--)
            {
                var child = container.ChildValue(i);
                rest.Push(new Token(child, child.Span, IsEnd: false, Key: null));
                if (container is ObjectNode @object)
                    rest.Push(new Token(child, @object.Members[i].KeySpan, IsEnd: false, @object.Members[i].Key));
            }
        }
    }

    private static bool IsSame(ref Utf8JsonReader reader, Token token, string text, Place place)
    {
        var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
        if (token.Span.Start < 0 || token.Span.End > text.Length || token.Span.Length <= 0 || place.Find(start) != token.Span.Start)
            return false;
        // After a key, the reader has also read the colon.
        if (reader.TokenType != JsonTokenType.PropertyName && place.Find(end) != token.Span.End)
            return false;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => token is { Key: null, IsEnd: false, Node: ObjectNode },
            JsonTokenType.StartArray => token is { Key: null, IsEnd: false, Node: ArrayNode },
            JsonTokenType.EndObject => token is { IsEnd: true, Node: ObjectNode },
            JsonTokenType.EndArray => token is { IsEnd: true, Node: ArrayNode },
            JsonTokenType.PropertyName => token.Key is { } key && text[token.Span.End - 1] == '"' && IsSameText(ref reader, key),
            JsonTokenType.String => token.Key is null && token.Node.AsString() is { } value && IsSameText(ref reader, value),
            JsonTokenType.Number => IsScalar(token, JsonScalarKind.Number),
            JsonTokenType.True => IsScalar(token, JsonScalarKind.True),
            JsonTokenType.False => IsScalar(token, JsonScalarKind.False),
            JsonTokenType.Null => IsScalar(token, JsonScalarKind.Null),
            _ => false,
        };
    }

    private static bool IsScalar(Token token, JsonScalarKind kind) => token.Key is null && token.Node is ScalarNode scalar && scalar.Kind == kind;

    /// <summary>Compares a string; a lone surrogate, which only an escape can write, is beyond this reader.</summary>
    private static bool IsSameText(ref Utf8JsonReader reader, string value) => IsHalved(value) || reader.ValueTextEquals(value);

    private static bool IsHalved(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                return true;
            i++;
        }
        return false;
    }

    private sealed record Token(SyntaxNode Node, TextSpan Span, bool IsEnd, string? Key);

    /// <summary>Turns UTF-8 offsets, in ascending order, into offsets in the text.</summary>
    private sealed class Place(string text)
    {
        private int _bytes;
        private int _offset;

        public int Find(int bytes)
        {
            while (_bytes < bytes && _offset < text.Length)
            {
                var length = char.IsHighSurrogate(text[_offset]) && _offset + 1 < text.Length ? 2 : 1;
                _bytes += Encoding.UTF8.GetByteCount(text.AsSpan(_offset, length));
                _offset += length;
            }
            return _bytes == bytes ? _offset : -1;
        }
    }
}
