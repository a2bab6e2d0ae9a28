namespace ManifestMigrator.SourceCode;

/// <summary>Objects that are named in several places: <c>this</c> in the methods of a class and of its relatives, and what modules export.</summary>
internal sealed class SharedObjects
{
    private readonly SourceTree _tree;
    private readonly Definitions _definitions;
    private readonly Dictionary<(CodeFile File, Receiver Receiver), Binding> _selves = [];
    private readonly Dictionary<Binding, List<(CodeFile File, Binding Binding)>> _same = [];

    public SharedObjects(SourceTree tree, IReadOnlyList<CodeFile> files, Definitions definitions)
    {
        _tree = tree;
        _definitions = definitions;
        foreach (var file in files)
            FindSelves(file);
        foreach (var file in files)
            ShareInFile(file);
        ShareExports(files);
    }

    /// <summary>The objects called <c>this</c> in a file.</summary>
    public IEnumerable<(Receiver Receiver, Binding Self)> Selves(CodeFile file) =>
        _selves.Where(pair => pair.Key.File == file).Select(pair => (pair.Key.Receiver, pair.Value));

    /// <summary>Other names of the same object.</summary>
    public IReadOnlyList<(CodeFile File, Binding Binding)> SameAs(Binding binding) => _same.GetValueOrDefault(binding, []);

    /// <summary>The object called <c>this</c> at a token.</summary>
    public Binding Self(CodeFile file, int token) => Self(file, Receivers.At(file, token));

    /// <summary>The object called <c>this</c> in a function; <see langword="null"/> for one that has none of its own.</summary>
    public Binding? SelfOf(FoundFunction found) => Receivers.IsBound(found.File, found.Function) ? null : Self(found.File, found.Function.Body);

    /// <summary>The object that begins at a brace, where its methods say <c>this</c>.</summary>
    public Binding? SelfOfObject(CodeFile file, int opening) => _selves.GetValueOrDefault((file, new Receiver(ReceiverKind.Object, opening)));

    /// <summary>The objects called <c>this</c> in the classes that what a token names is made from.</summary>
    public IEnumerable<(CodeFile File, Binding Self)> MadeFrom(CodeFile file, int name) =>
        _definitions.MadeFrom(file, name).Select(made => (made.File, Self(made.File, made.Receiver)));

    /// <summary>What a name or <c>this</c> stands for; <see langword="null"/> for anything else.</summary>
    public Binding? BindingOf(CodeFile file, int token)
    {
        if (file.Tokens.Is(token, "this") || file.Tokens.Is(token, "@"))
            return Self(file, token);
        return file.Tokens.IsName(token) ? file.Structure.BindingAt(token) : null;
    }

    private Binding Self(CodeFile file, Receiver receiver)
    {
        if (!_selves.TryGetValue((file, receiver), out var self))
            _selves[(file, receiver)] = self = new Binding("this", -1);
        return self;
    }

    private Binding Self(CodeFile file, CodeClass @class) => Self(file, new Receiver(ReceiverKind.Class, @class.Start));

    /// <summary><c>this</c> of a class and of those derived from it, of a function and of whoever calls it, of an object and its name.</summary>
    private void ShareInFile(CodeFile file)
    {
        var code = file.Structure;
        foreach (var @class in code.Classes)
        {
            foreach (var (owner, relative) in _definitions.Classes.Relatives(file, @class))
                SetSame(Self(file, @class), owner, Self(owner, relative));
        }
        foreach (var call in code.Calls.Where(call => IsBinding(file.Tokens, call)))
            ShareThis(file, call);
        foreach (var (receiver, self) in Selves(file).ToList())
        {
            var start = receiver.Start;
            if (receiver.Kind == ReceiverKind.Object && file.Tokens.Is(start - 1, "=") && code.Target(start - 1) is >= 0 and var target)
                ShareName(file, target, file, self);
            else if (receiver.Kind == ReceiverKind.Function && file.Tokens.Is(start - 1, "=") && file.Tokens.IsDot(start - 3) && !file.Tokens.IsMember(start - 4))
                ShareName(file, start - 4, file, self);
        }
        foreach (var call in code.Calls.Where(call => Receivers.IsFilling(file, call)))
            ShareFilled(file, call);
        foreach (var (binding, value) in Made(file))
        {
            foreach (var (owner, receiver) in _definitions.Made(file, value))
                SetBothSame(file, binding, owner, Self(owner, receiver));
            foreach (var (owner, self) in SelvesOfKonnector(file, value))
                SetBothSame(file, binding, owner, self);
        }
    }

