using System.Collections.Frozen;

namespace ManifestMigrator.SourceCode;

/// <summary>Where lines, expressions, types and the arguments of calls without parentheses begin and end.</summary>
internal sealed class CodeLayout
{
    /// <summary>Types longer than this are not skipped.</summary>
    private const int MaximumTypeLength = 200;
    private const int MaximumTypeDepth = 20;

    private static readonly string[] TypeOperators = ["keyof", "typeof", "readonly", "unique"];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ControlWords = FrozenSet.ToFrozenSet(
        ["if", "while", "for", "switch", "catch", "with", "function", "return", "typeof", "await", "else", "in", "of", "new", "delete",
            "void", "throw", "case", "do", "yield", "instanceof", "and", "or", "not", "is", "isnt", "unless", "until", "when", "then"],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Uncallable = FrozenSet.ToFrozenSet(
        ["class", "extends", "try", "catch", "finally", "for", "switch", "loop", "super", "break", "continue", "debugger", "this", "true",
            "false", "null", "undefined", "yes", "no", "on", "off", "const", "let", "var", "function", "import", "export", "from", "own"],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Infix = FrozenSet.ToFrozenSet(
        ["is", "isnt", "and", "or", "in", "of", "instanceof", "if", "unless", "then", "else", "for", "while", "until", "when", "by",
            "extends", "from", "as"],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Declarations = ["const", "let", "var"];
    private static readonly string[] Openers = ["@", "->", "=>", "{", "[", "("];
    private static readonly string[] Suffixes = ["if", "unless", "for", "while", "until", "then", "else", "when"];

    private readonly TokenList _tokens;
    private readonly int[] _lines;
    private readonly Dictionary<int, int> _columns = [];
    private readonly Dictionary<int, int> _ends = [];

    public CodeLayout(TokenList tokens)
    {
        _tokens = tokens;
        _lines = new int[tokens.Count];
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i == 0 || tokens.BeginsLine(i))
            {
                first = i;
                if (tokens.IsCoffeeScript)
                    _columns[i] = new TokenRange(tokens, i, i).Column(i);
            }
            _lines[i] = first;
        }
    }

    public static bool IsControlWord(ReadOnlySpan<char> word) => ControlWords.Contains(word);

    /// <summary>The first token of the line that a token is on.</summary>
    public int LineStart(int token) => _lines[token];

    /// <summary>How far the line that a token is on is indented; only for CoffeeScript.</summary>
    public int Indentation(int token) => _columns.GetValueOrDefault(_lines[token]);

    /// <summary>Remembers where the function of an arrow, or a call without parentheses, ends, so that no search goes through it again.</summary>
    public void AddEnd(int token, int end) => _ends[token] = end;

    /// <summary>The index after the last token of the expression that begins at a token.</summary>
    public int ExpressionEnd(int start) =>
        _tokens.IsCoffeeScript
            ? IndentedEnd(start, start > 0 ? Indentation(start - 1) : 0, isArgument: true)
            : DelimitedEnd(start, _tokens.Count);

    /// <summary>The index after the last token of the JavaScript statement that begins at a token, but no further than a length.</summary>
    public int StatementEnd(int start, int maximum) =>
        _tokens.Is(start, "{") ? _tokens.After(start) : DelimitedEnd(start, Math.Min(_tokens.Count, start + maximum));

    /// <summary>The index after the last token that is indented deeper than a column.</summary>
    public int IndentedEnd(int start, int column, bool isArgument)
    {
        var i = start;
        while (i < _tokens.Count)
        {
            if (IsClosing(i) || (i > start && _tokens.BeginsLine(i) && Indentation(i) <= column && !(isArgument && IsContinued(i))))
                return i;
            if (isArgument
                && (_tokens.Is(i, ",")
                    || _tokens.Is(i, ";")
                    || (i > start && !_tokens.IsMember(i) && _tokens.IsAny(i, Suffixes) && !_tokens.Is(i + 1, ":"))))
                return i;
            i = _ends.TryGetValue(i, out var end) ? Math.Max(i + 1, end) : _tokens.After(i);
        }
        return _tokens.Count;
    }

    /// <summary>Whether CoffeeScript calls a name here without parentheses: what follows it on its line begins an expression.</summary>
    public bool BeginsImplicitCall(int name)
    {
        var next = name + 1;
        if (!_tokens.IsName(name) || _tokens.BeginsLine(next) || !_tokens.IsSpaced(next))
            return false;
        if (!_tokens.IsMember(name) && (Keywords.BeginsExpression(_tokens.Span(name)) || Uncallable.Contains(_tokens.Span(name))))
            return _tokens.Is(name, "super");
        if (_tokens.IsName(next))
            return !Infix.Contains(_tokens.Span(next));
        return _tokens.IsText(next)
            || _tokens.IsKind(next, TokenKind.TextStart)
            || _tokens.IsKind(next, TokenKind.Number)
            || _tokens.IsKind(next, TokenKind.Regex)
            || _tokens.IsAny(next, Openers);
    }

    /// <summary>The arguments of a call without parentheses.</summary>
    /// <param name="start">The first token of the first one.</param>
    public IEnumerable<TokenRange> ImplicitArguments(int start)
    {
        var column = Indentation(start - 1);
        for (var from = start; from < _tokens.Count;)
        {
            var end = BeforeDot(start, IndentedEnd(from, column, isArgument: true));
            if (end <= from)
                yield break;
            yield return new TokenRange(_tokens, from, end);
            if (!_tokens.Is(end, ","))
                yield break;
            from = end + 1;
        }
    }

    /// <summary>
    /// The arguments of a call end before a line that begins with a dot and goes on from the line of the call: <c>login fields</c>, then
    /// <c>.then list</c>.
    /// </summary>
    private int BeforeDot(int start, int end)
    {
        var line = start - 1;
        for (var i = start; i < end; i = _ends.TryGetValue(i, out var inner) ? Math.Max(i + 1, inner) : _tokens.After(i))
        {
            if (!_tokens.BeginsLine(i) || i == start)
                continue;
            if (_tokens.IsDot(i) && (Indentation(i) <= Indentation(line) || LineStart(line) == LineStart(start - 1)))
                return i;
            if (!_tokens.IsDot(i) && (LineStart(line) == LineStart(start - 1) || Indentation(i) < Indentation(line)))
                line = i;
        }
        return end;
    }

    /// <summary>The index after the TypeScript type that begins at a token; the same token where none is recognised.</summary>
    public int AfterType(int start) => AfterType(start, 0);

    private int AfterType(int start, int depth)
    {
        var i = start;
        while (i < start + MaximumTypeLength && depth < MaximumTypeDepth)
        {
            var next = AfterSimpleType(i, depth);
            if (next == i)
                return start;
            i = next;
            while (_tokens.Is(i, "[") && !_tokens.BeginsLine(i) && _tokens.Partner(i) > i)
                i = _tokens.After(i);
            if (!_tokens.Is(i, "|") && !_tokens.Is(i, "&"))
                return i;
            i++;
        }
        return start;
    }

    /// <summary>The token before type arguments such as <c>&lt;Fields&gt;</c>; -2 where there are none.</summary>
    /// <param name="closing">The closing angle bracket.</param>
    public int BeforeTypeArguments(int closing)
    {
        var depth = 0;
        for (var i = closing; i >= 0 && i > closing - MaximumTypeLength; i--)
        {
            if (_tokens.Is(i, ">"))
                depth++;
            else if (_tokens.Is(i, "<") && --depth == 0)
                return i - 1;
            else if (!_tokens.IsName(i)
                && !_tokens.Is(i, ",")
                && !_tokens.Is(i, ".")
                && !_tokens.Is(i, "|")
                && !_tokens.Is(i, "[")
                && !_tokens.Is(i, "]")
                && !_tokens.Is(i, "<"))
                return -2;
        }
        return -2;
    }

    private int AfterSimpleType(int i, int depth)
    {
        for (var operators = 0; operators < MaximumTypeDepth
            && _tokens.IsAny(i, TypeOperators)
            && (_tokens.IsName(i + 1) || _tokens.Is(i + 1, "{") || _tokens.Is(i + 1, "[")); operators++)
            i++;
        if (_tokens.IsName(i))
        {
            i++;
            while (_tokens.Is(i, ".") && _tokens.IsName(i + 1))
                i += 2;
            return _tokens.Is(i, "<") && !_tokens.BeginsLine(i) ? AfterTypeArguments(i) : i;
        }
        if (_tokens.IsText(i) || _tokens.IsKind(i, TokenKind.Number))
            return i + 1;
        if (!_tokens.Is(i, "{") && !_tokens.Is(i, "[") && !_tokens.Is(i, "("))
            return i;

        var closing = _tokens.Partner(i);
        if (closing < 0)
            return i;
        return _tokens.Is(i, "(")
            && _tokens.Is(closing + 1, "=>")
            && AfterType(closing + 2, depth + 1) is var result
            && result > closing + 2
                ? result
                : closing + 1;
    }

    private int AfterTypeArguments(int opening)
    {
        var depth = 0;
        for (var i = opening; i < _tokens.Count && i < opening + MaximumTypeLength; i = _tokens.After(i))
        {
            if (_tokens.Is(i, "<"))
                depth++;
            else if (_tokens.Is(i, ">") && --depth == 0)
                return i + 1;
            else if (IsClosing(i) || _tokens.Is(i, ";"))
                return opening;
        }
        return opening;
    }

    private int DelimitedEnd(int start, int limit)
    {
        var i = start;
        while (i < limit)
        {
            if (IsClosing(i)
                || _tokens.Is(i, ",")
                || _tokens.Is(i, ";")
                || (i > start && (Statement.IsNewStatement(_tokens, i) || _tokens.IsAny(i, Declarations))))
                return i;
            i = _ends.TryGetValue(i, out var end) ? Math.Max(i + 1, end) : _tokens.After(i);
        }
        return Math.Min(i, _tokens.Count);
    }

    /// <summary>Whether a line goes on the one before although it is not indented deeper.</summary>
    private bool IsContinued(int i) => _tokens.IsDot(i) || _tokens.Is(i - 1, ",");

    private bool IsClosing(int i) => _tokens.Is(i, ")") || _tokens.Is(i, "]") || _tokens.Is(i, "}") || _tokens.IsKind(i, TokenKind.TextEnd);
}
