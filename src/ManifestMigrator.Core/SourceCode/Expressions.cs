namespace ManifestMigrator.SourceCode;

/// <summary>Where expressions begin and end, and the members that are taken of them.</summary>
internal static class Expressions
{
    /// <summary>Steps after which the search for the beginning of an expression is given up.</summary>
    public const int MaximumLength = 400;

    private const int MaximumChain = 60;

    private static readonly string[] Ends = ["(", "[", "{", ",", ";", "=>", "->", "=", "+=", "?=", "|=", "..."];
    private static readonly string[] Begins = ["return", "throw", "yield", "case", "do", "else", "then", "when", "if", "unless", "default",
        "const", "let", "var"];

    private static readonly string[] Variables = ["const", "let", "var"];

    public static bool IsCast(TokenList tokens, int start) =>
        tokens.Is(start - 1, ">")
            && tokens.IsName(start - 2)
            && tokens.Is(start - 3, "<")
            && (tokens.IsKind(start - 4, TokenKind.Mark) || tokens.Is(start - 4, "return"))
            && !tokens.Is(start - 4, ")")
            && !tokens.Is(start - 4, "]");

    public static bool IsParenthesized(CodeFile file, int start, int end) =>
        file.Tokens.Is(start - 1, "(")
            && file.Tokens.Partner(start - 1) == end + 1
            && file.Structure.CallAt(start - 1) is null
            && !IsHead(file.Tokens, start - 1);

    /// <summary>Whether parentheses belong to a statement such as <c>if</c>.</summary>
    public static bool IsHead(TokenList tokens, int opening) =>
        !tokens.IsCoffeeScript
            && !tokens.IsMember(opening - 1)
            && (tokens.Is(opening - 1, "if")
                || tokens.Is(opening - 1, "while")
                || tokens.Is(opening - 1, "switch")
                || tokens.Is(opening - 1, "for")
                || tokens.Is(opening - 1, "catch"));

    /// <summary>Whether <c>typeof value</c> is a type of TypeScript: <c>let x: typeof value</c>, <c>type X = typeof value</c>.</summary>
    public static bool IsTypeQuery(TokenList tokens, int start) =>
        tokens.Is(start - 1, "typeof")
            && tokens.IsName(start - 3)
            && ((tokens.Is(start - 2, ":") && tokens.IsAny(start - 4, Variables))
                || (tokens.Is(start - 2, "=") && tokens.Is(start - 4, "type")));

    /// <summary>The index after a non-null assertion (<c>!</c>) of TypeScript.</summary>
    public static int AfterAssertion(TokenList tokens, int end) =>
        tokens.Is(end + 1, "!") && !tokens.IsSpaced(end + 1) && !tokens.IsName(end + 2) && !tokens.Is(end + 2, "(") ? end + 1 : end;

    /// <summary>The first token of a chain such as <c>a.b(c).d</c>.</summary>
    public static int ChainStart(CodeFile file, int last)
    {
        var tokens = file.Tokens;
        var i = last;
        for (var steps = 0; steps < MaximumChain; steps++)
        {
            if (tokens.Partner(i) is >= 0 and var opening && opening < i)
            {
                if (!tokens.IsName(opening - 1) && !tokens.Is(opening - 1, ")") && !tokens.Is(opening - 1, "]"))
                    return opening;
                if (tokens.IsName(opening - 1) && !tokens.IsMember(opening - 1) && Keywords.BeginsExpression(tokens.Span(opening - 1)))
                    return opening;
                i = opening - 1;
            }
            else if (tokens.IsMember(i))
            {
                if (tokens.Is(i - 1, "@"))
                    return i - 1;
                i = file.Structure.OwnerOfLine(i - 1) is { } call ? call.Callee : i - 2;
            }
            else
            {
                return i;
            }
        }
        return i;
    }

    /// <summary>The expression that begins at a token; in CoffeeScript also one that begins with <c>if</c>, on a single line.</summary>
    public static TokenRange At(CodeFile file, int start)
    {
        var tokens = file.Tokens;
        return tokens.IsCoffeeScript && (tokens.Is(start, "if") || tokens.Is(start, "unless"))
            ? Line(tokens, start)
            : new TokenRange(tokens, start, Math.Max(start + 1, file.Structure.Layout.ExpressionEnd(start)));
    }

