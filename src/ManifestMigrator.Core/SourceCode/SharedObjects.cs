namespace ManifestMigrator.SourceCode;

/// <summary>Objects that are named in several places: <c>this</c> in the methods of a class and of its relatives, and what modules export.</summary>
internal sealed class SharedObjects
{
    private readonly SourceTree _tree;
    private readonly Definitions _definitions;
    private readonly Dictionary<(CodeFile File, CodeClass? Class), Binding> _selves = [];
    private readonly Dictionary<Binding, List<(CodeFile File, Binding Binding)>> _same = [];

    public SharedObjects(SourceTree tree, IReadOnlyList<CodeFile> files, Definitions definitions)
    {
        _tree = tree;
        _definitions = definitions;
        FindSame(files);
        foreach (var file in files)
            FindSelves(file);
    }

    /// <summary>The objects called <c>this</c> in a file, by their classes; <see langword="null"/> for the one outside of all classes.</summary>
    public IEnumerable<(CodeClass? Class, Binding Self)> Selves(CodeFile file) =>
        _selves.Where(pair => pair.Key.File == file).Select(pair => (pair.Key.Class, pair.Value));

    /// <summary>Other names of the same object.</summary>
    public IReadOnlyList<(CodeFile File, Binding Binding)> SameAs(Binding binding) => _same.GetValueOrDefault(binding, []);

    public Binding Self(CodeFile file, CodeClass? @class)
    {
        if (!_selves.TryGetValue((file, @class), out var self))
            _selves[(file, @class)] = self = new Binding("this", -1);
        return self;
    }

    /// <summary>What a name or <c>this</c> stands for; <see langword="null"/> for anything else.</summary>
    public Binding? BindingOf(CodeFile file, int token)
    {
        if (file.Tokens.Is(token, "this") || file.Tokens.Is(token, "@"))
            return Self(file, file.Structure.ClassAround(token));
        return file.Tokens.IsName(token) ? file.Structure.BindingAt(token) : null;
    }

    /// <summary>Objects that several files or classes name: <c>this</c> of a class and of those derived from it, and what modules export.</summary>
    private void FindSame(IReadOnlyList<CodeFile> files)
    {
        var exported = new List<(string Key, CodeFile File, Binding Binding)>();
        foreach (var file in files)
        {
            foreach (var @class in file.Structure.Classes)
            {
                foreach (var (owner, relative) in _definitions.Classes.Relatives(file, @class))
                    SetSame(Self(file, @class), owner, Self(owner, relative));
            }
            foreach (var call in file.Structure.Calls.Where(call => GivesThis(file.Tokens, call)))
                ShareThis(file, call);
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

    private void SetSame(Binding binding, CodeFile file, Binding same)
    {
        if (!_same.TryGetValue(binding, out var known))
            _same[binding] = known = [];
        known.Add((file, same));
    }

    /// <summary>Whether a call is <c>function.call(this, …)</c> or the like.</summary>
    private static bool GivesThis(TokenList tokens, Call call) =>
        tokens.IsMember(call.Callee)
            && (tokens.Is(call.Callee, "call") || tokens.Is(call.Callee, "bind") || tokens.Is(call.Callee, "apply"))
            && call.Arguments is [{ Length: 1 } first, ..]
            && (tokens.Is(first.Start, "this") || tokens.Is(first.Start, "@"));

    private void ShareThis(CodeFile file, Call call)
    {
        var self = Self(file, file.Structure.ClassAround(call.Arguments[0].Start));
        foreach (var (owner, function, _) in _definitions.Functions(file, Expressions.ChainStart(file.Tokens, call.Callee - 2), call.Callee - 2))
        {
            if (function.Class is null && Self(owner, null) is var other && other != self)
                SetSame(self, owner, other);
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
                Self(file, code.ClassAround(i)).Uses.Add(i);
        }
    }
}
