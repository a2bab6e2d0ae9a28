using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary>One name between the braces of a pattern such as <c>{ a, b: c, d: { e }, f as g, ...rest }</c>.</summary>
/// <param name="Key">Token of the name in the object; that of the local name for a rest.</param>
/// <param name="Local">Token of the name in this file; -1 when there is none.</param>
/// <param name="Nested">The opening brace of a pattern in the pattern; -1 when there is none.</param>
internal readonly record struct PatternEntry(int Key, int Local, int Nested)
{
    public bool IsRest { get; init; }
}

/// <summary>Reads patterns. What stands between brackets inside one is passed over, so that reading all patterns of a file stays linear.</summary>
internal static class Pattern
{
    private const int None = -1;

    /// <param name="tokens">The code.</param>
    /// <param name="opening">The opening brace.</param>
    public static IEnumerable<PatternEntry> Entries(TokenList tokens, int opening)
    {
        var closing = tokens.Partner(opening);
        for (var i = opening + 1; i < closing; i = Next(tokens, i, closing))
        {
            if (Entry(tokens, i) is { } entry)
                yield return entry;
        }
    }

    private static PatternEntry? Entry(TokenList tokens, int i)
    {
        if (tokens.Is(i, "..."))
            return tokens.IsName(i + 1) ? new PatternEntry(i + 1, i + 1, None) { IsRest = true } : null;
        if (tokens.Is(i, "type") && tokens.IsName(i + 1) && !tokens.Is(i + 1, "as"))
            i++;
        if (!tokens.IsName(i) && !tokens.IsText(i))
            return null;

        if (tokens.Is(i + 1, ":") || tokens.Is(i + 1, "as"))
        {
            return tokens.Is(i + 2, "{")
                ? new PatternEntry(i, None, i + 2)
                : new PatternEntry(i, tokens.IsName(i + 2) && !tokens.IsDot(i + 3) ? i + 2 : None, None);
        }
        return new PatternEntry(i, tokens.IsName(i) ? i : None, None);
    }

    /// <summary>The first token of the next entry; CoffeeScript needs no comma at the end of a line.</summary>
    private static int Next(TokenList tokens, int i, int closing)
    {
        do
        {
            i = tokens.After(i);
            if (tokens.Is(i - 1, ",") || (tokens.BeginsLine(i) && !tokens.Is(i, ",") && !IsOpen(tokens, i - 1)))
                return i;
        }
        while (i < closing);
        return closing;
    }

    private static bool IsOpen(TokenList tokens, int i) => tokens.Is(i, ":") || tokens.Is(i, "=") || tokens.Is(i, "...");
}
