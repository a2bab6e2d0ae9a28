namespace ManifestMigrator.SourceCode;

/// <summary>A place where code gets the configured fields from out of sight.</summary>
/// <param name="File">The file.</param>
internal abstract record FieldOrigin(CodeFile File);

/// <summary>A name that stands for the fields, or for an object that has them.</summary>
internal sealed record NamedOrigin(CodeFile File, Binding Binding, FieldValue Value) : FieldOrigin(File);

/// <summary>A parameter that gets the fields.</summary>
/// <param name="File">The file.</param>
/// <param name="Function">The function.</param>
/// <param name="Position">The parameter, from 0.</param>
internal sealed record ParameterOrigin(CodeFile File, CodeFunction Function, int Position) : FieldOrigin(File);

/// <summary>An expression whose value is the fields.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">The first token of the expression.</param>
/// <param name="Last">Its last token.</param>
/// <param name="Value">The value.</param>
internal sealed record ExpressionOrigin(CodeFile File, int Start, int Last, FieldValue Value) : FieldOrigin(File);

/// <summary>Finds where a konnector gets its fields: the functions it begins with, <c>this.fields</c>, names in use, the environment.</summary>
internal sealed class FieldOrigins
{
    private static readonly FieldValue Fields = new(false, "");
    private static readonly FieldValue Owner = Fields.Inside(FieldNames.Member);

    private readonly IReadOnlyList<CodeFile> _files;
    private readonly Definitions _definitions;
    private readonly SharedObjects _objects;
    private readonly HashSet<(CodeFile File, string Name)> _passedMembers = [];
    private readonly HashSet<string> _calledBack = new(StringComparer.Ordinal);
    private readonly HashSet<string> _imported;

    /// <summary>Whether the code shows a function that a konnector begins with, so that none need be guessed.</summary>
    private readonly bool _hasEntry;

    private FieldOrigins(SourceTree tree, IReadOnlyList<CodeFile> files, Definitions definitions, SharedObjects objects)
    {
        _files = files;
        _definitions = definitions;
        _objects = objects;
        _imported = files
            .SelectMany(file => file.Imports.Where(import => !import.IsDynamic).Select(import => tree.PathOf(file.Path, import.Specifier)))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
            FindPassedMembers(file);
        _hasEntry = files.Any(HasEntry);
    }

    private bool HasEntry(CodeFile file) =>
        file.Structure.Calls.Exists(call => call.Arguments.Count > 0
            && _definitions.Classes.MakesKonnector(file, call)
            && _definitions.Functions(file, call.Arguments[0].Start).Count > 0)
        || file.Structure.Functions.Exists(function => function.Member == "fetch" && _definitions.Classes.IsKonnector(file, function.Class));

    /// <summary>The places in all files of a konnector.</summary>
    public static IEnumerable<FieldOrigin> Find(SourceTree tree, IReadOnlyList<CodeFile> files, Definitions definitions, SharedObjects objects)
    {
        var origins = new FieldOrigins(tree, files, definitions, objects);
        return files.SelectMany(file => origins.Selves(file).Concat(origins.Named(file)).Concat(origins.Entries(file)).Concat(origins.Environment(file)));
    }

    /// <summary><c>this.fields</c>, unless the code puts something else there.</summary>
    private IEnumerable<FieldOrigin> Selves(CodeFile file)
    {
        foreach (var (receiver, self) in _objects.Selves(file))
        {
            var isAssigned = self.Uses.Exists(use => Expressions.MemberAt(file, use) is { Name: FieldNames.Member } member
                && file.Tokens.Is(member.Last + 1, "="));
            if (receiver.Kind == ReceiverKind.Class)
            {
                var @class = file.Structure.Classes.Find(@class => @class.Start == receiver.Start);
                if (_definitions.Classes.IsKonnector(file, @class) || (!isAssigned && @class is not null && MayBeKonnector(file, @class)))
                    yield return new NamedOrigin(file, self, Owner);
            }
            else if (receiver.Kind is ReceiverKind.Module or ReceiverKind.Function && !isAssigned)
            {
                foreach (var origin in self.Uses.Select(use => FieldsOf(file, use)).OfType<FieldOrigin>())
                    yield return origin;
            }
        }
    }

