using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.Catalogue;

/// <summary>Some tokens that follow each other.</summary>
/// <param name="Tokens">All tokens of the code.</param>
/// <param name="Start">The first of the range.</param>
/// <param name="End">Behind its last one.</param>
internal readonly record struct TokenRange(TokenList Tokens, int Start, int End)
{
    public int Length => End - Start;

    /// <summary>Whether it begins with a key and a colon.</summary>
    public bool BeginsWithKey => IsKey(Start) && Start + 1 < End;

    /// <summary>What stands between a bracket at the beginning and its partner at the end; <see langword="null"/> when there is more or less.</summary>
    public TokenRange? Inside(string opening) =>
        Length > 1 && Tokens.Is(Start, opening) && Tokens.Partner(Start) == End - 1 ? this with { Start = Start + 1, End = End - 1 } : null;

    /// <summary>Whether a token is the name of a member with its colon behind it.</summary>
    public bool IsKey(int index) =>
        Tokens.Is(index + 1, ":") && (Tokens.IsName(index) || Tokens.IsText(index) || Tokens.IsKind(index, TokenKind.Number));

    /// <summary>The tokens that stand in no bracket of the range.</summary>
    public IEnumerable<int> Outermost()
    {
        for (var i = Start; i < End; i = Tokens.After(i))
            yield return i;
    }

    /// <summary>The pieces between the commas that stand in no bracket; empty pieces are none.</summary>
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