    /// <summary>Names of konnectors that the library makes: <c>const konnector = new BaseKonnector(start)</c>.</summary>
    public IEnumerable<Binding> Konnectors(CodeFile file) => Made(file).Where(made => CallOfKonnector(file, made.Class) is not null).Select(made => made.Binding);

    private Call? CallOfKonnector(CodeFile file, int name)
    {
        while (file.Tokens.IsDot(name + 1) && file.Tokens.IsName(name + 2))
            name += 2;
        return Expressions.CallOf(file, name) is { } call && _definitions.Classes.MakesKonnector(file, call) ? call : null;
    }

    /// <summary><c>this</c> in the function that a konnector is made of.</summary>
    private IEnumerable<(CodeFile File, Binding Self)> SelvesOfKonnector(CodeFile file, int name) =>
        CallOfKonnector(file, name) is { Arguments: [var start, ..] }
            ? from found in _definitions.Functions(file, start.Start)
              let self = SelfOf(found)
              where self is not null
              select (found.File, self)
            : [];

    /// <summary>Methods that are put into an object or into those of a class have its <c>this</c>.</summary>
    private void ShareFilled(CodeFile file, Call call)
    {
        var filled = call.Arguments[0];
        List<(CodeFile File, Binding Self)> selves = Receivers.IsThis(filled) ? [(file, Self(file, filled.Start))]
            : Receivers.IsPrototype(filled) ? [.. _definitions.Classes.Find(file, filled.Start).Select(found => (found.File, Self(found.File, found.Class)))]
            : [];
        foreach (var (owner, self) in selves)
        {
            foreach (var (other, methods) in call.Arguments.Skip(1).Select(argument => Methods(file, argument)).OfType<(CodeFile, Binding)>())
                SetBothSame(owner, self, other, methods);
        }
    }

    /// <summary><c>this</c> in the methods of an object that is written out elsewhere, here or in another file.</summary>
    private (CodeFile File, Binding Self)? Methods(CodeFile file, TokenRange argument)
    {
        var binding = argument.Length == 1 && file.Tokens.IsName(argument.Start) ? file.Structure.BindingAt(argument.Start) : null;
        if ((binding is not null && file.Links.Imports.TryGetValue(binding, out var import))
            || file.Links.Expressions.TryGetValue(argument.End - 1, out import))
        {
            return _tree.Imported(file.Path, import.Specifier) is { } target && target.Links.Exports.TryGetValue(import.Name, out var value)
                ? ObjectAt(target, target.Tokens.IsName(value) && target.Structure.Resolve(value) is { } exported ? exported.Value : value)
                : null;
        }
        return binding is null ? null : ObjectAt(file, binding.Value);
    }

    private (CodeFile File, Binding Self)? ObjectAt(CodeFile file, int opening) =>
        SelfOfObject(file, opening) is { } self ? (file, self) : null;

    /// <summary>Names that are given a new object, each with the name of its class.</summary>
    private static IEnumerable<(Binding Binding, int Class)> Made(CodeFile file) =>
        from function in Enumerable.Range(1, Math.Max(0, file.Tokens.Count - 1))
        where file.Tokens.Is(function, "new") && file.Tokens.Is(function - 1, "=")
        let target = file.Structure.Target(FirstEquals(file, function - 1))
        where target >= 0 && file.Tokens.IsName(target)
        let binding = file.Structure.Resolve(target)
        where binding is not null
        select (binding, function + 1);

    /// <summary>The equals sign of <c>a = module.exports = value</c> that assigns to a name.</summary>
    private static int FirstEquals(CodeFile file, int equals) =>
        file.Structure.Target(equals) < 0 && Expressions.ChainStart(file, equals - 1) is var start && file.Tokens.Is(start - 1, "=") ? start - 1 : equals;

    private void ShareName(CodeFile file, int name, CodeFile owner, Binding self)
    {
        if (!file.Tokens.IsName(name) || file.Tokens.Is(name, "exports") || file.Structure.BindingAt(name) is not { } binding)
            return;
        SetSame(binding, owner, self);
        SetSame(self, file, binding);
    }

