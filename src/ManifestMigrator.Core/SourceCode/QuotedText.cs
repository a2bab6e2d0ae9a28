using System.Buffers;
using System.Globalization;
using System.Text;

namespace ManifestMigrator.SourceCode;

/// <summary>Reads a text, or a part of it between two interpolations. One that is nowhere closed ends with its line.</summary>
internal static class QuotedText
{
    /// <summary>Reads a text from its opening quote.</summary>
    public static void Read(TokenReader reader, TextForm form)
    {
        var from = reader.Position;
        reader.Position += form.Quote.Length;
        ReadPart(reader, form, from, isFirst: true);
    }

    /// <summary>Reads on after the brace that closes an interpolation.</summary>
    public static void ReadOn(TokenReader reader, TextForm form)
    {
        var from = reader.Position;
        reader.Position++;
        ReadPart(reader, form, from, isFirst: false);
    }

    private static void ReadPart(TokenReader reader, TextForm form, int from, bool isFirst)
    {
        var spansLines = form.SpansLines && reader.Position >= reader.LineBoundUntil;
        var end = End(reader, form, spansLines);
        if (IsInterpolation(reader, form, end))
        {
            reader.Position = end + 2;
            if (isFirst)
                reader.Add(TokenKind.TextStart, from);
            reader.BeginInterpolation(form);
        }
        else if (IsQuote(reader, form, end) && !(spansLines && IsDoubtful(reader, form, end)))
        {
            reader.Position = end + form.Quote.Length;
            reader.Add(isFirst ? TokenKind.Text : TokenKind.TextEnd, from);
        }
        else
        {
            Break(reader, end, spansLines);
            reader.Add(isFirst ? TokenKind.Broken : TokenKind.TextEnd, from);
        }
    }

    /// <summary>Offset of the quote, the interpolation or the line end at which this part of the text ends.</summary>
    private static int End(TokenReader reader, TextForm form, bool spansLines)
    {
        var stops = spansLines ? form.Stops : form.LineStops;
        var i = reader.Position;
        while (i < reader.End)
        {
            var next = reader.Text.AsSpan(i, reader.End - i).IndexOfAny(stops);
            if (next < 0)
                return reader.End;

            i += next;
            if (reader.Text[i] == '\\')
                i += reader.Text.AsSpan(i, reader.End - i) is ['\\', '\r', '\n', ..] ? 3 : 2;
            else if (reader.Text[i] is '\n' or '\r' || IsQuote(reader, form, i) || IsInterpolation(reader, form, i))
                return i;
            else
                i++;
        }
        return reader.End;
    }

    private static bool IsQuote(TokenReader reader, TextForm form, int offset) =>
        reader.Text.AsSpan(offset, reader.End - offset).StartsWith(form.Quote, StringComparison.Ordinal);

    private static bool IsInterpolation(TokenReader reader, TextForm form, int offset) =>
        form.Interpolation != '\0' && reader.Text.AsSpan(offset, reader.End - offset) is [var mark, '{', ..] && mark == form.Interpolation;

    /// <summary>
    /// CoffeeScript lets any quoted text go on after its line, so where a quote was lost, all quotes after it change their roles.
    /// What follows the supposed end tells: no code begins like that.
    /// </summary>
    private static bool IsDoubtful(TokenReader reader, TextForm form, int end) =>
        form.Quote is "'" or "\""
        && reader.Text.AsSpan(end + 1, reader.End - end - 1) is [var next, ..] rest
        && (CommonTokens.IsInName(next) || rest.StartsWith("./") || rest.StartsWith(".."))
        && reader.Text.AsSpan(reader.Position, end - reader.Position).ContainsAny('\n', '\r');

    private static void Break(TokenReader reader, int end, bool spansLines)
    {
        if (!spansLines)
        {
            reader.Position = end;
            return;
        }
        reader.LineBoundUntil = end;
        reader.SkipLine();
    }
}

/// <summary>A way to write a text.</summary>
internal sealed class TextForm
{
    private TextForm(string quote, char interpolation, bool spansLines)
    {
        Quote = quote;
        Interpolation = interpolation;
        SpansLines = spansLines;
        Stops = SearchValues.Create($"{quote[0]}\\{(interpolation == '\0' ? "" : interpolation)}");
        LineStops = SearchValues.Create($"{quote[0]}\\\n\r{(interpolation == '\0' ? "" : interpolation)}");
    }

    public static TextForm SingleQuoted { get; } = new("'", '\0', spansLines: false);

    public static TextForm DoubleQuoted { get; } = new("\"", '\0', spansLines: false);

    public static TextForm Template { get; } = new("`", '$', spansLines: true);

    public static TextForm CoffeeSingleQuoted { get; } = new("'", '\0', spansLines: true);

    public static TextForm CoffeeDoubleQuoted { get; } = new("\"", '#', spansLines: true);

    public static TextForm SingleHeredoc { get; } = new("'''", '\0', spansLines: true);

    public static TextForm DoubleHeredoc { get; } = new("\"\"\"", '#', spansLines: true);

    /// <summary>A regular expression over several lines; it may be computed like a text.</summary>
    public static TextForm RegexHeredoc { get; } = new("///", '#', spansLines: true);

    /// <summary>What stands at both ends.</summary>
    public string Quote { get; }

    /// <summary>The character that, with a brace after it, begins code; <c>\0</c> when there is no such thing.</summary>
    public char Interpolation { get; }

    /// <summary>Whether the text may go on after its line.</summary>
    public bool SpansLines { get; }

    /// <summary>The characters that end or interrupt such a text.</summary>
    public SearchValues<char> Stops { get; }

    /// <summary>The characters to look at where it may not span lines.</summary>
    public SearchValues<char> LineStops { get; }
}

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
        start + length <= body.Length
            && ushort.TryParse(body.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
