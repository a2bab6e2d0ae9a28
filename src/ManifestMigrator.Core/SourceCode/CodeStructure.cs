namespace ManifestMigrator.SourceCode;

/// <summary>The functions, classes, calls and names of a file, found without a full parser and whatever the text.</summary>
/// <remarks>
/// Brackets, and for CoffeeScript indentation, show where things end; types of TypeScript are skipped. Where a construct is not recognised,
/// it is missing here, and nothing else goes wrong.
/// </remarks>
internal sealed class CodeStructure
{
    /// <summary>Names deeper in scopes than this are not resolved; people do not write that.</summary>
    private const int MaximumDepth = 100;

    private readonly int[] _enclosing;
    private readonly Scope[] _scopes;
    private readonly Dictionary<int, CodeFunction> _functionsByStart = [];
    private readonly Dictionary<int, CodeFunction> _functionsByArrow = [];
    private readonly Dictionary<int, Call> _callsByOpening = [];
    private readonly Dictionary<int, (Call Call, int Position)> _arguments = [];
    private readonly Dictionary<int, int> _targets = [];
    private readonly Dictionary<int, Call> _callsByEnd = [];

    private CodeStructure(TokenList tokens)
    {
        Tokens = tokens;
        Layout = new CodeLayout(tokens);
        _enclosing = new int[tokens.Count];
        _scopes = new Scope[tokens.Count];
    }

    public TokenList Tokens { get; }

    public CodeLayout Layout { get; }

    public List<CodeFunction> Functions { get; } = [];

    public List<CodeClass> Classes { get; } = [];

    public List<Call> Calls { get; } = [];

    /// <summary>Names that the file uses and nothing in it declares.</summary>
    public Dictionary<string, Binding> Undeclared { get; } = new(StringComparer.Ordinal);

    public static CodeStructure Read(TokenList tokens)
    {
        var structure = new CodeStructure(tokens);
        structure.FindEnclosing();
        DefinitionReader.Read(tokens, structure.Layout, structure.Functions, structure.Classes);
        structure.Register();
        structure.FindCalls();
        structure.FindNames();
        return structure;
    }

    /// <summary>The innermost bracket that is open at a token; -1 when there is none.</summary>
    public int Enclosing(int token) => token >= 0 && token < _enclosing.Length ? _enclosing[token] : -1;

    /// <summary>The function whose text, with <c>async</c> or <c>function</c> or its parameters, begins at a token.</summary>
    public CodeFunction? FunctionAt(int start) => _functionsByStart.GetValueOrDefault(start);

    /// <summary>The function of an arrow.</summary>
    public CodeFunction? FunctionOfArrow(int arrow) => _functionsByArrow.GetValueOrDefault(arrow);

    /// <summary>The call with an opening parenthesis.</summary>
    public Call? CallAt(int opening) => _callsByOpening.GetValueOrDefault(opening);

    /// <summary>
    /// In CoffeeScript, the call without parentheses that a line which begins with a dot goes on from; <see langword="null"/> for any other dot.
    /// </summary>
    public Call? OwnerOfLine(int dot) =>
        Tokens.IsCoffeeScript && Tokens.IsDot(dot) && Tokens.BeginsLine(dot) ? _callsByEnd.GetValueOrDefault(dot - 1) : null;

    /// <summary>The call that has an argument which begins at a token, and the argument's position in it.</summary>
    public (Call Call, int Position)? ArgumentAt(int start) => _arguments.TryGetValue(start, out var argument) ? argument : null;

    /// <summary>The first token of what an equals sign assigns to, a name or a pattern; -1 where it is a member or nothing.</summary>
    public int Target(int equals) => _targets.GetValueOrDefault(equals, -1);

    /// <summary>The function that a token is in; <see langword="null"/> outside of all.</summary>
    public CodeFunction? FunctionAround(int token) => token >= 0 && token < _scopes.Length ? _scopes[token].Function : null;

    /// <summary>The innermost class that a token is in; <see langword="null"/> outside of all.</summary>
    public CodeClass? ClassAround(int token) => token >= 0 && token < _scopes.Length ? _scopes[token].Class : null;

    public Scope ScopeAround(int token) => _scopes[token];