    /// <summary>What modules export and others import.</summary>
    private void ShareExports(IReadOnlyList<CodeFile> files)
    {
        var exported = new List<(string Key, CodeFile File, Binding Binding)>();
        foreach (var file in files)
        {
            if (file.Structure.Undeclared.TryGetValue("global", out var global))
                exported.Add(("", file, global));
            foreach (var (binding, import) in file.Links.Imports)
            {
                if (_tree.Imported(file.Path, import.Specifier) is { } target)
                    exported.Add(($"{target.Path}:{import.Name}", file, binding));
            }
            foreach (var (name, value) in file.Links.Exports)
            {
                if (IsSingleName(file, value) && file.Structure.Resolve(value) is { Function: null, Class: null } binding)
                    exported.Add(($"{file.Path}:{name}", file, binding));
                else if (SelfOfObject(file, value) is { } self)
                    exported.Add(($"{file.Path}:{name}", file, self));
            }
        }
        foreach (var group in exported.GroupBy(item => item.Key, StringComparer.Ordinal))
        {
            foreach (var (_, _, binding) in group)
            {
                foreach (var (_, other, same) in group.Where(item => item.Binding != binding))
                    SetSame(binding, other, same);
            }
        }
    }

    private void SetBothSame(CodeFile file, Binding binding, CodeFile other, Binding same)
    {
        SetSame(binding, other, same);
        SetSame(same, file, binding);
    }

    private void SetSame(Binding binding, CodeFile file, Binding same)
    {
        if (binding == same)
            return;
        if (!_same.TryGetValue(binding, out var known))
            _same[binding] = known = [];
        known.Add((file, same));
    }

    /// <summary>The objects called <c>this</c> that a call of <c>bind</c>, <c>call</c> or <c>apply</c> gives to functions.</summary>
    public IEnumerable<(CodeFile File, Binding Self)> BoundBy(CodeFile file, Call call)
    {
        foreach (var found in Bound(file, call))
        {
            if (SelfOf(found) is { } self)
                yield return (found.File, self);
        }
    }

    /// <summary>The functions that such a call is about; a promise that is bound is about all that follow in its chain.</summary>
    private IEnumerable<FoundFunction> Bound(CodeFile file, Call call)
    {
        var functions = _definitions.Functions(file, Expressions.ChainStart(file, call.Callee - 2), call.Callee - 2);
        return functions.Count == 0 && file.Tokens.Is(call.Callee, "bind") ? Following(file, call) : functions;
    }

    /// <summary>The functions that are given to the calls after a call in its chain.</summary>
    private IEnumerable<FoundFunction> Following(CodeFile file, Call call)
    {
        for (var next = file.Structure.CallAt(call.Last + 3); next is not null; next = file.Structure.CallAt(next.Last + 3))
        {
            foreach (var found in next.Arguments.SelectMany(argument => _definitions.Functions(file, argument.Start)))
                yield return found;
        }
    }

    private static bool IsBinding(TokenList tokens, Call call) =>
        tokens.IsMember(call.Callee)
            && (tokens.Is(call.Callee, "call") || tokens.Is(call.Callee, "bind") || tokens.Is(call.Callee, "apply"))
            && call.Arguments.Count > 0;

    /// <summary><c>function.call(this, …)</c> shares <c>this</c>; the functions of a promise that is bound share one among themselves.</summary>
    private void ShareThis(CodeFile file, Call call)
    {
        var start = call.Arguments[0].Start;
        var bound = Bound(file, call)
            .Where(found => Receivers.At(found.File, found.Function.Body).Kind != ReceiverKind.Class)
            .Select(found => (found.File, Self: SelfOf(found)!))
            .Where(found => found.Self is not null)
            .ToList();
        if (call.Arguments[0].Length == 1 && (file.Tokens.Is(start, "this") || file.Tokens.Is(start, "@")))
            bound.ForEach(found => SetSame(Self(file, start), found.File, found.Self));
        for (var i = 1; i < bound.Count; i++)
        {
            SetSame(bound[0].Self, bound[i].File, bound[i].Self);
            SetSame(bound[i].Self, bound[0].File, bound[0].Self);
        }
    }

    private static bool IsSingleName(CodeFile file, int value) =>
        file.Tokens.IsName(value)
            && file.Structure.FunctionAt(value) is null
            && (file.Tokens.Is(value + 1, "=") || file.Structure.Layout.ExpressionEnd(value) == value + 1);

    private void FindSelves(CodeFile file)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        var parameters = code.Functions.SelectMany(function => function.Parameters).Select(parameter => parameter.Start).ToHashSet();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (parameters.Contains(i))
                continue;
            if ((tokens.Is(i, "this") && tokens.IsName(i) && !tokens.IsMember(i) && !tokens.Is(i + 1, ":"))
                || (tokens.IsCoffeeScript && tokens.Is(i, "@")))
                Self(file, i).Uses.Add(i);
        }
    }
}
