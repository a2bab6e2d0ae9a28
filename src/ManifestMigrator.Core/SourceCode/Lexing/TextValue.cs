using System.Globalization;
using System.Text;

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>What a quoted text says.</summary>
internal static class TextValue
{
    /// <param name="quoted">The text with its quotes, one or three of them on each side.</param>
    public static string Decode(ReadOnlySpan<char> quoted)
    {
        var quotes = quoted.Length >= 6 && quoted[0] == quoted[1] && quoted[1] == quoted[2] ? 3 : 1;
        var body = quoted[quotes..^quotes];
        return body.Contains('\\') ? Unescaped(body) : body.ToString();
    }

    private static string Unescaped(ReadOnlySpan<char> body)
    {
        var value = new StringBuilder();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\' || i + 1 == body.Length)
            {
                value.Append(body[i]);
                continue;
            }

            i++;
            switch (body[i])
            {
                case '\n':
                    break;
                case '\r':
                    i += i + 1 < body.Length && body[i + 1] == '\n' ? 1 : 0;
                    break;
                case 'x' when Hex(body, i + 1, 2) is { } code:
                    value.Append(code);
                    i += 2;
                    break;
                case 'u' when Hex(body, i + 1, 4) is { } code:
                    value.Append(code);
                    i += 4;
                    break;
                default:
                    value.Append(Letter(body[i]));
                    break;
            }
        }
        return value.ToString();
    }

    private static char Letter(char escaped) => escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '0' => '\0', _ => escaped };

    private static char? Hex(ReadOnlySpan<char> body, int start, int length) =>
        start + length <= body.Length && ushort.TryParse(body.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
