namespace ManifestMigrator.SourceCode;

/// <summary>Finds the functions and classes of a file.</summary>
internal sealed class DefinitionReader
{
    private const int MaximumHeritage = 40;
    private const int MaximumReturnType = 60;

    private static readonly string[] Modifiers = ["public", "private", "protected", "readonly", "override"];

    private readonly TokenList _tokens;
    private readonly CodeLayout _layout;
    private readonly List<CodeFunction> _functions;
    private readonly List<CodeClass> _classes;

    private DefinitionReader(TokenList tokens, CodeLayout layout, List<CodeFunction> functions, List<CodeClass> classes)
    {
        _tokens = tokens;
        _layout = layout;
        _functions = functions;
        _classes = classes;
    }

    /// <summary>Adds them in the order of the code. It is read from its end, so that what stands in a function is known before the function.</summary>
    public static void Read(TokenList tokens, CodeLayout layout, List<CodeFunction> functions, List<CodeClass> classes)
    {
        var reader = new DefinitionReader(tokens, layout, functions, classes);
        for (var i = tokens.Count - 1; i >= 0; i--)
            reader.Look(i);
        functions.Reverse();
        classes.Reverse();
    }

    private void Look(int i)
    {
        if (_tokens.Is(i, "class"))
            AddClass(i);
        else if (_tokens.IsCoffeeScript)
            AddCoffeeFunction(i);
        else if (_tokens.Is(i, "=>"))
            AddArrow(i);
        else if (_tokens.Is(i, "function"))
            AddFunction(i);
        else if (_tokens.IsName(i) || _tokens.IsText(i) || _tokens.Is(i, "]"))
            AddMethod(i);
    }

    private void AddCoffeeFunction(int arrow)
    {
        if (!_tokens.Is(arrow, "->") && !_tokens.Is(arrow, "=>"))
            return;

        var opening = _tokens.Is(arrow - 1, ")") ? _tokens.Partner(arrow - 1) : -1;
        var column = _layout.Indentation(arrow);
        var isEmpty = arrow + 1 == _tokens.Count || (_tokens.BeginsLine(arrow + 1) && _layout.Indentation(arrow + 1) <= column);
        var block = _tokens.BeginsLine(arrow + 1) ? _layout.Indentation(Math.Min(arrow + 1, _tokens.Count - 1)) - 1 : column;
        var end = isEmpty ? arrow + 1 : _layout.IndentedEnd(arrow + 1, Math.Max(column, block), isArgument: false);
        _layout.AddEnd(arrow, end);
        Add(opening >= 0 ? opening : arrow, opening, arrow, arrow + 1, end, Parameters(opening, -1), isExpression: !_tokens.BeginsLine(arrow + 1));
    }

    private void AddArrow(int arrow)
    {
        var closing = _tokens.Is(arrow - 1, ")") ? arrow - 1 : BeforeReturnType(arrow - 1);
        var opening = closing >= 0 ? _tokens.Partner(closing) : -1;
        if (opening < 0 && !_tokens.IsName(arrow - 1))
            return;

        var hasBraces = _tokens.Is(arrow + 1, "{") && _tokens.Partner(arrow + 1) > 0;
        var end = hasBraces ? _tokens.Partner(arrow + 1) + 1 : _layout.ExpressionEnd(arrow + 1);
        _layout.AddEnd(arrow, end);
        var start = opening >= 0 ? opening : arrow - 1;
        var first = _tokens.Is(start - 1, "async") ? start - 1 : start;
        Add(first, opening, arrow, arrow + 1, end, Parameters(opening, arrow - 1), isExpression: !hasBraces);
    }