    /// <summary>The tokens from one to the end of its line, and of what is open there.</summary>
    public static TokenRange Line(TokenList tokens, int start)
    {
        var end = tokens.After(start);
        while (end < tokens.Count && !tokens.BeginsLine(end))
            end = tokens.After(end);
        return new TokenRange(tokens, start, end);
    }

    /// <summary>The expressions that an expression chooses from: <c>a ? b : c</c>, <c>a || b</c>, <c>if a then b else c</c>.</summary>
    public static IEnumerable<TokenRange> Alternatives(CodeFile file, int start, int end)
    {
        var tokens = file.Tokens;
        var from = start;
        var functionEnd = start;
        foreach (var i in new TokenRange(tokens, start, end).Outermost())
        {
            if (file.Structure.FunctionAt(i) is { } function)
                functionEnd = Math.Max(functionEnd, function.End);
            if (i < from || i < functionEnd)
                continue;
            var isDouble = (tokens.Is(i, "|") || tokens.Is(i, "&") || tokens.Is(i, "?")) && tokens.Is(i + 1, tokens.Span(i));
            var isChoice = (isDouble && !tokens.Is(i, "&")) || (tokens.Is(i, ":") && from > start) || (tokens.IsCoffeeScript && (tokens.Is(i, "else") || tokens.Is(i, "or")));
            if (isChoice && i > from)
                yield return new TokenRange(tokens, from, i);
            if (isDouble)
                from = i + 2;
            else if (isChoice || (tokens.Is(i, "?") && !tokens.IsCoffeeScript) || (tokens.IsCoffeeScript && tokens.Is(i, "then")))
                from = i + 1;
        }
        if (end > from)
            yield return new TokenRange(tokens, from, end);
    }

    /// <summary>Whether a call makes an object: <c>new a.B(…)</c>, but not <c>new A().b(…)</c>.</summary>
    public static bool IsNew(TokenList tokens, Call call)
    {
        var first = call.Callee;
        while (tokens.IsMember(first) && tokens.IsDot(first - 1) && tokens.IsName(first - 2))
            first -= 2;
        return tokens.Is(first - 1, "new") && !tokens.IsMember(first - 1);
    }

    /// <summary>The call that has a name before its arguments, with or without parentheses; <see langword="null"/> where there is none.</summary>
    public static Call? CallOf(CodeFile file, int name) =>
        file.Structure.CallAt(name + 1) ?? (file.Structure.ArgumentAt(name + 1) is { Position: 0 } argument && argument.Call.Callee == name ? argument.Call : null);

    /// <summary>The member that is taken of what ends at a token; its name is <see langword="null"/> where it is computed.</summary>
    public static MemberAccess? MemberAt(CodeFile file, int end)
    {
        var tokens = file.Tokens;
        if (tokens.Is(end, "@") && tokens.IsName(end + 1) && !tokens.IsSpaced(end + 1))
            return new MemberAccess(tokens.Word(end + 1), end + 1, end + 1);
        if (tokens.IsCoffeeScript && tokens.Is(end + 1, "?") && (tokens.IsDot(end + 2) || tokens.Is(end + 2, "[")) && !tokens.IsSpaced(end + 1))
            end++;
        if (tokens.IsDot(end + 1) && tokens.IsName(end + 2))
            return new MemberAccess(tokens.Word(end + 2), end + 2, end + 2);

        var bracket = tokens.Is(end + 1, "?.") ? end + 2 : end + 1;
        if (!tokens.Is(bracket, "[")
            || tokens.BeginsLine(bracket)
            || (tokens.IsCoffeeScript && tokens.IsSpaced(bracket))
            || tokens.Partner(bracket) <= bracket + 1)
            return null;
        var closing = tokens.Partner(bracket);
        var name = closing == bracket + 2
            ? Constant(file, bracket + 1)
            : closing == bracket + 4 && tokens.IsDot(bracket + 2) ? ConstantMember(file, bracket + 1) : null;
        return new MemberAccess(name, bracket + 1, closing);
    }

    /// <summary>The text of a token, or of the only value of a name.</summary>
    public static string? Constant(CodeFile file, int token)
    {
        if (file.Tokens.IsText(token))
            return file.Tokens.Word(token);
        return file.Tokens.IsName(token)
            && file.Structure.Resolve(token) is { Assignments.Count: 1, ParameterOf: null, Value: >= 0 } binding
            && file.Tokens.IsText(binding.Value)
            && file.Structure.Layout.ExpressionEnd(binding.Value) == binding.Value + 1
            ? file.Tokens.Word(binding.Value)
            : null;
    }

