namespace ManifestMigrator.SourceCode.Lexing;

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

    /// <summary>Reads on behind the brace that closes an interpolation.</summary>
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
    /// CoffeeScript lets any quoted text go on after its line, so where a quote was lost, all quotes behind it change their roles.
    /// What follows the supposed end tells: no code begins like that.
    /// </summary>
    private static bool IsDoubtful(TokenReader reader, TextForm form, int end) =>
        form.Quote is "'" or "\""
        && reader.Text.AsSpan(end + 1, reader.End - end - 1) is [var next, ..] rest
        && (Names.IsPart(next) || rest.StartsWith("./") || rest.StartsWith(".."))
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
