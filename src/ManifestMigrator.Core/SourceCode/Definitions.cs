namespace ManifestMigrator.SourceCode;

/// <summary>Which functions are meant where code calls something or gives it away, across the files of a konnector.</summary>
internal sealed class Definitions
{
    private const int MaximumDepth = 10;
    private const int MaximumChain = 60;

    /// <summary>From this many files on, a method name is too common to say whose method it is.</summary>
    private const int MaximumNamesakes = 4;

    private static readonly string[] Globals =
        ["Object", "JSON", "console", "Promise", "Array", "Math", "_", "lodash", "$", "process", "Reflect", "String", "Number", "util",
            "async", "fs", "path", "moment", "request", "Date", "Buffer", "window", "document"];

    private static readonly string[] CallbackTakers =
    [
        "map", "forEach", "filter", "find", "findIndex", "some", "every", "reduce", "reduceRight", "sort", "flatMap", "each", "eachSeries",
        "mapSeries", "on", "once", "parse", "sortBy", "groupBy", "keyBy",
        "partition", "reject", "times", "describe", "it", "test", "mapValues", "uniqBy", "orderBy", "addListener", "subscribe",
    ];

    private readonly SourceTree _tree;
    private readonly IReadOnlyList<CodeFile> _files;
    private readonly Dictionary<Call, Target> _called = [];
    private readonly Dictionary<CodeFunction, List<(CodeFile File, Call Call)>> _calls = [];
    private readonly ILookup<string, (CodeFile File, CodeFunction Function)> _members;
    private readonly HashSet<(CodeFile File, string Name)> _passedMembers = [];

    public Definitions(SourceTree tree, IReadOnlyList<CodeFile> files)
    {
        _tree = tree;
        _files = files;
        _members = files
            .SelectMany(file => file.Structure.Functions, (file, function) => (file, function))
            .Where(pair => pair.function.Member.Length > 0)
            .ToLookup(pair => pair.function.Member, StringComparer.Ordinal);
        foreach (var file in files)
        {
            FindPassedMembers(file);
            foreach (var call in file.Structure.Calls)
            {
                foreach (var (_, function, _) in Target(file, call).Functions.Where(found => found.File != file
                    || call.Callee < found.Function.Start
                    || call.Callee >= found.Function.End))
                    (_calls.TryGetValue(function, out var known) ? known : _calls[function] = []).Add((file, call));
            }
        }
    }

    /// <summary>The calls of a function, without those in the function itself.</summary>
    public IReadOnlyList<(CodeFile File, Call Call)> CallsOf(CodeFunction function) => _calls.GetValueOrDefault(function, []);

    /// <summary>Whether a call gives the function that is its argument something else than fields, such as the items of a list.</summary>
    public static bool IsCallback(CodeFile file, Call call) =>
        file.Tokens.IsName(call.Callee) && CallbackTakers.Contains(file.Tokens.Word(call.Callee), StringComparer.Ordinal);

    /// <summary>Whether a function is given to such a call by its name.</summary>
    public static bool IsCallback(CodeFile file, CodeFunction function) =>
        NameOf(file, function) is >= 0 and var name
            && file.Structure.Resolve(name) is { } binding
            && binding.Uses.Exists(use => IsCallback(file, use));

    private static bool IsCallback(CodeFile file, int use) => file.Structure.ArgumentAt(use) is { } argument && IsCallback(file, argument.Call);

    private static bool IsCalled(CodeFile file, int use) =>
        file.Tokens.Is(use + 1, "(") || (file.Tokens.IsCoffeeScript && file.Structure.Layout.BeginsImplicitCall(use));

    /// <summary>The token of the name that a function is declared with or assigned to; -1 where it has none.</summary>
    private static int NameOf(CodeFile file, CodeFunction function)
    {
        if (function.Name >= 0)
            return function.Name;
        return file.Tokens.Is(function.Start - 1, "=")
            && file.Tokens.IsName(function.Start - 2)
            && !file.Tokens.IsMember(function.Start - 2)
                ? function.Start - 2
                : -1;
    }

    /// <summary>Whether a function is given to something, so that it may be called from out of sight.</summary>
    public bool IsPassedOn(CodeFile file, CodeFunction function)
    {
        var tokens = file.Tokens;
        var name = NameOf(file, function);
        if (name >= 0
            && file.Structure.Resolve(name) is { } binding
            && binding.Uses.Exists(use => !IsCalled(file, use) && !IsExport(file, use) && !IsCallback(file, use)))
            return true;
        return function.Member.Length > 0 && _files.Any(other => _passedMembers.Contains((other, function.Member)));
    }