    /// <summary>The scope of the whole file; there has to be a token in it.</summary>
    public Scope Outermost
    {
        get
        {
            var scope = _scopes[0];
            while (scope.Parent is not null)
                scope = scope.Parent;
            return scope;
        }
    }

    /// <summary>What a name at a token stands for; <see langword="null"/> where it stands for nothing that was found.</summary>
    public Binding? Resolve(int name)
    {
        var word = Tokens.Span(name);
        var scope = _scopes[name];
        for (var depth = 0; scope is not null && depth < MaximumDepth; depth++, scope = scope.Parent)
        {
            if (scope.Bindings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var binding))
                return binding;
        }
        return null;
    }

    /// <summary>What a name at a token stands for, whether or not the file declares it; <see langword="null"/> where it stands for nothing that was found.</summary>
    public Binding? BindingAt(int name) => Resolve(name) ?? Undeclared.GetValueOrDefault(Tokens.Word(name));

    private void FindEnclosing()
    {
        var open = new Stack<int>();
        for (var i = 0; i < Tokens.Count; i++)
        {
            while (open.Count > 0 && Tokens.Partner(open.Peek()) < i)
                open.Pop();
            if (open.Count > 0 && Tokens.Partner(open.Peek()) == i)
                open.Pop();
            _enclosing[i] = open.Count > 0 ? open.Peek() : -1;
            if (Tokens.Partner(i) > i)
                open.Push(i);
        }
    }

    private void Register()
    {
        foreach (var function in Functions)
        {
            _functionsByStart.TryAdd(function.Start, function);
            if (function.Arrow >= 0)
                _functionsByArrow.TryAdd(function.Arrow, function);
        }
    }

    /// <summary>From the end of the code, so that what a call without parentheses has as arguments is known before it.</summary>
    private void FindCalls()
    {
        var parameters = Functions.Select(function => function.Opening).ToHashSet();
        for (var i = Tokens.Count - 1; i >= 0; i--)
        {
            if (Tokens.Is(i, "(") && Tokens.Partner(i) > i && !parameters.Contains(i) && Callee(i) is >= 0 and var callee)
            {
                Add(new Call
                {
                    Callee = callee,
                    Opening = i,
                    Closing = Tokens.Partner(i),
                    Arguments = [.. new TokenRange(Tokens, i + 1, Tokens.Partner(i)).BetweenCommas()],
                });
            }
            else if (Tokens.IsCoffeeScript && Layout.BeginsImplicitCall(i))
            {
                var call = new Call { Callee = i, Opening = -1, Closing = -1, Arguments = [.. Layout.ImplicitArguments(i + 1)] };
                Layout.AddEnd(i, call.Last + 1);
                Add(call);
            }
        }
        Calls.Reverse();
    }

    /// <summary>The last token of what is called with a parenthesis; -1 where nothing is.</summary>
    private int Callee(int opening)
    {
        var last = opening - 1;
        if (Tokens.Is(last, "?.") || Tokens.Is(last, "!"))
            last--;
        if (Tokens.Is(last, ">"))
            last = Layout.BeforeTypeArguments(last);
        if (Tokens.IsCoffeeScript && Tokens.IsSpaced(opening))
            return -1;
        if (Tokens.IsName(last) && (Tokens.Is(last - 1, "abstract") || Tokens.Is(last - 1, "function")) && Tokens.Is(Tokens.Partner(opening) + 1, ":"))
            return -1;
        if (Tokens.IsName(last))
            return Tokens.IsMember(last) || !CodeLayout.IsControlWord(Tokens.Span(last)) ? last : -1;
        return Tokens.Is(last, ")") || Tokens.Is(last, "]") ? last : -1;
    }

    private void Add(Call call)
    {
        Calls.Add(call);
        if (call.Opening >= 0)
            _callsByOpening[call.Opening] = call;
        else
            _callsByEnd[call.Last] = call;
        for (var i = 0; i < call.Arguments.Count; i++)
            _arguments[call.Arguments[i].Start] = (call, i);
    }

    private void FindNames()
    {
        var names = new NameReader(this, _scopes, _targets);
        names.Read();
        foreach (var function in Functions)
            function.Class ??= function.Start < Tokens.Count ? ClassAround(function.Start) : null;
    }
}

