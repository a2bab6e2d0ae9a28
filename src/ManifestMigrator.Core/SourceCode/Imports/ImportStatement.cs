using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary><c>import … from 'x'</c>, <c>import 'x'</c> and <c>export … from 'x'</c>.</summary>
internal static class ImportStatement
{
    /// <summary>The statement that begins with the keyword <c>import</c>.</summary>
    public static ImportSite? Import(TokenList tokens, int keyword)
    {
        if (tokens.IsMember(keyword))
            return null;
        if (tokens.IsText(keyword + 1))
            return new ImportSite(keyword, keyword + 1, keyword + 1);

        var clause = AfterModifier(tokens, keyword + 1);
        var next = clause;
        if (tokens.IsName(next))
        {
            next++;
            if (tokens.Is(next, ","))
                clause = ++next;
        }
        if (next == clause)
            next = Bindings(tokens, next);
        return From(tokens, keyword, clause, next);
    }

    /// <summary>The statement that begins with the keyword <c>export</c>, if it passes on what another module has.</summary>
    public static ImportSite? Export(TokenList tokens, int keyword)
    {
        if (tokens.IsMember(keyword))
            return null;

        var clause = AfterModifier(tokens, keyword + 1);
        return From(tokens, keyword, clause, Bindings(tokens, clause));
    }

    /// <summary><c>import type {…}</c> and <c>import typeof X</c>; but <c>import type from 'x'</c> binds the name <c>type</c>.</summary>
    private static int AfterModifier(TokenList tokens, int next)
    {
        var isModifier = (tokens.Is(next, "type") || tokens.Is(next, "typeof"))
            && (tokens.Is(next + 1, "{") || tokens.Is(next + 1, "*") || (tokens.IsName(next + 1) && !tokens.Is(next + 1, "from")));
        return isModifier ? next + 1 : next;
    }

    /// <summary>The index behind <c>{…}</c> or <c>* as name</c>; the same index when neither is there.</summary>
    private static int Bindings(TokenList tokens, int next)
    {
        if (tokens.Is(next, "{"))
            return tokens.After(next);
        if (!tokens.Is(next, "*"))
            return next;
        return tokens.Is(next + 1, "as") ? next + 3 : next + 1;
    }

    private static ImportSite? From(TokenList tokens, int keyword, int clause, int next) =>
        next > clause && tokens.Is(next, "from") && tokens.IsText(next + 1) ? new ImportSite(keyword, next + 1, next + 1) { Clause = clause } : null;
}
