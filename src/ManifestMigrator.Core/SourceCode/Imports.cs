using System.Collections.Immutable;

namespace ManifestMigrator.SourceCode;

/// <summary>Finds every place where code names a module.</summary>
internal static class ImportScan
{
    /// <summary>The imports in the order of the code.</summary>
    public static IReadOnlyList<Import> Scan(TokenList tokens)
    {
        var sites = Sites(tokens).ToList();
        var names = ImportedNames.Find(tokens, sites);
        return
        [
            .. sites.Select((site, i) => new Import(
                site.Specifier == ImportSite.Computed ? "" : tokens.Word(site.Specifier),
                tokens[site.Specifier == ImportSite.Computed ? site.First : site.Specifier].Start)
            {
                Names = [.. names[i].Order(StringComparer.Ordinal)],
                IsMock = site.IsMock,
            }),
        ];
    }

    /// <summary>The tokens of the imports.</summary>
    public static IEnumerable<ImportSite> Sites(TokenList tokens)
    {
        var aliases = RequireAliases.In(tokens).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsName(i) && SiteAt(tokens, i, aliases) is { } site)
                yield return site;
        }
    }

    private static ImportSite? SiteAt(TokenList tokens, int name, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> aliases) =>
        tokens.Span(name) switch
        {
            "require" => RequireCall.At(tokens, name),
            "import" => tokens.Is(name + 1, "(") ? RequireCall.At(tokens, name) : ImportStatement.Import(tokens, name),
            "export" => ImportStatement.Export(tokens, name),
            "jest" => JestCall.At(tokens, name),
            _ => aliases.Contains(tokens.Span(name)) ? RequireCall.At(tokens, name) : null,
        };
}

/// <summary>A place where code names a module.</summary>
/// <param name="Specifier">The name of the module as the code has it; empty when it is computed.</param>
/// <param name="Offset">Where the name stands.</param>
internal sealed record Import(string Specifier, int Offset)
{
    /// <summary>What of the module is used, one or two names joined by a dot, in ordinal order; empty when that is not seen.</summary>
    public ImmutableSortedSet<string> Names { get; init; } = ImmutableSortedSet<string>.Empty;

    /// <summary>Whether it only replaces the module in a test, as <c>jest.mock</c> does.</summary>
    public bool IsMock { get; init; }

    /// <summary>Whether the name is computed when the code runs.</summary>
    public bool IsDynamic => Specifier.Length == 0;
}

/// <summary>The tokens of an import.</summary>
/// <param name="First">The first one of the expression or statement.</param>
/// <param name="Last">The last one.</param>
/// <param name="Specifier">The text that names the module; -1 when the name is computed.</param>
internal readonly record struct ImportSite(int First, int Last, int Specifier)
{
    public const int Computed = -1;

    /// <summary>The braces, or the name, that an <c>import</c> statement binds; 0 where an expression is bound by what surrounds it.</summary>
    public int Clause { get; init; }

    public bool IsMock { get; init; }
}

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

    /// <summary>The index after <c>{…}</c> or <c>* as name</c>; the same index when neither is there.</summary>
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

/// <summary>
/// <c>require('x')</c>, <c>require.resolve('x')</c>, <c>module.require('x')</c>, <c>import('x')</c>, and in CoffeeScript <c>require
/// 'x'</c>.
/// </summary>
internal static class RequireCall
{
    private static readonly string[] Operators = ["+", "-", "*", "/", "%", ".", "?.", "[", "::"];

    /// <summary>The call that begins with a name.</summary>
    /// <param name="tokens">The code.</param>
    /// <param name="callee">The name: <c>require</c>, an alias of it, or <c>import</c>.</param>
    public static ImportSite? At(TokenList tokens, int callee)
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
        if (tokens.Is(opening, "?.") || (tokens.IsCoffeeScript && tokens.Is(opening, "?") && !tokens.IsSpaced(opening)))
            opening++;
        if (tokens.Is(opening, "("))
            return InParentheses(tokens, first, opening);
        return tokens.IsCoffeeScript && tokens.IsSpaced(opening) ? WithoutParentheses(tokens, first, opening) : null;
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
        tokens.Is(next, ";")
            || tokens.Is(next, ",")
            || (tokens.BeginsLine(next) && !tokens.Is(next, "(") && !tokens.IsDot(next) && !tokens.Is(next, "["));
}

/// <summary><c>jest.mock('x')</c> and the like: a test names a module to replace it, or to get what it replaced.</summary>
internal static class JestCall
{
    private static readonly string[] Methods = ["mock", "doMock", "unmock", "dontMock", "setMock", "requireActual", "requireMock",
        "createMockFromModule"];

    /// <summary>The call that begins with the name <c>jest</c>.</summary>
    public static ImportSite? At(TokenList tokens, int jest)
    {
        var isCall = !tokens.IsMember(jest)
            && tokens.Is(jest + 1, ".")
            && tokens.Is(jest + 3, "(")
            && tokens.IsText(jest + 4)
            && (tokens.Is(jest + 5, ")") || tokens.Is(jest + 5, ","))
            && tokens.IsAny(jest + 2, Methods);
        return isCall ? new ImportSite(jest, Math.Max(jest + 5, tokens.Partner(jest + 3)), jest + 4) { IsMock = true } : null;
    }
}
