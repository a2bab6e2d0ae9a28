namespace ManifestMigrator.SourceCode;

/// <summary>The classes of a konnector's files, what they are derived from, and which of them are konnectors.</summary>
internal sealed class ClassHierarchy
{
    private const int MaximumDepth = 10;
    private const string KonnectorEnding = "Konnector";

    private readonly SourceTree _tree;
    private readonly Dictionary<(CodeFile File, CodeClass Class), List<(CodeFile File, CodeClass Class)>> _derived = [];
    private readonly Dictionary<(CodeFile File, CodeClass Class), List<(CodeFile File, CodeClass Class)>> _mixins = [];
    private readonly HashSet<(CodeFile File, CodeClass Class)> _konnectorMixins = [];

    public ClassHierarchy(SourceTree tree, IReadOnlyList<CodeFile> files)
    {
        _tree = tree;
        foreach (var file in files)
            FindDerived(file);
    }

    /// <summary>The classes that an expression names or is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first token of the expression.</param>
    /// <param name="depth">How many names and modules led here.</param>
    public IEnumerable<(CodeFile File, CodeClass Class)> Find(CodeFile file, int start, int depth = 0)
    {
        var tokens = file.Tokens;
        if (depth > MaximumDepth)
            return [];
        if (tokens.Is(start, "class"))
            return file.Structure.Classes.Where(@class => @class.Start == start).Select(@class => (file, @class));
        if (!tokens.IsName(start) || file.Structure.BindingAt(start) is not { } binding)
            return [];
        if (binding.Class is { } own)
            return [(file, own)];
        if (file.Links.Imports.TryGetValue(binding, out var import))
        {
            var name = import.Name == ModuleLinks.Whole && tokens.IsDot(start + 1) && tokens.IsName(start + 2) ? tokens.Word(start + 2) : import.Name;
            return Exported(file, import with { Name = name }, depth);
        }
        return binding is { Value: >= 0, ParameterOf: null } ? Find(file, binding.Value, depth + 1) : [];
    }

    /// <summary>The classes of the repository that a class is derived from and those derived from it, at any distance, without itself.</summary>
    public IEnumerable<(CodeFile File, CodeClass Class)> Relatives(CodeFile file, CodeClass @class) => Closure((file, @class), next =>
        (next.Class.Base >= 0 ? Find(next.File, next.Class.Base) : [])
            .Concat(_mixins.GetValueOrDefault(next, []))
            .Concat(_derived.GetValueOrDefault(next, [])));

    /// <summary>The classes of the repository that are derived from a class, at any distance.</summary>
    public IEnumerable<(CodeFile File, CodeClass Class)> Derived(CodeFile file, CodeClass @class) =>
        Closure((file, @class), next => _derived.GetValueOrDefault(next, []));

    /// <summary>Whether a class is derived from one of the library's konnectors, at any distance.</summary>
    public bool IsKonnector(CodeFile file, CodeClass? @class, int depth = 0) =>
        @class is { Base: >= 0 }
            && depth < MaximumDepth
            && (IsKonnectorName(file, @class.Base)
                || _konnectorMixins.Contains((file, @class))
                || Find(file, @class.Base).Any(found => IsKonnector(found.File, found.Class, depth + 1)));

    /// <summary>Whether a call makes a konnector: <c>new BaseKonnector(…)</c>, or <c>super(…)</c> in the class of one.</summary>
    public bool MakesKonnector(CodeFile file, Call call)
    {
        var tokens = file.Tokens;
        return tokens.Is(call.Callee, "super") && !tokens.IsMember(call.Callee)
            ? IsKonnector(file, file.Structure.ClassAround(call.Callee))
            : IsKonnectorName(file, call.Callee) && Expressions.IsNew(tokens, call);
    }

    /// <summary>Whether a name is that of a konnector's class, here or in the library it comes from.</summary>
    public static bool IsKonnectorName(CodeFile file, int name) =>
        file.Tokens.IsName(name)
            && (file.Tokens.Span(name).EndsWith(KonnectorEnding, StringComparison.Ordinal)
                || (!file.Tokens.IsMember(name)
                    && file.Structure.BindingAt(name) is { } binding
                    && file.Links.Imports.TryGetValue(binding, out var import)
                    && import.Name.EndsWith(KonnectorEnding, StringComparison.Ordinal)));

