using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary>Other names of <c>require</c>: <c>const r = require</c>. Where such a name is valid is not looked at.</summary>
internal static class RequireAliases
{
    public static HashSet<string> In(TokenList tokens)
    {
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 2; i < tokens.Count; i++)
        {
            if (tokens.Is(i, "require") && tokens.Is(i - 1, "=") && tokens.IsName(i - 2) && !tokens.IsMember(i - 2) && IsWhole(tokens, i + 1))
                aliases.Add(tokens.Word(i - 2));
        }
        return aliases;
    }

    private static bool IsWhole(TokenList tokens, int next) =>
        tokens.Is(next, ";") || tokens.Is(next, ",") || (tokens.BeginsLine(next) && !tokens.Is(next, "(") && !tokens.IsDot(next) && !tokens.Is(next, "["));
}
