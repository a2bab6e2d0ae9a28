namespace ManifestMigrator.SourceCode;

/// <summary>Whether one place of a function is surely run before another.</summary>
internal sealed class Dominance
{
    /// <summary>How many earlier places are looked at.</summary>
    public const int Reach = 30;

    private const int MaximumLines = 300;

    /// <summary>A loop is looked for in no more tokens than these.</summary>
    private const int MaximumLength = 2000;

    private readonly Dictionary<Binding, Dictionary<string, List<int>>> _writes = [];
    private readonly Dictionary<(CodeStructure Code, int EqualsSign), int> _ends = [];

    /// <summary>The members of a name that the code sets.</summary>
    public IReadOnlyCollection<string> WrittenMembers(CodeFile file, Binding binding)
    {
        Writes(file, binding, "");
        return _writes[binding].Keys;
    }

    /// <summary>The uses of a name that set a member of it, in the order of the code.</summary>
    public List<int> Writes(CodeFile file, Binding binding, string member)
    {
        if (!_writes.TryGetValue(binding, out var writes))
        {
            _writes[binding] = writes = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            foreach (var use in binding.Uses.Where(use => file.Tokens.IsDot(use + 1) && file.Tokens.IsName(use + 2) && file.Tokens.Is(use + 3, "=")))
                (writes.TryGetValue(file.Tokens.Word(use + 2), out var known) ? known : writes[file.Tokens.Word(use + 2)] = []).Add(use);
        }
        return writes.GetValueOrDefault(member, []);
    }

    /// <summary>Whether an assignment is surely done when a later place is run.</summary>
    /// <param name="code">The code.</param>
    /// <param name="target">The first token of what is assigned to.</param>
    /// <param name="equals">The equals sign.</param>
    /// <param name="use">The later place.</param>
    public bool Precedes(CodeStructure code, int target, int equals, int use)
    {
        if (target < 0 || use <= equals || !IsWithin(code, code.FunctionAround(target), use))
            return false;
        return (code.Tokens.IsCoffeeScript ? IsIndentedStatement(code, target, use) : IsStatement(code, target, use)) && End(code, equals) <= use;
    }

    /// <summary>Whether one of two assignments, in the two branches of an <c>if</c>, is surely done when a later place is run.</summary>
    /// <param name="code">The code.</param>
    /// <param name="targets">What is assigned to, in the order of the code.</param>
    /// <param name="target">The one in the second branch.</param>
    /// <param name="use">The later place.</param>
    public static bool BranchesPrecede(CodeStructure code, List<int> targets, int target, int use)
    {
        var tokens = code.Tokens;
        var second = code.Enclosing(target);
        if (!tokens.Is(second, "{") || tokens.Partner(second) >= use || !tokens.Is(second - 1, "else") || !tokens.Is(second - 2, "}"))
            return false;

        var first = tokens.Partner(second - 2);
        var statement = tokens.Is(first - 1, ")") ? tokens.Partner(first - 1) - 1 : -1;
        return tokens.Is(statement, "if")
            && BeginsStatement(tokens, target)
            && targets.Exists(other => code.Enclosing(other) == first && BeginsStatement(tokens, other))
            && IsWithin(code, code.FunctionAround(target), use)
            && IsStatement(code, statement, use);
    }

    /// <summary>Whether a place may be run after an earlier one that precedes a use, and before that use.</summary>
    /// <param name="code">The code.</param>
    /// <param name="earlier">The earlier place.</param>
    /// <param name="other">The place in question.</param>
    /// <param name="use">The use.</param>
    public static bool MayComeBetween(CodeStructure code, int earlier, int other, int use)
    {
        var function = code.FunctionAround(earlier);
        if (code.FunctionAround(other) == function && other <= earlier)
            return false;
        if (code.FunctionAround(other) != function || code.FunctionAround(use) != function || other < use)
            return true;
        return use - earlier > MaximumLength || Enumerable.Range(earlier, use - earlier).Any(i => code.Tokens.IsAny(i, Loops) && code.Tokens.IsName(i) && !code.Tokens.IsMember(i));
    }

    private static readonly string[] Loops = ["for", "while", "do", "until", "loop"];

    /// <summary>Whether a place is in a function, or in one that is made there and so later than what stands before it.</summary>
    private static bool IsWithin(CodeStructure code, CodeFunction? function, int use)
    {
        for (var scope = code.ScopeAround(use); scope is not null; scope = scope.Parent)
        {
            if (scope.Function == function)
                return true;
            if (scope.Function is { Name: >= 0 } or { Member.Length: > 0, Arrow: < 0 })
                return false;
        }
        return false;
    }

    private int End(CodeStructure code, int equals)
    {
        if (!_ends.TryGetValue((code, equals), out var end))
            _ends[(code, equals)] = end = code.Layout.ExpressionEnd(equals + 1);
        return end;
    }

    private static bool IsStatement(CodeStructure code, int target, int use)
    {
        var tokens = code.Tokens;
        var brace = code.Enclosing(target);
        if (brace >= 0 && (!tokens.Is(brace, "{") || tokens.Partner(brace) < use || IsSwitch(tokens, brace)))
            return false;
        return BeginsStatement(tokens, target);
    }

    private static bool BeginsStatement(TokenList tokens, int target)
    {
        var before = target - 1;
        if (tokens.Is(before, "const") || tokens.Is(before, "let") || tokens.Is(before, "var"))
            before--;
        if (before < 0 || tokens.Is(before, ";") || tokens.Is(before, "{") || tokens.Is(before, "}"))
            return true;
        if (!tokens.BeginsLine(before + 1) || tokens.Is(before, "else") || tokens.Is(before, "do"))
            return false;
        if (tokens.Is(before, ")"))
            return !IsHead(tokens, tokens.Partner(before));
        return Statement.IsNewStatement(tokens, before + 1);
    }

    private static bool IsHead(TokenList tokens, int opening) =>
        tokens.Is(opening - 1, "if") || tokens.Is(opening - 1, "while") || tokens.Is(opening - 1, "for") || tokens.Is(opening - 1, "await");

    private static bool IsSwitch(TokenList tokens, int brace) =>
        tokens.Is(brace - 1, ")") && tokens.Partner(brace - 1) is > 0 and var opening && tokens.Is(opening - 1, "switch");

    private static bool IsIndentedStatement(CodeStructure code, int target, int use)
    {
        var tokens = code.Tokens;
        var first = tokens.Is(target - 1, "@") ? target - 1 : target;
        if (!tokens.BeginsLine(first) || code.Enclosing(target) >= 0)
            return false;

        var column = code.Layout.Indentation(first);
        var line = code.Layout.LineStart(use);
        for (var lines = 0; line > first && lines < MaximumLines; lines++)
        {
            if (code.Layout.Indentation(line) < column)
                return false;
            line = code.Layout.LineStart(line - 1);
        }
        for (var i = first; i < tokens.Count && (i == first || !tokens.BeginsLine(i)); i++)
        {
            if (tokens.Is(i, "if") || tokens.Is(i, "unless"))
                return false;
        }
        return line == first;
    }
}