    /// <summary>The parenthesis before <c>: Type =&gt;</c>; -1 where there is none.</summary>
    private int BeforeReturnType(int last)
    {
        for (var i = last; i > 0 && i > last - MaximumReturnType; i--)
        {
            if (_tokens.Partner(i) is >= 0 and var opening && opening < i)
                i = opening;
            else if (_tokens.Is(i, ":"))
                return _tokens.Is(i - 1, ")") && AfterResult(i + 1) == last + 1 ? i - 1 : -1;
            else if (!_tokens.IsName(i)
                && !_tokens.Is(i, "<")
                && !_tokens.Is(i, ">")
                && !_tokens.Is(i, ",")
                && !_tokens.Is(i, "|")
                && !_tokens.Is(i, "."))
                return -1;
        }
        return -1;
    }

    /// <summary>The index after the type of a result, which may be <c>asserts name is Type</c>.</summary>
    private int AfterResult(int start)
    {
        var next = _layout.AfterType(_tokens.Is(start, "asserts") && _tokens.IsName(start + 1) ? start + 1 : start);
        return _tokens.Is(next, "is") && _tokens.IsName(next - 1) ? _layout.AfterType(next + 1) : next;
    }

    private void AddFunction(int keyword)
    {
        if (_tokens.IsMember(keyword))
            return;

        var name = _tokens.Is(keyword + 1, "*") ? keyword + 2 : keyword + 1;
        var opening = _tokens.IsName(name) ? name + 1 : name;
        if (_tokens.Is(opening, "<"))
            opening = AfterTypeParameters(opening);
        if (Body(opening) is not (>= 0 and var body))
            return;
        var start = _tokens.Is(keyword - 1, "async") ? keyword - 1 : keyword;
        Add(start, opening, -1, body, _tokens.Partner(body) + 1, Parameters(opening, -1), isExpression: false, _tokens.IsName(name) ? name : -1);
    }

    private void AddMethod(int name)
    {
        var opening = _tokens.Is(name + 1, "<") ? AfterTypeParameters(name + 1) : name + 1;
        if (!_tokens.Is(opening, "(")
            || _tokens.IsMember(name)
            || _tokens.Is(name - 1, "function")
            || _tokens.Is(name - 1, "new")
            || _tokens.Is(name - 1, "extends")
            || (_tokens.Is(name - 1, "*") && _tokens.Is(name - 2, "function")))
            return;
        if (_tokens.IsName(name) && CodeLayout.IsControlWord(_tokens.Span(name)))
            return;
        if (Body(opening) is not (>= 0 and var body))
            return;
        var member = _tokens.Is(name, "]") ? "" : _tokens.Word(name);
        Add(name, opening, -1, body, _tokens.Partner(body) + 1, Parameters(opening, -1), isExpression: false, member: member);
    }

    private int AfterTypeParameters(int opening)
    {
        var behind = _layout.AfterType(opening - 1);
        return behind > opening ? behind : opening;
    }

    /// <summary>The brace of the body after parameters and the type of the result; -1 where there is none.</summary>
    private int Body(int opening)
    {
        var closing = _tokens.Is(opening, "(") ? _tokens.Partner(opening) : -1;
        if (closing < 0)
            return -1;

        var next = closing + 1;
        if (_tokens.Is(next, ":"))
        {
            next = AfterResult(next + 1);
        }
        return _tokens.Is(next, "{") && _tokens.Partner(next) > 0 ? next : -1;
    }

    private List<TokenRange> Parameters(int opening, int single)
    {
        if (opening < 0)
            return single >= 0 && _tokens.IsName(single) ? [new TokenRange(_tokens, single, single + 1)] : [];
        return [.. new TokenRange(_tokens, opening + 1, Math.Max(opening + 1, _tokens.Partner(opening))).BetweenCommas().Select(Named)];
    }

    /// <summary>A parameter without decorators, modifiers and the dots of a rest.</summary>
    private TokenRange Named(TokenRange parameter)
    {
        var start = parameter.Start;
        while (start + 1 < parameter.End
            && !_tokens.IsCoffeeScript
            && (_tokens.Is(start, "@") || _tokens.IsAny(start, Modifiers))
            && (_tokens.IsName(start + 1) || _tokens.Is(start + 1, "{")))
            start = _tokens.Is(start, "@") ? _tokens.After(_tokens.Is(start + 2, "(") ? start + 2 : start + 1) : start + 1;
        return parameter with { Start = _tokens.Is(start, "...") ? start + 1 : start };
    }

