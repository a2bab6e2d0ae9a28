namespace ManifestMigrator.SourceCode;

/// <summary>Some tokens that follow each other.</summary>
/// <param name="Tokens">All tokens of the code.</param>
/// <param name="Start">The first of the range.</param>
/// <param name="End">Index after its last token.</param>
internal readonly record struct TokenRange(TokenList Tokens, int Start, int End)
{
    public int Length => End - Start;

    /// <summary>Whether it begins with a key and a colon.</summary>
    public bool BeginsWithKey => IsKey(Start) && Start + 1 < End;

    /// <summary>What stands between a bracket at the beginning and its partner at the end; <see langword="null"/> when there is more or less.</summary>
    public TokenRange? Inside(string opening) =>
        Length > 1 && Tokens.Is(Start, opening) && Tokens.Partner(Start) == End - 1 ? this with { Start = Start + 1, End = End - 1 } : null;

    /// <summary>Whether a token is the name of a member with its colon after it.</summary>
    public bool IsKey(int index) =>
        Tokens.Is(index + 1, ":") && (Tokens.IsName(index) || Tokens.IsText(index) || Tokens.IsKind(index, TokenKind.Number));

    /// <summary>The tokens that stand in no bracket of the range.</summary>
    public IEnumerable<int> Outermost()
    {
        for (var i = Start; i < End; i = Tokens.After(i))
            yield return i;
    }

    /// <summary>The pieces between commas outside brackets; empty pieces are left out.</summary>
    public IEnumerable<TokenRange> BetweenCommas()
    {
        var from = Start;
        foreach (var index in Outermost())
        {
            if (!Tokens.Is(index, ","))
                continue;
            if (index > from)
                yield return this with { Start = from, End = index };
            from = index + 1;
        }
        if (End > from)
            yield return this with { Start = from };
    }

    /// <summary>How far from the beginning of its line a token stands.</summary>
    public int Column(int index)
    {
        var start = Tokens[index].Start;
        return start - (start == 0 ? 0 : Tokens.Text.LastIndexOfAny(['\n', '\r'], start - 1) + 1);
    }
}

/// <summary>Where statements begin and end.</summary>
internal static class Statement
{
    /// <summary>The value that begins at a token, to the end of its statement.</summary>
    public static TokenRange Value(TokenRange all, int start)
    {
        if (!all.Tokens.IsCoffeeScript)
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
    public static bool IsNewStatement(TokenList tokens, int index) =>
        tokens.BeginsLine(index) && !IsOperator(tokens, index) && !IsOperator(tokens, index - 1);

    private static bool IsOperator(TokenList tokens, int index) => tokens.IsKind(index, TokenKind.Mark) && tokens.Partner(index) < 0;
}

/// <summary>Objects of CoffeeScript, whose members stand in lines of one indentation, or between commas.</summary>
internal static class IndentedObject
{
    /// <summary>The members, each with its key and its value.</summary>
    /// <param name="range">The object without braces.</param>
    public static IEnumerable<TokenRange> Members(TokenRange range) => Lines(range).SelectMany(MembersOfLine);

    /// <summary>
    /// The pieces that begin on a line of their own, as far out as the first that does. What stands deeper belongs to the piece before.
    /// </summary>
    public static IEnumerable<TokenRange> Lines(TokenRange range)
    {
        var tokens = range.Tokens;
        var first = range.Outermost().Where(index => index > range.Start || tokens.BeginsLine(index)).FirstOrDefault(tokens.BeginsLine, -1);
        var column = first < 0 ? -1 : range.Column(first);
        var from = range.Start;
        foreach (var index in range.Outermost())
        {
            if (index == from || !tokens.BeginsLine(index) || range.Column(index) > column)
                continue;
            yield return WithoutCommas(range with { Start = from, End = index });
            from = index;
        }
        if (range.End > from)
            yield return WithoutCommas(range with { Start = from });
    }

    /// <summary>Several members on one line. In <c>a: b: 1, c: 2</c> the comma is one of the inner object.</summary>
    private static IEnumerable<TokenRange> MembersOfLine(TokenRange line)
    {
        while (line.Length > 0)
        {
            var rest = line;
            var isNested = line.BeginsWithKey && (line with { Start = line.Start + 2 }).BeginsWithKey;
            var comma = isNested ? -1 : line.Outermost().FirstOrDefault(index => rest.Tokens.Is(index, ",") && rest.IsMemberAt(index + 1), -1);
            if (comma < 0)
            {
                yield return line;
                yield break;
            }
            yield return line with { End = comma };
            line = line with { Start = comma + 1 };
        }
    }

    private static bool IsMemberAt(this TokenRange range, int index) =>
        range.IsKey(index) || (range.Tokens.IsName(index) && (index + 1 == range.End || range.Tokens.Is(index + 1, ",")));

    private static TokenRange WithoutCommas(TokenRange range)
    {
        while (range.Length > 0 && range.Tokens.Is(range.End - 1, ","))
            range = range with { End = range.End - 1 };
        return range;
    }
}