    /// <summary><c>this.fields</c> where <c>this</c> may be a konnector, as in a function that a konnector calls out of sight.</summary>
    private static ExpressionOrigin? FieldsOf(CodeFile file, int self)
    {
        if (Expressions.MemberAt(file, self) is { } member)
            return member.Name == FieldNames.Member ? new ExpressionOrigin(file, self, member.Last, Fields) : null;
        return file.Tokens.Is(self - 1, "=") && file.Tokens.Is(self - 2, "}") ? new ExpressionOrigin(file, self, self, Owner) : null;
    }

    /// <summary>Whether a class of a base from elsewhere looks like a konnector: it has the methods of one.</summary>
    private static bool MayBeKonnector(CodeFile file, CodeClass @class) =>
        @class.Base >= 0 && file.Structure.Functions.Exists(function => function.Class == @class && function.Member is "fetch" or "start");

    /// <summary>What is called fields and is bound to nothing else: free names, and parameters of functions that nobody is seen to call.</summary>
    private IEnumerable<FieldOrigin> Named(CodeFile file)
    {
        var code = file.Structure;
        foreach (var name in FieldNames.Objects.Append(FieldNames.EnvironmentFields))
        {
            if (code.Undeclared.TryGetValue(name, out var free) && !file.Links.Imports.ContainsKey(free))
                yield return new NamedOrigin(file, free, Fields with { IsEnvironment = name == FieldNames.EnvironmentFields });
        }
        foreach (var name in KonnectorNames)
        {
            if (file.Tokens.Count > 0
                && (code.Outermost.Bindings.TryGetValue(name, out var konnector) || code.Undeclared.TryGetValue(name, out konnector))
                && !file.Links.Imports.ContainsKey(konnector)
                && !(file.Tokens.Is(konnector.Value, "new") && !ClassHierarchy.IsKonnectorName(file, konnector.Value + 1)))
                yield return new NamedOrigin(file, konnector, Owner);
        }
        foreach (var konnector in _objects.Konnectors(file))
            yield return new NamedOrigin(file, konnector, Owner);
        foreach (var function in code.Functions)
        {
            for (var i = 0; i < function.Parameters.Count; i++)
            {
                foreach (var binding in Bound(code, function.Parameters[i].Start).Where(binding => binding.ParameterOf == function
                    && IsCalledFields(binding.Name)))
                {
                    if (binding.Name == FieldNames.EnvironmentFields ? function.Member != "initAttributes" : IsOpen(file, function, i))
                        yield return new NamedOrigin(file, binding, Fields with { IsEnvironment = binding.Name == FieldNames.EnvironmentFields });
                }
            }
        }
    }

    private static readonly string[] KonnectorNames = ["konnector", "connector"];

    private static bool IsCalledFields(string name) =>
        name == FieldNames.EnvironmentFields || FieldNames.Objects.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a function may be called with fields from out of sight.</summary>
    private bool IsOpen(CodeFile file, CodeFunction function, int position) =>
        (file.Structure.ArgumentAt(function.Start) is null || (position == 0 && file.Tokens.IsName(function.Parameters[0].Start)))
            && MayBeEntry(file, function);

    /// <summary>The bindings that a name or a pattern declares.</summary>
    private static IEnumerable<Binding> Bound(CodeStructure code, int start)
    {
        if (code.Tokens.IsName(start))
            return code.Resolve(start) is { } binding ? [binding] : [];
        return code.Tokens.Is(start, "{")
            ? Pattern.Entries(code.Tokens, start).Where(entry => entry.Local >= 0
                && code.Tokens.IsName(entry.Local)).Select(entry => code.Resolve(entry.Local)).OfType<Binding>()
            : [];
    }

