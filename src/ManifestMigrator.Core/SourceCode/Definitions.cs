namespace ManifestMigrator.SourceCode;

/// <summary>Which functions are meant where code calls something or gives it away, across the files of a konnector.</summary>
internal sealed class Definitions
{
    private const int MaximumDepth = 10;

    /// <summary>From this many files on, a method name is too common to say whose method it is.</summary>
    private const int MaximumNamesakes = 4;

    private static readonly string[] Globals =
        ["Object", "JSON", "console", "Promise", "Array", "Math", "_", "lodash", "$", "process", "Reflect", "String", "Number", "util",
            "async", "fs", "path", "moment", "request", "Date", "Buffer", "window", "document"];

    private static readonly string[] CallbackTakers =
    [
        "map", "forEach", "filter", "find", "findIndex", "some", "every", "reduce", "reduceRight", "sort", "flatMap", "each", "eachSeries",
        "mapSeries", "on", "once", "parse", "sortBy", "groupBy", "keyBy",
        "partition", "reject", "times", "then", "catch", "finally", "tap", "describe", "it", "test", "mapValues", "uniqBy", "orderBy", "addListener", "subscribe",
    ];

    private readonly SourceTree _tree;
    private readonly Dictionary<Call, Target> _called = [];
    private readonly Dictionary<CodeFunction, List<(CodeFile File, Call Call)>> _calls = [];
    private readonly ILookup<string, (CodeFile File, CodeFunction Function)> _members;
    private readonly Dictionary<(CodeFile File, string Name), List<int>> _made = [];

    public Definitions(SourceTree tree, IReadOnlyList<CodeFile> files)
    {
        _tree = tree;
        _members = files
            .SelectMany(file => file.Structure.Functions, (file, function) => (File: file, Function: function))
            .SelectMany(pair => MemberNames(pair.File, pair.Function), (pair, name) => (pair.File, pair.Function, Name: name))
            .ToLookup(item => item.Name, item => (item.File, item.Function), StringComparer.Ordinal);
        Classes = new ClassHierarchy(tree, files);
        Values = new PossibleValues(this);
        foreach (var file in files)
            FindMade(file);
        foreach (var file in files)
        {
            foreach (var call in file.Structure.Calls)
            {
                foreach (var (_, function, _) in Target(file, call).Functions.Where(found => found.File != file
                    || call.Callee < found.Function.Start
                    || call.Callee >= found.Function.End))
                    (_calls.TryGetValue(function, out var known) ? known : _calls[function] = []).Add((file, call));
            }
        }
    }

    public ClassHierarchy Classes { get; }

    public PossibleValues Values { get; }

    /// <summary>The calls of a function, without those in the function itself.</summary>
    public IReadOnlyList<(CodeFile File, Call Call)> CallsOf(CodeFunction function) => _calls.GetValueOrDefault(function, []);

    /// <summary>Whether a call gives the function that is its argument something else than fields, such as the items of a list.</summary>
    public static bool IsCallback(CodeFile file, Call call) =>
        file.Tokens.IsName(call.Callee) && CallbackTakers.Contains(file.Tokens.Word(call.Callee), StringComparer.Ordinal);

    /// <summary>The token of the name that a function is declared with or assigned to; -1 where it has none.</summary>
    public static int NameOf(CodeFile file, CodeFunction function)
    {
        if (function.Name >= 0)
            return function.Name;
        return file.Tokens.Is(function.Start - 1, "=")
            && file.Tokens.IsName(function.Start - 2)
            && !file.Tokens.IsMember(function.Start - 2)
                ? function.Start - 2
                : -1;
    }

    /// <summary>The names of the members that a function is: its own as a method, and those of objects it is put into.</summary>
    private static IEnumerable<string> MemberNames(CodeFile file, CodeFunction function)
    {
        if (function.Member.Length > 0)
            yield return function.Member;
        if (NameOf(file, function) is not (>= 0 and var declared) || file.Structure.Resolve(declared) is not { } binding)
            yield break;
        foreach (var use in binding.Uses)
        {
            if (Expressions.IsShorthand(file.Structure, use))
                yield return binding.Name;
            else if (file.Tokens.Is(use - 1, ":") && Expressions.IsKeyColon(file.Structure, use - 1))
                yield return file.Tokens.Word(use - 2);
        }
    }

