namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Whether a slash of CoffeeScript begins a regular expression, divides, or divides and rounds down.</summary>
internal static class CoffeeSlash
{
    /// <summary>Behind a value, white space before the slash and none behind it make it the argument of a call: <c>text.replace /a/g, ''</c>.</summary>
    public static bool BeginsRegex(TokenReader reader)
    {
        if (reader.Next() == '/')
            return false;
        if (!IsAfterValue(reader))
            return true;

        var isCallable = reader.Tokens.IsName(reader.Last) || reader.Tokens.Is(reader.Last, ")") || reader.Tokens.Is(reader.Last, "]");
        var mayDivide = char.IsWhiteSpace(reader.Next()) || (reader.Next() == '=' && char.IsWhiteSpace(reader.Next(2)));
        return isCallable && reader.IsSpaced && !mayDivide;
    }

    public static void ReadFloorDivision(TokenReader reader)
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
            TokenKind.Mark => tokens.Is(last, ")") || tokens.Is(last, "]") || tokens.Is(last, "}") || tokens.Is(last, "++") || tokens.Is(last, "--") || tokens.Is(last, "@"),
            TokenKind.TextStart => false,
            _ => true,
        };
    }
}
