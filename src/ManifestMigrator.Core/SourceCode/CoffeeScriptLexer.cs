namespace ManifestMigrator.SourceCode;

/// <summary>Cuts CoffeeScript into tokens.</summary>
internal static class CoffeeScriptLexer
{
    public static void Read(TokenReader reader)
    {
        while (!reader.AtEnd)
            ReadNext(reader);
    }

    private static void ReadNext(TokenReader reader)
    {
        switch (reader.Current)
        {
            case '\'':
                QuotedText.Read(reader, reader.StartsWith("'''") ? TextForm.SingleHeredoc : TextForm.CoffeeSingleQuoted);
                break;
            case '"':
                QuotedText.Read(reader, reader.StartsWith("\"\"\"") ? TextForm.DoubleHeredoc : TextForm.CoffeeDoubleQuoted);
                break;
            case '/' when reader.StartsWith("///"):
                QuotedText.Read(reader, TextForm.RegexHeredoc);
                break;
            case '/' when BeginsRegex(reader) && CommonTokens.TryReadRegex(reader):
            case '`' when TryReadJavaScript(reader):
                break;
            case '/' when reader.Next() == '/':
                ReadFloorDivision(reader);
                break;
            case '#':
                SkipComment(reader);
                break;
            case '\\' when SkipContinuation(reader):
                break;
            default:
                CommonTokens.Read(reader);
                break;
        }
    }

    /// <summary>Skips <c>#</c> to the end of the line, or over <c>###</c> to the next one; four of them are a line again.</summary>
    private static void SkipComment(TokenReader reader)
    {
        if (reader.StartsWith("###") && reader.Next(3) != '#')
            reader.SkipThrough("###");
        else
            reader.SkipLine();
    }

    /// <summary>Skips a backslash at the end of a line.</summary>
    /// <returns>Whether there is one.</returns>
    private static bool SkipContinuation(TokenReader reader)
    {
        var rest = reader.Rest[1..].TrimStart(" \t");
        if (rest is not ['\n' or '\r', ..])
            return false;

        reader.Position = reader.End - rest.Length + (rest is ['\r', '\n', ..] ? 2 : 1);
        return true;
    }

    /// <summary>
    /// Whether a slash begins a regular expression rather than a division. After a value, white space before the slash and none after it
    /// make it the argument of a call: <c>text.replace /a/g, ''</c>.
    /// </summary>
    private static bool BeginsRegex(TokenReader reader)
    {
        if (reader.Next() == '/')
            return false;
        if (!IsAfterValue(reader))
            return true;

        var isCallable = reader.Tokens.IsName(reader.Last) || reader.Tokens.Is(reader.Last, ")") || reader.Tokens.Is(reader.Last, "]");
        var mayDivide = char.IsWhiteSpace(reader.Next()) || (reader.Next() == '=' && char.IsWhiteSpace(reader.Next(2)));
        return isCallable && reader.IsSpaced && !mayDivide;
    }

    private static void ReadFloorDivision(TokenReader reader)
    {
        var from = reader.Position;
        reader.Position += 2;
        reader.Add(TokenKind.Mark, from);
    }

    private static bool IsAfterValue(TokenReader reader)
    {
        var tokens = reader.Tokens;
        var last = reader.Last;
        if (last < 0)
            return false;

        return tokens[last].Kind switch
        {
            TokenKind.Name => !Keywords.BeginsExpression(tokens.Span(last)) || tokens.IsMember(last),
            TokenKind.Mark =>
                tokens.Is(last, ")")
                    || tokens.Is(last, "]")
                    || tokens.Is(last, "}")
                    || tokens.Is(last, "++")
                    || tokens.Is(last, "--")
                    || tokens.Is(last, "@"),
            TokenKind.TextStart => false,
            _ => true,
        };
    }

    /// <summary>Reads the JavaScript that CoffeeScript takes over as it is, between backticks.</summary>
    /// <returns>Whether the backtick has a partner; otherwise nothing is read.</returns>
    private static bool TryReadJavaScript(TokenReader reader)
    {
        if (reader.Position < reader.LineBoundUntil)
            return false;

        var end = reader.Position + 1;
        while (end < reader.End && reader.Text[end] != '`')
            end += reader.Text[end] == '\\' ? 2 : 1;
        if (end >= reader.End)
        {
            reader.LineBoundUntil = reader.End;
            return false;
        }

        JavaScriptLexer.Read(new TokenReader(reader.Tokens, reader.Position + 1, end));
        reader.Position = end + 1;
        return true;
    }
}