/// <summary>A function in code.</summary>
internal sealed class CodeFunction
{
    /// <summary>Its first token: <c>async</c>, <c>function</c>, a name of a method, or the parameters.</summary>
    public required int Start { get; init; }

    /// <summary>The parenthesis of its parameters; -1 for a single name or none.</summary>
    public required int Opening { get; init; }

    /// <summary>The arrow; -1 where there is none.</summary>
    public int Arrow { get; init; } = -1;

    /// <summary>The first token of the body, which is the brace where it has one.</summary>
    public required int Body { get; init; }

    /// <summary>The index after the last token of the body.</summary>
    public required int End { get; init; }

    public required IReadOnlyList<TokenRange> Parameters { get; init; }

    /// <summary>The token of the name it is declared with; -1 where it has none.</summary>
    public int Name { get; init; } = -1;

    /// <summary>The name of the member it is; empty where it is none.</summary>
    public string Member { get; set; } = "";

    /// <summary>The class around it.</summary>
    public CodeClass? Class { get; set; }

    /// <summary>Whether the body is an expression.</summary>
    public bool IsExpression { get; init; }
}

/// <summary>A class in code. Those of two files are never the same one, even if they stand at the same tokens.</summary>
internal sealed class CodeClass
{
    /// <summary>The token of its name; -1 where it has none.</summary>
    public required int Name { get; init; }

    /// <summary>The token of the last name after <c>extends</c>; -1 where there is none.</summary>
    public required int Base { get; init; }

    /// <summary>Its first token.</summary>
    public required int Start { get; init; }

    /// <summary>The first token of its body.</summary>
    public required int Body { get; init; }

    /// <summary>Index after its last token.</summary>
    public required int End { get; init; }
}

/// <summary>A call in code, or the making of an object with <c>new</c>. Those of two files are never the same one.</summary>
internal sealed class Call
{
    /// <summary>The last token of what is called.</summary>
    public required int Callee { get; init; }

    /// <summary>The parenthesis; -1 where CoffeeScript needs none.</summary>
    public required int Opening { get; init; }

    /// <summary>Its partner; -1 where there is none.</summary>
    public required int Closing { get; init; }

    /// <summary>The arguments in their order.</summary>
    public required IReadOnlyList<TokenRange> Arguments { get; init; }

    /// <summary>The last token of the call.</summary>
    public int Last => Closing >= 0 ? Closing : Arguments.Count > 0 ? Arguments[^1].End - 1 : Callee;
}

/// <summary>Where names are valid.</summary>
internal sealed class Scope(Scope? parent, int start, int end)
{
    public Scope? Parent => parent;

    public int Start => start;

    /// <summary>The index after the last token.</summary>
    public int End => end;

    /// <summary>The innermost function it is in or of.</summary>
    public CodeFunction? Function { get; init; }

    public CodeClass? Class { get; init; }

    /// <summary>Whether it is a whole function, to which <c>var</c> belongs, or the file.</summary>
    public bool IsFunction { get; init; }

    public Dictionary<string, Binding> Bindings { get; } = new(StringComparer.Ordinal);
}

/// <summary>A name with a meaning of its own.</summary>
internal sealed class Binding(string name, int declared)
{
    public string Name => name;

    /// <summary>The token that declares it; -1 for one that the file does not declare.</summary>
    public int Declared => declared;

    /// <summary>The function it is declared as.</summary>
    public CodeFunction? Function { get; set; }

    public CodeClass? Class { get; set; }

    /// <summary>The function it is a parameter of, or a part of a parameter.</summary>
    public CodeFunction? ParameterOf { get; set; }

    /// <summary>The position of that parameter.</summary>
    public int Position { get; set; }

    /// <summary>Where the first value assigned to it begins; -1 where there is none.</summary>
    public int Value { get; set; } = -1;

    /// <summary>Equals signs that assign to it, in the order of the code.</summary>
    public List<int> Assignments { get; } = [];

    /// <summary>The tokens that use it, in the order of the code.</summary>
    public List<int> Uses { get; } = [];
}
