using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>The function a konnector begins with: one called <c>start</c>, or one that is given to a <c>BaseKonnector</c>.</summary>
internal static class EntryFunction
{
    private static readonly string[] Classes = ["BaseKonnector", "CookieKonnector"];

    /// <summary>The tokens with which its first parameter begins: a name or the brace of a pattern.</summary>
    public static IEnumerable<int> Parameters(TokenList tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, "start") && IsDefinition(tokens, i))
                yield return i + 2;
            else if (tokens.IsAny(i, Classes) && tokens.Is(i + 1, "(") && Given(tokens, i + 2) is { } parameter)
                yield return parameter;
        }
    }

    private static bool IsDefinition(TokenList tokens, int name) =>
        tokens.Is(name + 1, "(") && (tokens.Is(name - 1, "function") || (!tokens.IsMember(name) && tokens.Is(tokens.After(name + 1), "{")));

    /// <summary>The first parameter of a function that is written where it is given.</summary>
    private static int? Given(TokenList tokens, int argument)
    {
        var i = tokens.Is(argument, "async") ? argument + 1 : argument;
        if (tokens.Is(i, "function"))
            i = tokens.IsName(i + 1) ? i + 2 : i + 1;
        else if (tokens.IsName(i) && tokens.Is(i + 1, "=>"))
            return i;
        else if (!tokens.Is(tokens.After(i), "=>"))
            return null;
        return tokens.Is(i, "(") ? i + 1 : null;
    }
}