    /// <summary>The functions that a call runs.</summary>
    public Target Called(CodeFile file, Call call) => Target(file, call);

    /// <summary>Whether something is called that comes from the library of konnectors.</summary>
    public static bool IsLibrary(CodeFile file, Call call)
    {
        var start = ChainStart(file.Tokens, call.Callee);
        return file.Tokens.IsName(start)
            && (file.Structure.Resolve(start) ?? file.Structure.Undeclared.GetValueOrDefault(file.Tokens.Word(start))) is { } binding
            && file.Links.Imports.TryGetValue(binding, out var import)
            && (import.Specifier == ModuleList.Libs || import.Specifier.StartsWith(ModuleList.Libs + "/", StringComparison.Ordinal));
    }

    /// <summary>The functions that an expression has as its value, perhaps bound or wrapped.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first token of the expression.</param>
    /// <param name="last">The last token of a chain of names; -1 to read as far as the expression goes.</param>
    public IReadOnlyList<FoundFunction> Functions(CodeFile file, int start, int last = -1) => [.. Functions(file, start, last, 0)];

    /// <summary>The first token of a chain such as <c>a.b(c).d</c>.</summary>
    public static int ChainStart(TokenList tokens, int last)
    {
        var i = last;
        for (var steps = 0; steps < MaximumChain; steps++)
        {
            if (tokens.Partner(i) is >= 0 and var opening && opening < i)
            {
                if (!tokens.IsName(opening - 1) && !tokens.Is(opening - 1, ")") && !tokens.Is(opening - 1, "]"))
                    return opening;
                i = opening - 1;
            }
            else if (tokens.IsMember(i))
            {
                if (tokens.Is(i - 1, "@"))
                    return i - 1;
                i -= 2;
            }
            else
            {
                return i;
            }
        }
        return i;
    }

    /// <summary>Whether a call makes an object: <c>new a.B(…)</c>, but not <c>new A().b(…)</c>.</summary>
    public static bool IsNew(TokenList tokens, Call call)
    {
        var first = call.Callee;
        while (tokens.IsMember(first) && tokens.IsDot(first - 1) && tokens.IsName(first - 2))
            first -= 2;
        return tokens.Is(first - 1, "new") && !tokens.IsMember(first - 1);
    }

    private Target Target(CodeFile file, Call call)
    {
        if (!_called.TryGetValue(call, out var target))
            _called[call] = target = FindTarget(file, call);
        return target;
    }

    private Target FindTarget(CodeFile file, Call call)
    {
        var tokens = file.Tokens;
        if (tokens.Is(call.Callee, ")"))
        {
            if (file.Links.Expressions.TryGetValue(call.Callee, out var import))
                return new Target([.. Exported(file, import, 0)], false);
            var opening = tokens.Partner(call.Callee);
            var isCall = file.Structure.CallAt(opening) is not null;
            if (isCall && !(tokens.Is(opening - 1, "bind") && tokens.IsDot(opening - 2)))
                return new Target([], false);
            return new Target([.. Functions(file, isCall ? ChainStart(tokens, call.Callee) : opening + 1, -1, 0)], false);
        }
        if (!tokens.IsName(call.Callee))
            return new Target([], false);

        var start = ChainStart(tokens, call.Callee);
        if (file.Links.Expressions.TryGetValue(call.Callee, out var member))
            return new Target([.. Exported(file, member, 0)], false);
        if (IsNew(tokens, call))
        {
            var classes = Classes(file, start, 0).ToList();
            return classes.Count == 0
                ? new Target([.. Chain(file, start, call.Callee, 0)], false)
                : new Target([.. classes.SelectMany(found => Constructor(found.File, found.Class, 0))], true);
        }
        if (tokens.Is(call.Callee, "super")
            && file.Structure.ClassAround(call.Callee) is { Base: >= 0 } @class
            && Classes(file, @class.Base, 0).ToList() is { Count: > 0 } bases)
            return new Target([.. bases.SelectMany(found => Constructor(found.File, found.Class, 0))], true);
        return new Target([.. Chain(file, start, call.Callee, 0)], false);
    }

