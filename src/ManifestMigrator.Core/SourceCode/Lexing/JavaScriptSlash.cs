namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Whether a slash begins a regular expression or divides: what stands before it tells.</summary>
internal static class JavaScriptSlash
{
    public static bool BeginsRegex(TokenReader reader)
    {
        var tokens = reader.Tokens;
        var last = reader.Last;
        if (last < 0)
            return true;

        return tokens[last].Kind switch
        {
            TokenKind.Name => Keywords.BeginsExpression(tokens.Span(last)) && !tokens.IsMember(last),
            TokenKind.Mark => IsAfterMark(reader, tokens, last),
            TokenKind.TextStart => true,
            _ => false,
        };
    }

    private static bool IsAfterMark(TokenReader reader, TokenList tokens, int last)
    {
        if (tokens.Is(last, ")"))
            return IsCondition(tokens, tokens.Partner(last));
        if (tokens.Is(last, "}"))
            return IsBlock(tokens, tokens.Partner(last));

        var isClosingTag = tokens.Is(last, "<") && !reader.IsSpaced;
        return !isClosingTag && !tokens.Is(last, "]") && !tokens.Is(last, "++") && !tokens.Is(last, "--");
    }

    /// <summary>Whether parentheses hold the condition of a statement, so that the next statement begins behind them.</summary>
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