    private void Add(
        int start, int opening, int arrow, int body, int end, List<TokenRange> parameters, bool isExpression, int name = -1, string member = "") =>
        _functions.Add(new CodeFunction
        {
            Start = start,
            Opening = opening,
            Arrow = arrow,
            Body = body,
            End = end,
            Parameters = parameters,
            Name = name,
            Member = member.Length > 0 ? member : MemberBefore(start),
            IsExpression = isExpression,
        });

    /// <summary>The member that a function is given to: <c>a.name = …</c>, <c>name: …</c>, or in a class <c>name = …</c>.</summary>
    private string MemberBefore(int start)
    {
        var mark = start - 1;
        var key = mark - 1;
        if (_tokens.Is(mark, ":") && (_tokens.IsName(key) || _tokens.IsText(key)))
            return _tokens.Word(key);
        return _tokens.Is(mark, "=")
            && _tokens.IsName(key)
            && !_tokens.Is(key - 1, "const")
            && !_tokens.Is(key - 1, "let")
            && !_tokens.Is(key - 1, "var") ? _tokens.Word(key) : "";
    }

    private void AddClass(int keyword)
    {
        if (_tokens.IsMember(keyword) || _tokens.Is(keyword + 1, ":") || _tokens.Is(keyword + 1, "=") || _tokens.Is(keyword + 1, ","))
            return;

        var name = _tokens.IsName(keyword + 1) && !_tokens.Is(keyword + 1, "extends") ? keyword + 1 : -1;
        var ending = _tokens.IsCoffeeScript ? HeritageEnd(keyword) : BodyOfClass(keyword);
        if (ending < 0)
            return;

        var @base = -1;
        for (var i = keyword + 1; i < ending; i++)
        {
            if (_tokens.Is(i, "extends"))
                @base = Base(i + 1, ending);
        }
        var end = _tokens.IsCoffeeScript ? EndOfIndentedClass(keyword, ending) : _tokens.Partner(ending) + 1;
        _classes.Add(new CodeClass { Name = name, Base = @base, Start = keyword, Body = ending, End = end });
    }

    private int EndOfIndentedClass(int keyword, int body) =>
        body == _tokens.Count
            || _layout.Indentation(body) <= _layout.Indentation(keyword)
                ? body
                : _layout.IndentedEnd(body, _layout.Indentation(keyword), isArgument: false);

    /// <summary>The base class that is called a konnector, else the last name of the expression.</summary>
    private int Base(int start, int end)
    {
        var last = -1;
        for (var i = start; i < end && !_tokens.Is(i, "implements"); i++)
        {
            if (_tokens.IsName(i) && _tokens.Span(i).EndsWith("Konnector", StringComparison.Ordinal))
                return i;
            if (_tokens.IsName(i) && (last < 0 || _tokens.IsMember(i)))
                last = i;
        }
        return last;
    }

    private int BodyOfClass(int keyword)
    {
        for (var i = keyword + 1; i < _tokens.Count && i < keyword + MaximumHeritage; i = AfterHeritage(i))
        {
            if (_tokens.Is(i, "{"))
                return _tokens.Partner(i) > 0 ? i : -1;
            if (_tokens.Is(i, ";") || _tokens.Is(i, ")") || _tokens.Is(i, "}"))
                return -1;
        }
        return -1;
    }

    /// <summary>The next token of what stands between the name of a class and its body, without arguments and type arguments.</summary>
    private int AfterHeritage(int i)
    {
        if (_tokens.Is(i, "("))
            return _tokens.After(i);
        return _tokens.Is(i, "<") ? Math.Max(i + 1, AfterTypeParameters(i)) : i + 1;
    }

    private int HeritageEnd(int keyword)
    {
        var i = keyword + 1;
        while (i < _tokens.Count && i < keyword + MaximumHeritage && !_tokens.BeginsLine(i))
            i++;
        return i;
    }
}