    private IEnumerable<FoundFunction> Functions(CodeFile file, int start, int last, int depth)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        if (depth > MaximumDepth || start < 0)
            return [];
        if (code.FunctionAt(start) is { } function)
            return [new FoundFunction(file, function, 0)];
        if (tokens.Is(start, "(") && tokens.Partner(start) > start)
            return Functions(file, start + 1, -1, depth + 1);
        if (!tokens.IsName(start) && !tokens.Is(start, "@"))
            return [];

        var end = start;
        while (end != last && ((tokens.IsDot(end + 1) && tokens.IsName(end + 2)) || (tokens.Is(end, "@") && tokens.IsName(end + 1))))
            end += tokens.Is(end, "@") ? 1 : 2;
        var call = end == last ? null : code.CallAt(end + 1) ?? (code.ArgumentAt(end + 1) is { Position: 0 } argument
            && argument.Call.Callee == end
                ? argument.Call
                : null);
        if (call is null)
            return Chain(file, start, end, depth + 1);
        if (file.Links.Expressions.TryGetValue(call.Last, out var import))
            return Exported(file, import, depth + 1);
        if (tokens.IsDot(call.Last + 1) && file.Links.Expressions.TryGetValue(call.Last + 2, out import))
            return Exported(file, import, depth + 1);
        if (tokens.Is(end, "bind") && tokens.IsDot(end - 1))
            return Chain(file, start, end - 2, depth + 1).Select(found => found with { Bound = found.Bound + Math.Max(0, call.Arguments.Count - 1) });
        return call.Arguments.SelectMany(wrapped => Functions(file, wrapped.Start, -1, depth + 1));
    }

    /// <summary>The functions that a chain of names stands for.</summary>
    private IEnumerable<FoundFunction> Chain(CodeFile file, int start, int last, int depth)
    {
        var tokens = file.Tokens;
        if (depth > MaximumDepth || !tokens.IsName(last))
            return [];
        if (start == last)
            return Named(file, start, depth);

        var name = tokens.Word(last);
        if (tokens.Is(start, "this") || tokens.Is(start, "@") || tokens.Is(start, "super"))
            return Members(file, file.Structure.ClassAround(start), name, depth);
        if (!tokens.IsName(start))
            return Anywhere(file, name);
        if (Binding(file, start) is not { } binding)
            return Anywhere(file, name);
        if (file.Links.Imports.TryGetValue(binding, out var import))
        {
            if (ModulePath.IsRelative(import.Specifier) || _tree.Imported(file.Path, import.Specifier) is not null)
                return start + 2 == last
                    && import.Name == ModuleLinks.Whole
                    && Exported(file, import with { Name = name }, depth + 1).ToList() is { Count: > 0 } exported
                        ? exported
                        : Anywhere(file, name);
            return [];
        }
        return binding.Declared < 0 && Globals.Contains(binding.Name, StringComparer.Ordinal) ? [] : Anywhere(file, name);
    }

    private IEnumerable<FoundFunction> Named(CodeFile file, int name, int depth)
    {
        if (Binding(file, name) is not { } binding)
            return [];
        if (binding.Function is { } function)
            return [new FoundFunction(file, function, 0)];
        if (file.Links.Imports.TryGetValue(binding, out var import))
            return Exported(file, import, depth + 1);
        return binding is { Value: >= 0, ParameterOf: null } ? Functions(file, binding.Value, -1, depth + 1) : [];
    }

    private static Binding? Binding(CodeFile file, int name) =>
        file.Structure.Resolve(name) ?? file.Structure.Undeclared.GetValueOrDefault(file.Tokens.Word(name));

    /// <summary>A method of a class or of what it is made from; for other owners, any of that name.</summary>
    private IEnumerable<FoundFunction> Members(CodeFile file, CodeClass? @class, string name, int depth)
    {
        if (@class is null || depth > MaximumDepth)
            return Anywhere(file, name);
        var own = _members[name].Where(pair => pair.File == file
            && pair.Function.Class == @class).Select(pair => new FoundFunction(file, pair.Function, 0)).ToList();
        if (own.Count > 0)
            return own;
        var bases = @class.Base >= 0 ? Classes(file, @class.Base, depth + 1).ToList() : [];
        return bases.Count > 0 ? bases.SelectMany(found => Members(found.File, found.Class, name, depth + 1)) : Anywhere(file, name);
    }

    /// <summary>Methods of a name, in the file or else in all files.</summary>
    private IEnumerable<FoundFunction> Anywhere(CodeFile file, string name)
    {
        var all = _members[name].ToList();
        var near = all.Where(pair => pair.File == file).ToList();
        var found = near.Count > 0 ? near : all;
        return found.Count <= MaximumNamesakes || near.Count > 0 ? found.Select(pair => new FoundFunction(pair.File, pair.Function, 0)) : [];
    }

    private IEnumerable<FoundFunction> Exported(CodeFile file, ImportedName import, int depth)
    {
        if (depth > MaximumDepth || _tree.Imported(file.Path, import.Specifier) is not { } target)
            return [];
        if (target.Links.Exports.TryGetValue(import.Name, out var value))
            return Functions(target, value, -1, depth + 1);
        if (target.Links.PassedOn.TryGetValue(import.Name, out var other))
            return Exported(target, other, depth + 1);
        if (import.Name == ModuleLinks.Whole)
            return [];

        var passed = target.Links.PassedOnWhole.SelectMany(specifier => Exported(target, new ImportedName(specifier, import.Name), depth + 1)).ToList();
        if (passed.Count > 0)
            return passed;
        return target.Links.Exports.TryGetValue(ModuleLinks.Whole, out var whole)
            && target.Tokens.IsName(whole)
            && target.Structure.Resolve(whole) is { Value: >= 0 } binding
            ? ObjectMembers.Of(target.Structure, binding.Value)
                .Where(member => member.Name == import.Name)
                .SelectMany(member => Functions(target, member.Value, -1, depth + 1))
            : [];
    }

    private IEnumerable<(CodeFile File, CodeClass Class)> Classes(CodeFile file, int start, int depth)
    {
        var tokens = file.Tokens;
        if (depth > MaximumDepth)
            return [];
        if (tokens.Is(start, "class"))
            return file.Structure.Classes.Where(@class => @class.Start == start).Select(@class => (file, @class));
        if (!tokens.IsName(start) || Binding(file, start) is not { } binding)
            return [];
        if (binding.Class is { } own)
            return [(file, own)];
        if (file.Links.Imports.TryGetValue(binding, out var import))
        {
            var name = import.Name == ModuleLinks.Whole && tokens.IsDot(start + 1) && tokens.IsName(start + 2) ? tokens.Word(start + 2) : import.Name;
            return _tree.Imported(file.Path, import.Specifier) is { } target
                && target.Links.Exports.TryGetValue(name, out var value)
                    ? Classes(target, value, depth + 1)
                    : [];
        }
        return binding is { Value: >= 0, ParameterOf: null } ? Classes(file, binding.Value, depth + 1) : [];
    }

    private IEnumerable<FoundFunction> Constructor(CodeFile file, CodeClass @class, int depth)
    {
        var own = _members["constructor"].Where(pair => pair.File == file
            && pair.Function.Class == @class).Select(pair => new FoundFunction(file, pair.Function, 0)).ToList();
        if (own.Count > 0 || @class.Base < 0 || depth > MaximumDepth)
            return own;
        return Classes(file, @class.Base, depth + 1).SelectMany(found => Constructor(found.File, found.Class, depth + 1));
    }

    private void FindPassedMembers(CodeFile file)
    {
        var tokens = file.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsName(i)
                && tokens.IsMember(i)
                && !tokens.Is(i + 1, "(")
                && !tokens.Is(i + 1, "=")
                && !(tokens.IsCoffeeScript && file.Structure.Layout.BeginsImplicitCall(i)))
                _passedMembers.Add((file, tokens.Word(i)));
        }
    }

    /// <summary>Whether a name stands in what the file exports; who imports it is seen.</summary>
    private static bool IsExport(CodeFile file, int use)
    {
        var tokens = file.Tokens;
        var before = tokens.Is(file.Structure.Enclosing(use), "{") ? file.Structure.Enclosing(use) : use;
        return tokens.Is(before - 1, "export")
            || tokens.Is(before - 1, "default")
            || (tokens.Is(before - 1, "=") && (tokens.Is(before - 2, "exports") || tokens.Is(before - 4, "exports")));
    }
}

/// <summary>A function that was found for an expression.</summary>
/// <param name="File">The file it is in.</param>
/// <param name="Function">The function.</param>
/// <param name="Bound">How many of its first arguments are given already.</param>
internal sealed record FoundFunction(CodeFile File, CodeFunction Function, int Bound);

/// <summary>What a call runs.</summary>
/// <param name="Functions">The functions.</param>
/// <param name="IsKnown">Whether it is known even where there is no function, such as a class without a constructor.</param>
internal sealed record Target(IReadOnlyList<FoundFunction> Functions, bool IsKnown);