    /// <summary>Whether a file makes a konnector of a class from a package that is neither the library nor part of the repository.</summary>
    public static bool HasForeignBase(CodeFile file, SourceTree tree) => file.Links.Imports.Any(pair =>
        !ModulePath.IsRelative(pair.Value.Specifier)
            && !IsOfLibrary(pair.Value.Specifier)
            && tree.PathOf(file.Path, pair.Value.Specifier) is null
            && (pair.Key.Name.EndsWith(KonnectorEnding, StringComparison.Ordinal)
                || pair.Value.Name.EndsWith(KonnectorEnding, StringComparison.Ordinal)
                || file.Structure.Classes.Exists(@class => @class.Base >= 0 && file.Structure.BindingAt(@class.Base) == pair.Key)));

    /// <summary>Whether a module is the library of konnectors or part of it.</summary>
    public static bool IsOfLibrary(string specifier) =>
        specifier == ModuleList.Libs || specifier.StartsWith(ModuleList.Libs + "/", StringComparison.Ordinal);

    private IEnumerable<(CodeFile File, CodeClass Class)> Exported(CodeFile file, ImportedName import, int depth)
    {
        if (depth > MaximumDepth || _tree.Imported(file.Path, import.Specifier) is not { } target)
            return [];
        if (target.Links.Exports.TryGetValue(import.Name, out var value))
            return Find(target, value, depth + 1);
        return target.Links.PassedOn.TryGetValue(import.Name, out var other)
            ? Exported(target, other, depth + 1)
            : target.Links.PassedOnWhole.SelectMany(specifier => Exported(target, new ImportedName(specifier, import.Name), depth + 1));
    }

    /// <summary>The classes that steps from one class lead to, the nearest first, each once, without the class itself.</summary>
    private static List<(CodeFile File, CodeClass Class)> Closure(
        (CodeFile File, CodeClass Class) start, Func<(CodeFile File, CodeClass Class), IEnumerable<(CodeFile File, CodeClass Class)>> step)
    {
        var seen = new HashSet<(CodeFile, CodeClass)> { start };
        var reached = new List<(CodeFile File, CodeClass Class)> { start };
        for (var next = 0; next < reached.Count; next++)
            reached.AddRange(step(reached[next]).Where(seen.Add));
        reached.RemoveAt(0);
        return reached;
    }

    private void FindDerived(CodeFile file)
    {
        foreach (var @class in file.Structure.Classes.Where(@class => @class.Base >= 0))
        {
            foreach (var found in Find(file, @class.Base))
                Add(_derived, found, (file, @class));
            foreach (var mixin in Mixins(file, @class))
            {
                Add(_mixins, (file, @class), mixin);
                Add(_derived, mixin, (file, @class));
                if (IsKonnector(file, @class))
                    _konnectorMixins.Add(mixin);
            }
        }
    }

    private static void Add(
        Dictionary<(CodeFile File, CodeClass Class), List<(CodeFile File, CodeClass Class)>> classes,
        (CodeFile File, CodeClass Class) key,
        (CodeFile File, CodeClass Class) @class) => (classes.TryGetValue(key, out var known) ? known : classes[key] = []).Add(@class);

    /// <summary>The classes that functions make for a class to be derived from: <c>class K extends withLogin(BaseKonnector)</c>.</summary>
    private IEnumerable<(CodeFile File, CodeClass Class)> Mixins(CodeFile file, CodeClass @class)
    {
        for (var i = @class.Start + 1; i < @class.Body; i++)
        {
            if (!file.Tokens.IsName(i) || !file.Tokens.Is(i + 1, "(") || file.Structure.BindingAt(i) is not { } binding)
                continue;
            var (owner, function) = (file, FunctionOf(file, binding));
            if (file.Links.Imports.TryGetValue(binding, out var import)
                && _tree.Imported(file.Path, import.Specifier) is { } target
                && target.Links.Exports.TryGetValue(import.Name, out var value))
            {
                owner = target;
                function = target.Structure.FunctionAt(value)
                    ?? (target.Tokens.IsName(value) && target.Structure.Resolve(value) is { } exported ? FunctionOf(target, exported) : null);
            }
            if (function is null)
                continue;
            foreach (var mixin in owner.Structure.Classes.Where(mixin => mixin.Base >= 0
                && function.Body <= mixin.Start
                && mixin.Start < function.End
                && owner.Structure.BindingAt(mixin.Base)?.ParameterOf == function))
                yield return (owner, mixin);
        }
    }

    private static CodeFunction? FunctionOf(CodeFile file, Binding binding) =>
        binding.Function ?? (binding.Value >= 0 ? file.Structure.FunctionAt(binding.Value) : null);
}
