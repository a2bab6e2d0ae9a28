using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.Catalogue;

/// <summary>Where statements begin and end.</summary>
internal static class Statement
{
    /// <summary>The value that begins at a token, to the end of its statement.</summary>
    public static TokenRange Value(TokenRange all, int start, SourceLanguage language)
    {
        if (language != SourceLanguage.CoffeeScript)
            return Until(all, start, index => all.Tokens.Is(index, ";") || all.Tokens.Is(index, ",") || IsNewStatement(all.Tokens, index));
        var column = LineColumn(all, start - 1);
        return Until(all, start, index => all.Tokens.BeginsLine(index) && all.Column(index) <= column);
    }

    /// <summary>The column of the line a token stands on.</summary>
    private static int LineColumn(TokenRange all, int index)
    {
        while (index > 0 && !all.Tokens.BeginsLine(index))
            index--;
        return all.Column(index);
    }

    private static TokenRange Until(TokenRange all, int start, Func<int, bool> isEnd)
    {
        var rest = all with { Start = Math.Min(start, all.End) };
        return rest with { End = rest.Outermost().FirstOrDefault(index => index > start && isEnd(index), all.End) };
    }

    /// <summary>A new line, unless an operator stands at its beginning or at the end of the one before.</summary>
    private static bool IsNewStatement(TokenList tokens, int index) =>
        tokens.BeginsLine(index) && !IsOperator(tokens, index) && !IsOperator(tokens, index - 1);

    private static bool IsOperator(TokenList tokens, int index) => tokens.IsKind(index, TokenKind.Mark) && tokens.Partner(index) < 0;
}