    /// <summary>
    /// Whether a function may be called from out of sight as the entry of a konnector: it is given to something, or nobody is seen to call
    /// it and no other file imports it for another purpose.
    /// </summary>
    private bool MayBeEntry(CodeFile file, CodeFunction function)
    {
        if (file.Structure.ArgumentAt(function.Start) is { } argument)
            return !Definitions.IsCallback(file, argument.Call) && file.Structure.FunctionAround(argument.Call.Callee) is null;

        var name = Definitions.NameOf(file, function);
        var binding = name >= 0 ? file.Structure.Resolve(name) : null;
        if (binding?.Uses.Exists(use => !IsCalled(file, use) && !IsExport(file, use) && !IsCallback(file, use)) == true)
            return true;
        if (function.Member.Length > 0 && _files.Any(other => _passedMembers.Contains((other, function.Member))))
            return true;
        return _definitions.CallsOf(function).Count == 0
            && !_calledBack.Contains(function.Member)
            && binding?.Uses.Exists(use => IsCallback(file, use)) != true
            && !((_imported.Contains(file.Path) || HasEntry(file)) && IsExported(file, function));
    }

    private bool IsExported(CodeFile file, CodeFunction function) =>
        file.Links.Exports.Values.Any(value => _definitions.Functions(file, value).Any(found => found.Function == function));

    /// <summary>Whether a place gives a function to something that calls it inside another function, and so not as the entry of a konnector.</summary>
    private static bool IsCallback(CodeFile file, int use) =>
        file.Structure.ArgumentAt(ChainBegin(file, use)) is { } argument
            && (Definitions.IsCallback(file, argument.Call) || file.Structure.FunctionAround(argument.Call.Callee) is not null);

    private static int ChainBegin(CodeFile file, int name) => file.Tokens.IsMember(name) ? Expressions.ChainStart(file, name) : name;

    private static bool IsCalled(CodeFile file, int use) =>
        file.Tokens.Is(use + 1, "(") || (file.Tokens.IsCoffeeScript && file.Structure.Layout.BeginsImplicitCall(use));

    /// <summary>Whether a name stands in what the file exports; who imports it is seen.</summary>
    private static bool IsExport(CodeFile file, int use)
    {
        var tokens = file.Tokens;
        var before = tokens.Is(file.Structure.Enclosing(use), "{") ? file.Structure.Enclosing(use) : use;
        return tokens.Is(before - 1, "export")
            || tokens.Is(before - 1, "default")
            || (tokens.Is(before - 1, "=") && (tokens.Is(before - 2, "exports") || tokens.Is(before - 4, "exports")));
    }

