namespace ManifestMigrator.SourceCode;

/// <summary>A value that an expression may have.</summary>
/// <param name="File">The file in which it is written.</param>
/// <param name="Range">The expression it is written as.</param>
/// <param name="Text">Its text; <see langword="null"/> for what is no text.</param>
internal sealed record PossibleValue(CodeFile File, TokenRange Range, string? Text);

/// <summary>Finds the values of an expression where the code writes them all out: in constants, choices, lists that are gone through, and calls.</summary>
internal sealed class PossibleValues(Definitions definitions)
{
    private const int MaximumDepth = 8;
    private const int MaximumValues = 200;

    private static readonly string[] ListMethods =
        ["forEach", "map", "filter", "find", "findIndex", "some", "every", "flatMap", "each", "eachSeries", "mapSeries", "eachOf"];

    private static readonly string[] Mutators = ["push", "unshift", "splice"];

    /// <summary>The texts that an expression may be; <see langword="null"/> where it may be anything else.</summary>
    public IReadOnlyList<string>? Texts(CodeFile file, TokenRange expression) => Texts(Find(file, expression, 0));

    /// <summary>The texts in a list, or the text that an expression may be itself.</summary>
    public IReadOnlyList<string>? TextsIn(CodeFile file, TokenRange list) => Texts(Items(file, list, 0) ?? Find(file, list, 0));

    /// <summary>The items that a variable of a loop, or the parameter of a function that goes through a list, stands for.</summary>
    public IReadOnlyList<PossibleValue> ItemsOf(CodeFile file, Binding binding) => OfLoop(file, binding, 0) ?? OfCallback(file, binding, 0) ?? [];

    /// <summary>The members of the object that is looked up with an index which ends at a token: <c>STEPS[name]</c>.</summary>
    public static IReadOnlyList<PossibleValue> MembersOf(CodeFile file, int closing)
    {
        var name = file.Tokens.Partner(closing) - 1;
        return file.Tokens.IsName(name) && !file.Tokens.IsMember(name) && file.Structure.Resolve(name) is { Assignments.Count: 1, Value: >= 0 } table
            ? [.. ObjectMembers.Read(file.Structure, table.Value).Select(member => Value(file, Expressions.At(file, member.Value)))]
            : [];
    }

    private static List<string>? Texts(List<PossibleValue>? values) =>
        values is { Count: > 0 and <= MaximumValues } && values.TrueForAll(value => value.Text is not null) ? [.. values.Select(value => value.Text!)] : null;

    private static PossibleValue Value(CodeFile file, TokenRange range) =>
        new(file, range, range.Length == 1 && file.Tokens.IsText(range.Start) ? file.Tokens.Word(range.Start) : null);

    private List<PossibleValue>? Find(CodeFile file, TokenRange expression, int depth) =>
        depth > MaximumDepth ? null : All(Expressions.Alternatives(file, expression.Start, expression.End), range => FindOne(file, range, depth));

    private List<PossibleValue>? FindOne(CodeFile file, TokenRange range, int depth)
    {
        if (range.Inside("(") is { } inner)
            return Find(file, inner, depth + 1);
        if (range.Length == 1 && file.Tokens.IsName(range.Start) && file.Structure.Resolve(range.Start) is { } binding)
            return OfName(file, binding, depth) ?? [Value(file, range)];
        if (range.Length == 3 && file.Tokens.IsDot(range.Start + 1) && Member(file, range) is { } member)
            return [Value(file, member)];
        return [Value(file, range)];
    }

    private static TokenRange? Member(CodeFile file, TokenRange range) =>
        file.Tokens.IsName(range.Start) && file.Structure.Resolve(range.Start) is { Assignments.Count: 1, ParameterOf: null, Value: >= 0 } binding
            ? ObjectMembers.Read(file.Structure, binding.Value)
                .Where(member => file.Tokens.Is(range.Start + 2, member.Name))
                .Select(member => (TokenRange?)Expressions.At(file, member.Value))
                .FirstOrDefault()
            : null;

    private List<PossibleValue>? OfName(CodeFile file, Binding binding, int depth)
    {
        if (IsChanged(file.Tokens, binding))
            return null;
        if (binding.ParameterOf is not null)
            return OfCallback(file, binding, depth + 1) ?? OfCalls(file, binding, depth + 1);
        if (OfLoop(file, binding, depth + 1) is { } items)
            return items;
        return binding.Assignments.Count is > 0 and < MaximumDepth
            ? All(binding.Assignments, equals => Find(file, Expressions.At(file, equals + 1), depth + 1))
            : null;
    }

    /// <summary>Whether the code adds to a list.</summary>
    private static bool IsChanged(TokenList tokens, Binding binding) => binding.Uses.Exists(use =>
        (tokens.IsDot(use + 1) && tokens.IsAny(use + 2, Mutators))
            || (tokens.Is(use + 1, "[") && tokens.Partner(use + 1) is > 0 and var closing && Expressions.IsAssignment(tokens, closing + 1)));