    /// <summary>The text that is a member of a constant object: <c>NAMES.user</c>.</summary>
    private static string? ConstantMember(CodeFile file, int token)
    {
        if (!file.Tokens.IsName(token) || file.Structure.Resolve(token) is not { Assignments.Count: 1, ParameterOf: null, Value: >= 0 } binding)
            return null;
        foreach (var (name, value) in ObjectMembers.Read(file.Structure, binding.Value))
        {
            if (name == file.Tokens.Word(token + 2))
                return file.Tokens.IsText(value) ? file.Tokens.Word(value) : null;
        }
        return null;
    }

    public static bool IsGivenPath(CodeFile file, int start, MemberAccess member) =>
        member.Name == FieldNames.FolderPath
        && file.Structure.ArgumentAt(start) is { Position: 1 } argument
        && file.Tokens.IsAny(argument.Call.Callee, FieldNames.Savers)
        && argument.Call.Arguments[1].End == member.Last + 1;

    public static bool IsAssignment(TokenList tokens, int next) =>
        tokens.Is(next, "=")
            || tokens.Is(next, "+=")
            || tokens.Is(next, "?=")
            || (tokens.Is(next, "|") && tokens.Is(next + 1, "|="))
            || (tokens.Is(next, "?") && tokens.Is(next + 1, "?="));

    public static bool IsShorthand(CodeStructure code, int name) =>
        (code.Tokens.Is(name - 1, "{") || code.Tokens.Is(name - 1, ","))
            && (code.Tokens.Is(name + 1, "}")
                || code.Tokens.Is(name + 1, ",")
                || (code.Tokens.IsCoffeeScript && code.Tokens.BeginsLine(name + 1)))
        && code.Tokens.Is(code.Enclosing(name), "{");

    public static bool IsKeyColon(CodeStructure code, int colon)
    {
        var tokens = code.Tokens;
        var key = colon - 1;
        if (!tokens.IsName(key) && !tokens.IsText(key))
            return false;
        return tokens.IsCoffeeScript || ((tokens.Is(key - 1, "{") || tokens.Is(key - 1, ",")) && tokens.Is(code.Enclosing(key), "{"));
    }

    /// <summary>The first token of the expression that chooses between a value and others.</summary>
    public static int ExpressionStart(CodeFile file, int start)
    {
        var tokens = file.Tokens;
        var code = file.Structure;
        var i = start - 1;
        for (var steps = 0; i >= 0 && steps < MaximumLength; steps++)
        {
            if (code.ArgumentAt(i + 1) is not null)
                break;
            if (tokens.BeginsLine(i + 1) && EndsBefore(tokens, i))
                break;
            if (tokens.Partner(i) is >= 0 and var opening && opening < i)
            {
                i = opening - 1;
                continue;
            }
            if (tokens.IsAny(i, Ends) || tokens.IsKind(i, TokenKind.TextStart) || (tokens.Is(i, ":") && IsKeyColon(code, i)))
                break;
            if (tokens.IsName(i) && !tokens.IsMember(i) && tokens.IsAny(i, Begins))
                break;
            i--;
        }
        return i + 1;
    }

    /// <summary>Whether the line that ends with a token does not go on in the next one.</summary>
    private static bool EndsBefore(TokenList tokens, int i) =>
        tokens.IsCoffeeScript ? !IsOperator(tokens, i) || tokens.Is(i, "->") || tokens.Is(i, "=>") : Statement.IsNewStatement(tokens, i + 1);

    private static bool IsOperator(TokenList tokens, int i) => tokens.IsKind(i, TokenKind.Mark) && tokens.Partner(i) < 0 && !tokens.Is(i, "@");
}

/// <summary>A member that is taken of an expression: <c>.name</c>, <c>?.name</c>, <c>['name']</c>.</summary>
/// <param name="Name">Its name; <see langword="null"/> when it is computed.</param>
/// <param name="Token">The token of the name.</param>
/// <param name="Last">The last token.</param>
internal sealed record MemberAccess(string? Name, int Token, int Last);