    private void FindPassedMembers(CodeFile file)
    {
        var tokens = file.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens.IsName(i)
                || !tokens.IsMember(i)
                || tokens.Is(i + 1, "(")
                || tokens.Is(i + 1, "=")
                || tokens.IsDot(i + 1)
                || (tokens.IsCoffeeScript && file.Structure.Layout.BeginsImplicitCall(i)))
                continue;
            if (IsCallback(file, i))
                _calledBack.Add(tokens.Word(i));
            else
                _passedMembers.Add((file, tokens.Word(i)));
        }
    }

    /// <summary>The functions that a konnector begins with.</summary>
    private IEnumerable<FieldOrigin> Entries(CodeFile file)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        var given = code.Calls
            .Where(call => call.Arguments.Count > 0 && (_definitions.Classes.MakesKonnector(file, call) || AddsOperation(file, call)))
            .Select(call => call.Arguments[0].Start);
        var operations = Enumerable.Range(0, tokens.Count)
            .Where(i => tokens.Is(i, "fetchOperations") && tokens.Is(i + 1, ":") && tokens.Is(i + 2, "["))
            .SelectMany(i => Operations(file, i + 2));
        var hasOldKonnector = code.Functions.Any(function => function.Member == "fetch")
            && Enumerable.Range(0, tokens.Count).Any(i => tokens.Is(i, "fields") && tokens.Is(i + 1, ":"));
        var begun = code.Functions.Where(function =>
        {
            var name = function.Name >= 0 ? tokens.Word(function.Name) : function.Member.Length > 0 ? function.Member : AssignedName(file, function);
            return (name is "fetch" or "start" && _definitions.Classes.IsKonnector(file, function.Class))
                || (name == "start" && !_hasEntry && _definitions.CallsOf(function).Count == 0)
                || (name == "fetch" && function.Class is null && hasOldKonnector && function.Parameters.Count > 0);
        });
        var made = code.Calls
            .Where(call => call.Arguments.Count > 0 && _definitions.Classes.MakesKonnector(file, call))
            .SelectMany(call => _definitions.Functions(file, call.Arguments[0].Start));
        return given.Concat(operations)
            .SelectMany(start => _definitions.Functions(file, start))
            .Concat(begun.Select(function => new FoundFunction(file, function, 0)))
            .SelectMany(Entry)
            .Concat(made.Select(Konnector).OfType<FieldOrigin>());
    }

    /// <summary><c>this</c> in a function that a konnector is made of, which is called as a method of it.</summary>
    private NamedOrigin? Konnector(FoundFunction found) =>
        _objects.SelfOf(found) is { } self ? new NamedOrigin(found.File, self, Owner) : null;

    private static bool AddsOperation(CodeFile file, Call call) => file.Tokens.Is(call.Callee, "use") && CalledNames.IsOfFetcher(file, call);

    /// <summary>Where the operations of a list begin, in CoffeeScript perhaps one a line.</summary>
    private static IEnumerable<int> Operations(CodeFile file, int opening)
    {
        var tokens = file.Tokens;
        return new TokenRange(tokens, opening + 1, tokens.Partner(opening)).Outermost().Where(i => tokens.IsName(i)
            && !tokens.IsMember(i)
            && (i == opening + 1 || tokens.Is(i - 1, ",") || tokens.BeginsLine(i)));
    }

    private static string AssignedName(CodeFile file, CodeFunction function) =>
        file.Tokens.Is(function.Start - 1, "=") && file.Tokens.IsName(function.Start - 2) ? file.Tokens.Word(function.Start - 2) : "";

    /// <summary>What a function that gets the fields as its first argument has of them: a parameter, or <c>arguments[0]</c>.</summary>
    private static IEnumerable<FieldOrigin> Entry(FoundFunction found)
    {
        var (file, function, position) = found;
        if (position >= function.Parameters.Count)
            return Enumerable.Range(function.Body, Math.Max(0, function.End - function.Body))
                .Where(i => IsFirstArgument(file, function, i))
                .Select(i => new ExpressionOrigin(file, i, i + 3, Fields));
        return file.Tokens.Is(function.Parameters[position].Start, "context") ? [] : [new ParameterOrigin(file, function, position)];
    }

    private static bool IsFirstArgument(CodeFile file, CodeFunction function, int i) =>
        file.Tokens.Is(i, "arguments")
            && file.Tokens.Is(i + 1, "[")
            && file.Tokens.Is(i + 2, "0")
            && file.Tokens.Is(i + 3, "]")
            && file.Structure.FunctionAround(i) == function;

    /// <summary>The variable of the environment, whose text is followed as if it were the fields that it is parsed to.</summary>
    private IEnumerable<FieldOrigin> Environment(CodeFile file)
    {
        var tokens = file.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsEnvironment(tokens, i))
                continue;
            var value = Fields with { IsEnvironment = true };
            var last = tokens.Is(i - 1, "[") ? i + 1 : i;
            if (!tokens.IsMember(i) && last == i)
            {
                if (_objects.BindingOf(file, i) is { } binding)
                    yield return new NamedOrigin(file, binding, value);
            }
            else if (!Expressions.IsAssignment(tokens, last + 1))
            {
                yield return new ExpressionOrigin(file, Expressions.ChainStart(file, last), last, value);
            }
        }
    }

    private static bool IsEnvironment(TokenList tokens, int i) =>
        (tokens.Is(i, FieldNames.Environment) && tokens.IsMember(i))
            || (tokens.IsText(i) && tokens.Is(i - 1, "[") && tokens.IsName(i - 2) && tokens.Word(i) == FieldNames.Environment)
            || (tokens.IsName(i) && tokens.Is(i, FieldNames.Environment) && !tokens.Is(i + 1, ":"));
}
