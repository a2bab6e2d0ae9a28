namespace ManifestMigrator.SourceCode;

/// <summary>Finds the names that a file declares, where each is valid, what is assigned to it and where it is used.</summary>
internal sealed class NameReader(CodeStructure code, Scope[] scopes, Dictionary<int, int> targets)
{
    private const int MaximumNesting = 20;

    /// <summary>The body of a loop without braces is looked at no further than this.</summary>
    private const int MaximumStatement = 200;

    private static readonly string[] Variables = ["const", "let", "var"];

    private readonly TokenList _tokens = code.Tokens;
    private readonly HashSet<int> _declared = [];

    public void Read()
    {
        AssignScopes();
        DeclareParameters();
        if (_tokens.IsCoffeeScript)
            DeclareAssigned();
        else
            DeclareVariables();
        DeclareDefinitions();
        FindAssignments();
        FindUses();
    }

    private sealed record Region(int Start, int End, CodeFunction? Function = null, CodeClass? Class = null);

    private void AssignScopes()
    {
        var regions = code.Functions.Select(function => new Region(function.Opening >= 0 ? function.Opening : function.Start, function.End, function))
            .Concat(code.Classes.Select(@class => new Region(@class.Start, @class.End, Class: @class)))
            .Concat(_tokens.IsCoffeeScript ? [] : Blocks())
            .OrderBy(region => region.Start)
            .ThenByDescending(region => region.End)
            .ToList();
        var scope = new Scope(null, 0, _tokens.Count) { IsFunction = true };
        var next = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            while (i >= scope.End && scope.Parent is not null)
                scope = scope.Parent;
            for (; next < regions.Count && regions[next].Start == i; next++)
            {
                var region = regions[next];
                scope = new Scope(scope, region.Start, Math.Min(region.End, scope.End))
                {
                    Function = region.Function ?? scope.Function,
                    Class = region.Class ?? scope.Class,
                    IsFunction = region.Function is not null,
                };
            }
            scopes[i] = scope;
        }
    }

    /// <summary>The blocks that declare something, and the heads of loops and of <c>catch</c> with what belongs to them.</summary>
    private IEnumerable<Region> Blocks()
    {
        var bodies = code.Functions.Select(function => function.Body).ToHashSet();
        var found = new HashSet<int>();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!_tokens.IsName(i) || _tokens.IsMember(i))
                continue;
            if (_tokens.Is(i, "for") || _tokens.Is(i, "catch"))
            {
                var opening = _tokens.Is(i + 1, "await") ? i + 2 : i + 1;
                if (_tokens.Is(opening, "(") && _tokens.Partner(opening) is > 0 and var closing)
                    yield return new Region(opening, code.Layout.StatementEnd(closing + 1, MaximumStatement));
            }
            else if ((_tokens.Is(i, "const") || _tokens.Is(i, "let") || _tokens.Is(i, "class") || _tokens.Is(i, "function"))
                && code.Enclosing(i) is >= 0 and var brace && _tokens.Is(brace, "{") && !bodies.Contains(brace) && found.Add(brace))
            {
                yield return new Region(brace, _tokens.Partner(brace) + 1);
            }
        }
    }

    private void DeclareParameters()
    {
        foreach (var function in code.Functions)
        {
            for (var i = 0; i < function.Parameters.Count; i++)
            {
                var position = i;
                var start = function.Parameters[i].Start;
                DeclarePattern(start, scopes[start], binding =>
                {
                    binding.ParameterOf = function;
                    binding.Position = position;
                });
            }
        }
    }

    private void DeclareVariables()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!_tokens.IsName(i) || _tokens.IsMember(i))
                continue;
            if (_tokens.IsAny(i, Variables) && !_tokens.Is(i + 1, ":"))
                DeclareList(i);
            else if (_tokens.Is(i, "catch") && _tokens.Is(i + 1, "(") && _tokens.Partner(i + 1) > 0)
                DeclarePattern(i + 2, scopes[i + 2], _ => { });
        }
    }

    private void DeclareList(int keyword)
    {
        var target = keyword + 1;
        while (_tokens.IsName(target) || _tokens.Is(target, "{") || _tokens.Is(target, "["))
        {
            var scope = scopes[target];
            while (_tokens.Is(keyword, "var") && !scope.IsFunction && scope.Parent is not null)
                scope = scope.Parent;
            DeclarePattern(target, scope, _ => { });

            var next = _tokens.After(target);
            if (_tokens.Is(next, "!"))
                next++;
            if (_tokens.Is(next, ":"))
                next = code.Layout.AfterType(next + 1);
            if (_tokens.Is(next, "="))
            {
                targets[next] = target;
                next = code.Layout.ExpressionEnd(next + 1);
            }
            if (!_tokens.Is(next, ","))
                return;
            target = next + 1;
        }
    }

    /// <summary>In CoffeeScript a name belongs to the outermost function that assigns to it or has it as a parameter.</summary>
    private void DeclareAssigned()
    {
        var assigned = new List<int>();
        for (var i = 1; i < _tokens.Count; i++)
        {
            if (_tokens.Is(i, "=") && _tokens.IsName(i - 1) && !_tokens.IsMember(i - 1))
                assigned.Add(i - 1);
            else if (_tokens.Is(i, "=")
                && (_tokens.Is(i - 1, "}") || _tokens.Is(i - 1, "]"))
                && _tokens.Partner(i - 1) is >= 0 and var opening
                && !_tokens.IsMember(opening)
                && !(_tokens.Is(opening, "[") && !_tokens.IsSpaced(opening)))
                assigned.Add(opening);
            else if (_tokens.Is(i, "for") || (_tokens.Is(i, "catch") && !_tokens.BeginsLine(i + 1)))
                assigned.AddRange(new[] { i + 1, i + 3 }.Where(name => _tokens.IsName(name) && (name == i + 1 || _tokens.Is(i + 2, ","))));
        }
        foreach (var target in assigned.OrderBy(target => Depth(scopes[target])).ThenBy(target => target))
        {
            var scope = scopes[target];
            while (!scope.IsFunction && scope.Parent is not null)
                scope = scope.Parent;
            DeclarePattern(target, scope, _ => { }, belongsToOutermost: true);
        }
    }

    private static int Depth(Scope? scope)
    {
        var depth = 0;
        for (; scope is not null && depth < MaximumNesting; scope = scope.Parent)
            depth++;
        return depth;
    }

    private void DeclareDefinitions()
    {
        foreach (var function in code.Functions.Where(function => function.Name >= 0))
        {
            var scope = scopes[function.Start];
            var isExpression = function.Start > 0
                && (_tokens.Is(function.Start - 1, "=")
                    || _tokens.Is(function.Start - 1, "(")
                    || _tokens.Is(function.Start - 1, ",")
                    || _tokens.Is(function.Start - 1, ":")
                    || _tokens.Is(function.Start - 1, "return"));
            Declare(function.Name, isExpression ? scopes[function.Body] : scope).Function = function;
        }
        foreach (var @class in code.Classes.Where(@class => @class.Name >= 0))
        {
            var scope = scopes[@class.Start].Parent ?? scopes[@class.Start];
            Declare(@class.Name, scope).Class = @class;
        }
    }

    /// <summary>Declares a name, or all names of a pattern.</summary>
    private void DeclarePattern(int start, Scope scope, Action<Binding> about, int depth = 0, bool belongsToOutermost = false)
    {
        if (_tokens.IsName(start))
        {
            _declared.Add(start);
            if (!_tokens.Is(start, "this") && !(belongsToOutermost && code.Resolve(start) is not null))
                about(Declare(start, scope));
        }
        else if (_tokens.Is(start, "{") && depth < MaximumNesting)
        {
            foreach (var entry in Pattern.Entries(_tokens, start))
            {
                if (entry.Nested >= 0)
                    DeclarePattern(entry.Nested, scope, about, depth + 1, belongsToOutermost);
                else if (entry.Local >= 0 && _tokens.IsName(entry.Local) && !_tokens.IsMember(entry.Local))
                    DeclarePattern(entry.Local, scope, about, depth + 1, belongsToOutermost);
            }
        }
        else if (_tokens.Is(start, "[") && depth < MaximumNesting && _tokens.Partner(start) > start)
        {
            foreach (var item in new TokenRange(_tokens, start + 1, _tokens.Partner(start)).BetweenCommas())
                DeclarePattern(_tokens.Is(item.Start, "...") ? item.Start + 1 : item.Start, scope, about, depth + 1, belongsToOutermost);
        }
    }

    private Binding Declare(int name, Scope scope)
    {
        _declared.Add(name);
        var word = _tokens.Word(name);
        if (!scope.Bindings.TryGetValue(word, out var binding))
            scope.Bindings[word] = binding = new Binding(word, name);
        return binding;
    }

    private void FindAssignments()
    {
        for (var i = 1; i < _tokens.Count; i++)
        {
            if (!_tokens.Is(i, "="))
                continue;
            if (!targets.TryGetValue(i, out var target))
            {
                if (_tokens.IsName(i - 1) && !_tokens.IsMember(i - 1))
                    target = i - 1;
                else if ((_tokens.Is(i - 1, "}") || _tokens.Is(i - 1, "]"))
                    && _tokens.Partner(i - 1) is >= 0 and var opening
                    && (_tokens.Is(i - 1, "}") || !IsIndex(opening)))
                    target = opening;
                else
                    continue;
                targets[i] = target;
            }
            if (!_tokens.IsName(target) || code.Resolve(target) is not { } binding)
                continue;
            _declared.Add(target);
            binding.Assignments.Add(i);
            if (binding.Value < 0)
                binding.Value = i + 1;
        }
    }

    private bool IsIndex(int bracket) =>
        _tokens.IsName(bracket - 1) || _tokens.Is(bracket - 1, ")") || _tokens.Is(bracket - 1, "]") || _tokens.Is(bracket - 1, "?.");

    private void FindUses()
    {
        var methods = code.Functions.Where(function => function.Arrow < 0 && function.Member.Length > 0).Select(function => function.Start).ToHashSet();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!_tokens.IsName(i) || _tokens.IsMember(i) || _declared.Contains(i) || methods.Contains(i) || IsKey(i))
                continue;
            if (code.Resolve(i) is { } binding)
            {
                binding.Uses.Add(i);
                continue;
            }
            var undeclared = code.Undeclared.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!undeclared.TryGetValue(_tokens.Span(i), out binding))
                undeclared[_tokens.Span(i)] = binding = new Binding(_tokens.Word(i), -1);
            binding.Uses.Add(i);
        }
    }

    /// <summary>Whether a name is the key of a member of an object.</summary>
    private bool IsKey(int name)
    {
        if (!_tokens.Is(name + 1, ":") || _tokens.Is(name + 1, "::"))
            return false;
        if (_tokens.IsCoffeeScript)
            return true;
        return (_tokens.Is(name - 1, "{") || _tokens.Is(name - 1, ",")) && _tokens.Is(code.Enclosing(name), "{");
    }
}