    /// <summary>The functions that a call runs.</summary>
    public Target Called(CodeFile file, Call call) => Target(file, call);

    /// <summary>The functions that an expression has as its value, perhaps bound or wrapped.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first token of the expression.</param>
    /// <param name="last">The last token of a chain of names; -1 to read as far as the expression goes.</param>
    public IReadOnlyList<FoundFunction> Functions(CodeFile file, int start, int last = -1) => [.. Functions(file, start, last, 0)];

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
                return new Target(file.Structure.CallAt(opening) is { } made ? Made(file, made) : [], false);
            return new Target([.. Functions(file, isCall ? Expressions.ChainStart(file, call.Callee) : opening, -1, 0)], false);
        }
        if (tokens.Is(call.Callee, "]"))
            return new Target([.. PossibleValues.MembersOf(file, call.Callee).SelectMany(value => Functions(value.File, value.Range.Start, -1, 1))], false);
        if (!tokens.IsName(call.Callee))
            return new Target([], false);

        var start = Expressions.ChainStart(file, call.Callee);
        if (file.Links.Expressions.TryGetValue(call.Callee, out var member))
            return new Target([.. Exported(file, member, 0)], false);
        if (Expressions.IsNew(tokens, call))
        {
            var classes = Classes.Find(file, start).ToList();
            return classes.Count == 0
                ? new Target([.. Chain(file, start, call.Callee, 0)], false)
                : new Target([.. classes.SelectMany(found => Constructor(found.File, found.Class, 0))], true);
        }
        if (tokens.Is(call.Callee, "super")
            && file.Structure.ClassAround(call.Callee) is { Base: >= 0 } @class
            && Classes.Find(file, @class.Base).ToList() is { Count: > 0 } bases)
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
            return Chosen(file, new TokenRange(tokens, start + 1, tokens.Partner(start)), depth + 1);
        if (!tokens.IsName(start) && !tokens.Is(start, "@"))
            return [];

        var end = start;
        while (end != last && code.OwnerOfLine(end + 1) is null && ((tokens.IsDot(end + 1) && tokens.IsName(end + 2)) || (tokens.Is(end, "@") && tokens.IsName(end + 1))))
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
        var wrapped = call.Arguments.SelectMany(argument => Functions(file, argument.Start, -1, depth + 1)).ToList();
        return Results(file, call, depth + 1).Where(made => wrapped.Count == 0 || !TakesAnything(made)).Concat(wrapped);
    }

    /// <summary>The functions that an expression chooses from.</summary>
    private IEnumerable<FoundFunction> Chosen(CodeFile file, TokenRange expression, int depth) =>
        Expressions.Alternatives(file, expression.Start, expression.End).SelectMany(range => Functions(file, range.Start, -1, depth));

    /// <summary>The functions that a call makes; where its code is not there, those that it is given and most likely wraps.</summary>
    private List<FoundFunction> Made(CodeFile file, Call call)
    {
        var results = Results(file, call, 0).ToList();
        return results.Count > 0 ? results : [.. call.Arguments.SelectMany(argument => Functions(file, argument.Start, -1, 0))];
    }

    /// <summary>The functions that a call makes: those that what it runs returns.</summary>
    private IEnumerable<FoundFunction> Results(CodeFile file, Call call, int depth)
    {
        if (depth > MaximumDepth || !file.Tokens.IsName(call.Callee))
            return [];
        var makers = Chain(file, Expressions.ChainStart(file, call.Callee), call.Callee, depth + 1);
        return makers.SelectMany(maker => Returned(maker.File, maker.Function).SelectMany(start => Functions(maker.File, start, -1, depth + 1)));
    }

    /// <summary>Whether a function takes its arguments as a list, most likely to pass them on.</summary>
    private static bool TakesAnything(FoundFunction found) =>
        found.Function.Parameters is [var first, ..] && found.File.Tokens.Is(first.Start - 1, "...");

    /// <summary>Where the values that a function returns begin.</summary>
    private static IEnumerable<int> Returned(CodeFile file, CodeFunction function)
    {
        if (function.IsExpression)
            return [function.Body];
        return Enumerable
            .Range(function.Body, Math.Max(0, function.End - function.Body))
            .Where(i => file.Tokens.Is(i, "return") && file.Structure.FunctionAround(i) == function)
            .Select(i => i + 1);
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
        var @class = file.Structure.ClassAround(start);
        if (tokens.Is(start, "super"))
            return @class is null ? [] : OfBases(file, @class, name, depth).Where(found => !Encloses(found, file, start));
        if (tokens.Is(start, "this") || tokens.Is(start, "@"))
        {
            if (last <= start + 2 && (last == start + 1 || tokens.Is(start, "this")))
                return Members(file, @class, name, depth).Concat(Overriding(file, @class, name));
            return OfOwner(file, last, name, depth) ?? Anywhere(file, name, start);
        }
        if (!tokens.IsName(start))
            return Anywhere(file, name, start);
        if (OfOwner(file, last, name, depth) is { } owned)
            return owned;
        if (file.Structure.BindingAt(start) is not { } binding)
            return Anywhere(file, name, start);
        if (file.Links.Imports.TryGetValue(binding, out var import))
        {
            if (ModulePath.IsRelative(import.Specifier) || _tree.Imported(file.Path, import.Specifier) is not null)
                return start + 2 == last
                    && import.Name == ModuleLinks.Whole
                    && Exported(file, import with { Name = name }, depth + 1).ToList() is { Count: > 0 } exported
                        ? exported
                        : Anywhere(file, name, start);
            return [];
        }
        return binding.Declared < 0 && Globals.Contains(binding.Name, StringComparer.Ordinal) ? [] : Anywhere(file, name, start);
    }

    /// <summary>
    /// A method of the class that the owner of a member is made from, as after <c>this.client = new Client()</c>; nothing for a class from
    /// elsewhere, <see langword="null"/> where the code does not show what the owner is.
    /// </summary>
    private List<FoundFunction>? OfOwner(CodeFile file, int last, string name, int depth)
    {
        if (!file.Tokens.IsDot(last - 1) || !file.Tokens.IsName(last - 2) || !_made.TryGetValue((file, file.Tokens.Word(last - 2)), out var made))
            return null;

        var classes = made.SelectMany(start => Classes.Find(file, start, depth + 1)).ToList();
        if (classes.Count > 0)
            return [.. classes.SelectMany(found => Members(found.File, found.Class, name, depth + 1)).Where(found => !Encloses(found, file, last))];
        return made.TrueForAll(start => IsForeign(file, start)) ? [] : null;
    }

    /// <summary>Whether a name comes from a package that is not part of the repository.</summary>
    private bool IsForeign(CodeFile file, int name) =>
        file.Structure.BindingAt(name) is { } binding
            && file.Links.Imports.TryGetValue(binding, out var import)
            && !ModulePath.IsRelative(import.Specifier)
            && _tree.PathOf(file.Path, import.Specifier) is null;

    private static bool Encloses(FoundFunction found, CodeFile file, int token) =>
        found.File == file && found.Function.Start <= token && token < found.Function.End;

    private IEnumerable<FoundFunction> Named(CodeFile file, int name, int depth)
    {
        if (file.Structure.BindingAt(name) is not { } binding)
            return [];
        if (binding.Function is { } function)
            return [new FoundFunction(file, function, 0)];
        if (file.Links.Imports.TryGetValue(binding, out var import))
            return Exported(file, import, depth + 1);
        return binding is { Value: >= 0, ParameterOf: null }
            ? Chosen(file, Expressions.At(file, binding.Value), depth + 1)
            : Values.ItemsOf(file, binding).SelectMany(item => Functions(item.File, item.Range.Start, -1, depth + 1));
    }

    /// <summary>A method of a class or of what it is made from; for other owners, any of that name.</summary>
    private IEnumerable<FoundFunction> Members(CodeFile file, CodeClass? @class, string name, int depth)
    {
        if (@class is null || depth > MaximumDepth)
            return Anywhere(file, name);
        var own = _members[name].Where(pair => pair.File == file
            && pair.Function.Class == @class).Select(pair => new FoundFunction(file, pair.Function, 0)).ToList();
        return own.Count > 0 ? own : OfBases(file, @class, name, depth);
    }

    /// <summary>A method of what a class is made from, or else any of that name.</summary>
    private IEnumerable<FoundFunction> OfBases(CodeFile file, CodeClass @class, string name, int depth)
    {
        var bases = @class.Base >= 0 ? Classes.Find(file, @class.Base, depth + 1).ToList() : [];
        if (bases.Count > 0)
            return bases.SelectMany(found => Members(found.File, found.Class, name, depth + 1));
        return Anywhere(file, name);
    }

    /// <summary>The methods that derived classes have in the place of a method.</summary>
    private IEnumerable<FoundFunction> Overriding(CodeFile file, CodeClass? @class, string name) =>
        from derived in @class is null ? [] : Classes.Derived(file, @class)
        from pair in _members[name]
        where pair.File == derived.File && pair.Function.Class == derived.Class
        select new FoundFunction(pair.File, pair.Function, 0);

    /// <summary>Methods of a name, in the file or else in all files.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name.</param>
    /// <param name="except">A token whose function is not meant; -1 for none.</param>
    private IEnumerable<FoundFunction> Anywhere(CodeFile file, string name, int except = -1)
    {
        var all = _members[name]
            .Where(pair => except < 0 || !Encloses(new FoundFunction(pair.File, pair.Function, 0), file, except))
            .ToList();
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
            ? ObjectMembers.Read(target.Structure, binding.Value)
                .Where(member => member.Name == import.Name)
                .SelectMany(member => Functions(target, member.Value, -1, depth + 1))
            : [];
    }

    private IEnumerable<FoundFunction> Constructor(CodeFile file, CodeClass @class, int depth)
    {
        var own = _members["constructor"].Where(pair => pair.File == file
            && pair.Function.Class == @class).Select(pair => new FoundFunction(file, pair.Function, 0)).ToList();
        if (own.Count > 0 || @class.Base < 0 || depth > MaximumDepth)
            return own;
        return Classes.Find(file, @class.Base, depth + 1).SelectMany(found => Constructor(found.File, found.Class, depth + 1));
    }

    /// <summary>The classes and functions that make what a name or a member holds, here or in the module that it comes from.</summary>
    public IEnumerable<(CodeFile File, Receiver Receiver)> MadeFrom(CodeFile file, int name)
    {
        var made = _made.GetValueOrDefault((file, file.Tokens.Word(name)), []).SelectMany(start => Made(file, start));
        if (!file.Tokens.IsMember(name)
            && file.Structure.BindingAt(name) is { } binding
            && file.Links.Imports.TryGetValue(binding, out var import)
            && _tree.Imported(file.Path, import.Specifier) is { } target
            && target.Links.Exports.TryGetValue(import.Name, out var value))
        {
            made = target.Tokens.Is(value, "new")
                ? made.Concat(Made(target, value + 1))
                : made.Concat(target.Tokens.IsName(value) ? _made.GetValueOrDefault((target, target.Tokens.Word(value)), []).SelectMany(start => Made(target, start)) : []);
        }
        return made;
    }

    /// <summary>The class or function that makes the object of <c>new name</c>.</summary>
    public IEnumerable<(CodeFile File, Receiver Receiver)> Made(CodeFile file, int name)
    {
        var classes = Classes.Find(file, name).ToList();
        if (classes.Count > 0)
            return classes.Select(found => (found.File, new Receiver(ReceiverKind.Class, found.Class.Start)));
        return file.Tokens.IsName(name)
            ? Named(file, name, 0)
                .Where(found => !Receivers.IsBound(found.File, found.Function))
                .Select(found => (found.File, Receivers.At(found.File, found.Function.Body)))
            : [];
    }

    /// <summary>What names and members are made from: <c>name = new …</c>.</summary>
    private void FindMade(CodeFile file)
    {
        var tokens = file.Tokens;
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!tokens.Is(i, "=") || !tokens.Is(i + 1, "new") || !tokens.IsName(i + 2))
                continue;
            var name = file.Structure.Target(i) is >= 0 and var target ? target : i - 1;
            if (tokens.IsName(name) && !tokens.Is(name, "exports"))
                (_made.TryGetValue((file, tokens.Word(name)), out var known) ? known : _made[(file, tokens.Word(name))] = []).Add(i + 2);
        }
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
