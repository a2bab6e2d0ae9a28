namespace ManifestMigrator.SourceCode;

/// <summary>Cuts JavaScript, TypeScript and JSX into tokens; as far as tokens go they are alike.</summary>
internal static class JavaScriptLexer
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
                QuotedText.Read(reader, TextForm.SingleQuoted);
                break;
            case '"':
                QuotedText.Read(reader, TextForm.DoubleQuoted);
                break;
            case '`':
                QuotedText.Read(reader, TextForm.Template);
                break;
            case '/' when SkipComment(reader):
            case '/' when BeginsRegex(reader) && CommonTokens.TryReadRegex(reader):
            case '<' or '#' when SkipOddComment(reader):
                break;
            case '#' when CommonTokens.BeginsName(reader.Next()):
                CommonTokens.ReadName(reader);
                break;
            default:
                CommonTokens.Read(reader);
                break;
        }
    }

    /// <summary>Skips <c>//</c> and <c>/* */</c>; one without an end goes to the end of the text.</summary>
    /// <returns>Whether a comment begins here.</returns>
    private static bool SkipComment(TokenReader reader)
    {
        switch (reader.Next())
        {
            case '/':
                reader.SkipLine();
                return true;
            case '*':
                reader.SkipThrough("*/");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Skips the rest of a line that begins with <c>#!</c> or has <c>&lt;!--</c>, which are comments too.</summary>
    private static bool SkipOddComment(TokenReader reader)
    {
        var isComment = reader.StartsWith("<!--") || (reader.Position == 0 && reader.StartsWith("#!"));
        if (isComment)
            reader.SkipLine();
        return isComment;
    }

    /// <summary>Whether a slash begins a regular expression rather than a division: what stands before it tells.</summary>
    private static bool BeginsRegex(TokenReader reader)
    {
        var tokens = reader.Tokens;
        var last = reader.Last;
        if (last < 0)
            return true;

        return tokens[last].Kind switch
        {
            TokenKind.Name => Keywords.BeginsExpression(tokens.Span(last)) && !tokens.IsMember(last),
            TokenKind.Mark => BeginsRegexAfterMark(reader, tokens, last),
            TokenKind.TextStart => true,
            _ => false,
        };
    }

    private static bool BeginsRegexAfterMark(TokenReader reader, TokenList tokens, int last)
    {
        if (tokens.Is(last, ")"))
            return IsCondition(tokens, tokens.Partner(last));
        if (tokens.Is(last, "}"))
            return IsBlock(tokens, tokens.Partner(last));

        var isClosingTag = tokens.Is(last, "<") && !reader.IsSpaced;
        return !isClosingTag && !tokens.Is(last, "]") && !tokens.Is(last, "++") && !tokens.Is(last, "--");
    }

    /// <summary>Whether parentheses hold the condition of a statement, so that the next statement begins after them.</summary>
    private static bool IsCondition(TokenList tokens, int opening) =>
        opening > 0
        && !tokens.IsMember(opening - 1)
        && (tokens.Is(opening - 1, "if") || tokens.Is(opening - 1, "while") || tokens.Is(opening - 1, "for") || tokens.Is(opening - 1, "with")
            || (tokens.Is(opening - 1, "await") && tokens.Is(opening - 2, "for")));

    /// <summary>Whether braces hold statements and not the members of an object.</summary>
    private static bool IsBlock(TokenList tokens, int opening)
    {
        var before = opening - 1;
        if (opening < 0 || before < 0)
            return true;
        if (tokens.IsName(before))
            return !Keywords.BeginsExpression(tokens.Span(before)) || tokens.Is(before, "else") || tokens.Is(before, "do");
        return tokens.Is(before, ")") || tokens.Is(before, ";") || tokens.Is(before, "{") || tokens.Is(before, "}") || tokens.Is(before, "=>");
    }
}
