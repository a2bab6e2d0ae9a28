using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary><c>require('x')</c>, <c>require.resolve('x')</c>, <c>module.require('x')</c>, <c>import('x')</c>, and in CoffeeScript <c>require 'x'</c>.</summary>
internal static class RequireCall
{
    private static readonly string[] Operators = ["+", "-", "*", "/", "%", ".", "?.", "[", "::"];

    /// <summary>The call that begins with a name.</summary>
    /// <param name="tokens">The code.</param>
    /// <param name="callee">The name: <c>require</c>, an alias of it, or <c>import</c>.</param>
    /// <param name="language">Decides whether parentheses are needed.</param>
    public static ImportSite? At(TokenList tokens, int callee, SourceLanguage language)
    {
        var first = callee;
        if (tokens.IsMember(callee))
        {
            if (!tokens.Is(callee - 2, "module") || tokens.IsMember(callee - 2))
                return null;
            first = callee - 2;
        }
        if (tokens.Is(callee - 1, "function"))
            return null;

        var opening = tokens.Is(callee + 1, ".") && tokens.Is(callee + 2, "resolve") ? callee + 3 : callee + 1;
        if (tokens.Is(opening, "?."))
            opening++;
        if (tokens.Is(opening, "("))
            return InParentheses(tokens, first, opening);
        return language == SourceLanguage.CoffeeScript && opening == callee + 1 ? WithoutParentheses(tokens, first, opening) : null;
    }

    private static ImportSite? InParentheses(TokenList tokens, int first, int opening)
    {
        var closing = tokens.Partner(opening);
        if (closing < 0 || closing == opening + 1)
            return null;

        var behind = opening + 2;
        var isWhole = tokens.IsText(opening + 1) && (behind == closing || tokens.Is(behind, ","));
        return new ImportSite(first, closing, isWhole ? opening + 1 : ImportSite.Computed);
    }

    private static ImportSite? WithoutParentheses(TokenList tokens, int first, int argument)
    {
        if (tokens.BeginsLine(argument))
            return null;
        if (tokens.IsText(argument))
            return new ImportSite(first, argument, IsOperand(tokens, argument + 1) ? ImportSite.Computed : argument);
        return tokens.IsKind(argument, TokenKind.TextStart) || (tokens.IsName(argument) && !Keywords.BeginsExpression(tokens.Span(argument)))
            ? new ImportSite(first, argument, ImportSite.Computed)
            : null;
    }

    private static bool IsOperand(TokenList tokens, int next) =>
        !tokens.BeginsLine(next) && tokens.IsAny(next, Operators);
}
