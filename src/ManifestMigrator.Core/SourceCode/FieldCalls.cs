namespace ManifestMigrator.SourceCode;

/// <summary>What calls do with the fields that they are given: <see cref="FieldFlow"/> follows them on.</summary>
internal sealed class FieldCalls(FieldFlow flow, Definitions definitions, SharedObjects objects, FieldStores stores)
{
    /// <summary>Gives a value to a call as one of its arguments.</summary>
    /// <param name="file">The file.</param>
    /// <param name="call">The call.</param>
    /// <param name="position">Which argument, zero-based.</param>
    /// <param name="start">The first token of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many calls led here.</param>
    public void GiveArgument(CodeFile file, Call call, int position, int start, FieldValue value, int depth)
    {
        var tokens = file.Tokens;
        if (tokens.IsMember(call.Callee) && tokens.IsAny(call.Callee, Bindings))
        {
            GiveBound(file, call, position, start, value);
            return;
        }

        if (position == 1 && Definitions.IsCallback(file, call) && definitions.Functions(file, call.Arguments[0].Start) is { Count: > 0 } callbacks)
        {
            foreach (var callback in callbacks)
            {
                if (tokens.Is(call.Callee, "reduce") || tokens.Is(call.Callee, "reduceRight"))
                    flow.BindParameter(callback.File, callback.Function, callback.Bound, value);
                else
                    flow.AddToSelf(callback, value);
            }
            return;
        }

        var target = definitions.Called(file, call);
        foreach (var (owner, function, bound) in target.Functions)
            flow.BindParameter(owner, function, position + bound, value.Overwritten(stores.SetBefore(file, start, value)));
        if (target.IsKnown || target.Functions.Count > 0)
            return;
        if (!definitions.Classes.MakesKonnector(file, call) && !IsOfBase(file, call))
            GiveNamed(file, call, CalledNames.Find(file, call.Callee), position, start, value, depth);
    }

    private static readonly string[] Bindings = ["bind", "call", "apply"];

    /// <summary>Whether a konnector calls what it has from the library: <c>super(…)</c>, <c>super.fetch(…)</c>.</summary>
    private bool IsOfBase(CodeFile file, Call call) =>
        Expressions.ChainStart(file, call.Callee) is var start
            && file.Tokens.Is(start, "super")
            && definitions.Classes.IsKonnector(file, file.Structure.ClassAround(start));

    /// <summary>Gives a value to functions that are only known by their names.</summary>
    private void GiveNamed(CodeFile file, Call call, IReadOnlyList<CalledName> names, int position, int start, FieldValue value, int depth)
    {
        if (names.Count == 0)
            flow.Report(file, "", FieldUse.Escape, start);
        foreach (var called in names)
        {
            if (FieldNames.Savers.Contains(called.Name, StringComparer.Ordinal))
                GiveToSaver(file, call.Arguments.ElementAtOrDefault(position), called, position + called.Bound, start, value);
            else if (KnownCalls.ReadsPath(called) && position == 0 && call.Arguments.Count > 1)
                flow.ReadNamed(file, call.Arguments[1], value);
            else if (KnownCalls.Picks(called) && position == 0)
                ReadPicked(file, call, start, value, depth);
            else if (KnownCalls.PassesThrough(called))
                PassThrough(file, call, called.Name, position, value, depth);
            else if (!KnownCalls.IsHarmless(called)
                && !(KnownCalls.Lists(called) && call.Arguments.Count == 1 && ListUses.IsOnlyChecked(file, call)) && !(called.Name == "args" && CalledNames.IsOfFetcher(file, call)))
                flow.Report(file, "", FieldUse.Escape, start);
        }
    }

    /// <summary><c>saveFiles</c> and <c>saveBills</c> read the folder from their second argument.</summary>
    private void GiveToSaver(CodeFile file, TokenRange argument, CalledName saver, int position, int start, FieldValue value)
    {
        if (position != 1 || value.Path.Length > 0)
            return;
        if (file.Tokens.Is(argument.Start, "{")
            && argument.Length > 0
            && Pattern.Entries(file.Tokens, argument.Start).Any(entry => file.Tokens.Is(entry.Key, FieldNames.FolderPath)
                || file.Tokens.Is(entry.Key, "context")))
            return;

        flow.Report(file, FieldNames.FolderPath, FieldUse.GivenFields, start);
        if (saver.Receiver == "this")
            flow.Report(file, "login", FieldUse.GivenFields, start);
        if (saver.Name == "saveBills")
            flow.Report(file, "bank_identifier", FieldUse.GivenFields, start);
    }

    /// <summary><c>bind</c>, <c>call</c> and <c>apply</c>, whose first argument is no argument of the function.</summary>
    private void GiveBound(CodeFile file, Call call, int position, int start, FieldValue value)
    {
        var tokens = file.Tokens;
        var function = call.Callee - 2;
        if (tokens.Is(function, "hasOwnProperty") && position == 0 && call.Arguments.Count > 1)
        {
            flow.ReadNamed(file, call.Arguments[1], value);
            return;
        }
        var found = definitions.Functions(file, Expressions.ChainStart(file, function), function);
        if (position == 0)
        {
            foreach (var (owner, self) in objects.BoundBy(file, call))
                flow.Add(owner, self, value);
            if (found.Count == 0 && value.Path.Length == 0)
                flow.Report(file, "", FieldUse.Escape, start);
            return;
        }

        foreach (var (owner, target, bound) in found)
            flow.BindParameter(owner, target, position - 1 + bound, value);
        if (found.Count == 0)
            GiveNamed(file, call, [.. CalledNames.Find(file, function).Select(called => called with { Bound = called.Bound - 1 })], position, start, value, depth: 0);
    }

    /// <summary>Some fields are taken by their names: the result has no others.</summary>
    private void ReadPicked(CodeFile file, Call call, int start, FieldValue value, int depth)
    {
        if (call.Arguments.Count == 1)
            flow.Report(file, "", FieldUse.Escape, start);
        foreach (var argument in call.Arguments.Skip(1))
            flow.ReadNamed(file, argument, value);
        if (value.Path.Length > 0)
            flow.Follow(file, Expressions.ChainStart(file, call.Callee), call.Last, value, null, depth + 1);
    }

    private void PassThrough(CodeFile file, Call call, string name, int position, FieldValue value, int depth)
    {
        if (KnownCalls.Fills(name) && value.Path.Length == 0)
            value = value.Overwritten(SetBeside(file, call, name, position));
        if (KnownCalls.Fills(name) && position > 0 && file.Tokens.IsName(call.Arguments[0].Start))
        {
            var target = call.Arguments[0];
            var path = value;
            for (var i = target.End - 1; i > target.Start && file.Tokens.IsMember(i); i -= 2)
                path = path.Inside(file.Tokens.Word(i));
            if (objects.BindingOf(file, target.Start) is { } binding)
                flow.Add(file, binding, path, target.Start);
        }
        flow.Follow(file, Expressions.ChainStart(file, call.Callee), call.Last, value, null, depth + 1);
    }

    /// <summary>The members that objects beside the value set: those after it, with <c>defaults</c> those before it.</summary>
    private static IEnumerable<string> SetBeside(CodeFile file, Call call, string name, int position) => call.Arguments
        .Where((argument, i) => file.Tokens.Is(argument.Start, "{")
            && (name.StartsWith("defaults", StringComparison.Ordinal) ? i < position : i > position))
        .SelectMany(argument => Pattern.Entries(file.Tokens, argument.Start))
        .Where(entry => !entry.IsRest)
        .Select(entry => file.Tokens.Word(entry.Key));
}
