using System.Buffers;
using System.Globalization;
using System.Text;

namespace ManifestMigrator.Json;

/// <summary>JSON string tokens with their quotes.</summary>
public static class JsonString
{
    /// <summary>The token for a text: what RFC 8259 demands is escaped, and half a surrogate pair, which UTF-8 cannot carry; all else stays readable.</summary>
    public static string Encode(string value)
    {
        var token = new StringBuilder(value.Length + 2).Append('"');
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            _ = rest[0] switch
            {
                '"' => token.Append("\\\""),
                '\\' => token.Append("\\\\"),
                '\n' => token.Append("\\n"),
                '\r' => token.Append("\\r"),
                '\t' => token.Append("\\t"),
                '\b' => token.Append("\\b"),
                '\f' => token.Append("\\f"),
                var other when other < ' ' || !isWhole => token.Append(CultureInfo.InvariantCulture, $"\\u{(int)other:x4}"),
                _ => token.Append(rune),
            };
            rest = rest[length..];
        }
        return token.Append('"').ToString();
    }

    /// <summary>The text of a token; escapes that JSON does not know stay as they are.</summary>
    internal static string Decode(ReadOnlySpan<char> token)
    {
        var body = token[1..(token.Length > 1 && token[^1] == '"' ? ^1 : ^0)];
        if (!body.Contains('\\'))
            return new string(body);

        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\' || i + 1 == body.Length)
            {
                text.Append(body[i]);
                continue;
            }
            i++;
            if (body[i] == 'u' && i + 4 < body.Length && ushort.TryParse(body.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 4;
                continue;
            }
            _ = body[i] switch
            {
                'n' => text.Append('\n'),
                'r' => text.Append('\r'),
                't' => text.Append('\t'),
                'b' => text.Append('\b'),
                'f' => text.Append('\f'),
                '"' or '\\' or '/' => text.Append(body[i]),
                _ => text.Append('\\').Append(body[i]),
            };
        }
        return text.ToString();
    }
}