    /// <summary><c>for (const name of list)</c>, <c>for name in list</c>.</summary>
    private List<PossibleValue>? OfLoop(CodeFile file, Binding binding, int depth)
    {
        var tokens = file.Tokens;
        if (binding.Declared < 0)
            return null;
        var opening = file.Structure.Enclosing(binding.Declared);
        var last = tokens.Is(opening, "[") ? tokens.Partner(opening) : binding.Declared;
        if (!tokens.Is(last + 1, tokens.IsCoffeeScript ? "in" : "of") || depth > MaximumDepth)
            return null;
        var items = Items(file, tokens.IsCoffeeScript ? Expressions.Line(tokens, last + 2) : Expressions.At(file, last + 2), depth + 1);
        return last == binding.Declared ? items : items is null ? null : All(items, item => Element(item, opening, binding, depth));
    }

    /// <summary>What a pattern such as <c>[from, to]</c> takes of an item.</summary>
    private List<PossibleValue>? Element(PossibleValue item, int pattern, Binding binding, int depth)
    {
        var tokens = item.Range.Tokens;
        var index = new TokenRange(tokens, pattern + 1, tokens.Partner(pattern)).BetweenCommas().TakeWhile(part => part.End <= binding.Declared).Count();
        return Items(item.File, item.Range, depth + 1)?.ElementAtOrDefault(index) is { } element ? [element] : null;
    }

    /// <summary>The parameter of a function that is called with each item of a list.</summary>
    private List<PossibleValue>? OfCallback(CodeFile file, Binding binding, int depth)
    {
        if (binding.ParameterOf is not { } function
            || depth > MaximumDepth
            || file.Structure.ArgumentAt(function.Start) is not { } argument
            || function.Parameters[binding.Position].Start is var start && start != binding.Declared)
            return null;
        var (call, position) = argument;
        var tokens = file.Tokens;
        var isReduce = tokens.Is(call.Callee, "reduce") || tokens.Is(call.Callee, "reduceRight");
        if (!tokens.IsMember(call.Callee) || binding.Position != (isReduce ? 1 : 0) || !(isReduce || tokens.IsAny(call.Callee, ListMethods)))
            return null;
        return position == 0
            ? Items(file, new TokenRange(tokens, Expressions.ChainStart(file, call.Callee), call.Callee - 1), depth + 1)
            : position == 1 ? Items(file, call.Arguments[0], depth + 1) : null;
    }

    /// <summary>The parameter of a function that is only called where the code shows it.</summary>
    private List<PossibleValue>? OfCalls(CodeFile file, Binding binding, int depth)
    {
        var function = binding.ParameterOf!;
        var calls = definitions.CallsOf(function);
        if (calls.Count is 0 or > MaximumValues
            || depth > MaximumDepth
            || function.Parameters[binding.Position].Start != binding.Declared
            || binding.Assignments.Exists(equals => equals > function.Body)
            || (Definitions.NameOf(file, function) is >= 0 and var name
                && file.Structure.Resolve(name)?.Uses.Exists(use => file.Structure.ArgumentAt(use) is not null) == true))
            return null;
        return All(calls, call => binding.Position < call.Call.Arguments.Count ? Find(call.File, call.Call.Arguments[binding.Position], depth + 1) : null);
    }

    /// <summary>The items of a list that is written out, or the keys of an object: <c>Object.keys(NAMES)</c>.</summary>
    private List<PossibleValue>? Items(CodeFile file, TokenRange list, int depth) =>
        Find(file, list, depth) is { } lists ? All(lists, found => ItemsOfOne(found, depth)) : null;

    private List<PossibleValue>? ItemsOfOne(PossibleValue list, int depth)
    {
        var (file, range, _) = list;
        var tokens = file.Tokens;
        if (tokens.Is(range.Start, "Object") && tokens.Is(range.Start + 2, "keys") && file.Structure.CallAt(range.Start + 3) is { Arguments.Count: 1 } keys)
        {
            return Find(file, keys.Arguments[0], depth + 1) is [{ } value] && value.File.Tokens.Is(value.Range.Start, "{")
                ? [.. ObjectMembers.Read(value.File.Structure, value.Range.Start).Select(member => new PossibleValue(value.File, value.Range, member.Name))]
                : null;
        }
        if (range.Inside("[") is not { } items)
            return null;
        var parts = tokens.IsCoffeeScript ? IndentedObject.Lines(items).SelectMany(line => line.BetweenCommas()) : items.BetweenCommas();
        return All(parts, part => tokens.Is(part.Start, "...") ? null : Find(file, part, depth + 1));
    }

    /// <summary>All results together; <see langword="null"/> where one is missing, or where there are too many.</summary>
    private static List<PossibleValue>? All<T>(IEnumerable<T> items, Func<T, List<PossibleValue>?> find)
    {
        var all = new List<PossibleValue>();
        foreach (var item in items)
        {
            if (find(item) is not { } found || all.Count + found.Count > MaximumValues)
                return null;
            all.AddRange(found);
        }
        return all;
    }
}
