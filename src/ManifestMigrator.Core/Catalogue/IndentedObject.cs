namespace ManifestMigrator.Catalogue;

/// <summary>Objects of CoffeeScript, whose members stand in lines of one indentation, or between commas.</summary>
internal static class IndentedObject
{
    /// <summary>The members, each with its key and its value.</summary>
    /// <param name="range">The object without braces.</param>
    public static IEnumerable<TokenRange> Members(TokenRange range) => Lines(range).SelectMany(MembersOfLine);

    /// <summary>The pieces that begin on a line of their own, as far out as the first that does. What stands deeper belongs to the piece before.</summary>
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
