using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>A konnector that reads its fields from the environment itself: <c>JSON.parse(process.env.COZY_FIELDS)</c>.</summary>
internal static class EnvironmentFields
{
    /// <summary>Whether the variable of the environment is named here.</summary>
    public static bool IsAt(TokenList tokens, int i) =>
        tokens.Is(i, FieldNames.Environment) || (tokens.IsText(i) && tokens.Is(i - 1, "[") && tokens.Word(i) == FieldNames.Environment);

    /// <summary>The variable it is read into; <see langword="null"/> when it is not.</summary>
    public static string? Variable(TokenList tokens, int i)
    {
        var opening = Call(tokens, i);
        var start = opening - 3;
        return opening > 0 && tokens.Is(start - 1, "=") && tokens.IsName(start - 2) && !tokens.IsMember(start - 2) ? tokens.Word(start - 2) : null;
    }

    /// <summary>The name that is read from it at once: the member behind <c>JSON.parse(…)</c>; -1 when there is none.</summary>
    public static int Member(TokenList tokens, int i)
    {
        var closing = tokens.Partner(Call(tokens, i));
        return tokens.IsDot(closing + 1) && tokens.IsName(closing + 2) && closing > 0 ? closing + 2 : -1;
    }

    /// <summary>The brace of a pattern it is taken apart with; -1 when there is none.</summary>
    public static int PatternOf(TokenList tokens, int i)
    {
        var start = Call(tokens, i) - 3;
        return start > 1 && tokens.Is(start - 1, "=") && tokens.Is(start - 2, "}") ? tokens.Partner(start - 2) : -1;
    }

    /// <summary>The opening parenthesis of <c>JSON.parse(process.env.COZY_FIELDS</c>; -1 when the variable stands elsewhere.</summary>
    private static int Call(TokenList tokens, int i)
    {
        var opening = i - 5;
        return tokens.Is(opening, "(") && tokens.Is(opening - 1, "parse") && tokens.Is(opening - 2, ".") && tokens.Is(opening - 3, "JSON")
            && tokens.Is(opening + 1, "process") && tokens.Is(opening + 3, "env")
            ? opening
            : -1;
    }
}
