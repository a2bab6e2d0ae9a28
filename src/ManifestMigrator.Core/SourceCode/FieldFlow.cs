namespace ManifestMigrator.SourceCode;

/// <summary>Follows the configured fields through the code of a konnector, from where it gets them to every place that reads one.</summary>
/// <remarks>
/// A value is followed through names, members, patterns, calls, results and modules, without regard to the order in which the code runs,
/// except that a name or a field that was surely assigned before is no longer the configured one. Where the value goes to code that is out
/// of sight, that is reported as <see cref="FieldUse.Escape"/>.
/// </remarks>
internal sealed class FieldFlow
{
    private const int MaximumPath = 4;
    private const int MaximumSteps = 2_000_000;
    private const int MaximumDepth = 60;

    private readonly Definitions _definitions;
    private readonly SharedObjects _objects;
    private readonly Dictionary<Binding, (CodeFile File, HashSet<FieldValue> Values)> _values = [];
    private readonly Dictionary<CodeFunction, HashSet<FieldValue>> _results = [];
    private readonly FieldStores _stores;
    private readonly FieldCalls _calls;
    private readonly Queue<(CodeFile File, Binding Binding, FieldValue Value)> _waiting = new();
    private readonly Queue<(CodeFile File, int Start, int Last, FieldValue Value)> _called = new();
    private readonly HashSet<FieldRead> _reads = [];
    private int _steps;

    private FieldFlow(Definitions definitions, SharedObjects objects)
    {
        _definitions = definitions;
        _objects = objects;
        _stores = new FieldStores(objects);
        _calls = new FieldCalls(this, definitions, objects, _stores);
    }

    /// <summary>The reads, by file and in the order of the code.</summary>
    /// <param name="tree">The code of the repository.</param>
    /// <param name="files">The files of the konnector.</param>
    public static IReadOnlyList<FieldRead> Follow(SourceTree tree, IReadOnlyList<CodeFile> files)
    {
        var definitions = new Definitions(tree, files);
        var objects = new SharedObjects(tree, files, definitions);
        var flow = new FieldFlow(definitions, objects);
        foreach (var origin in FieldOrigins.Find(tree, files, definitions, objects))
            flow.Begin(origin);
        foreach (var file in files)
            flow.ReportFolders(file);
        flow.FollowAll();
        return [.. flow._reads.OrderBy(read => read.Code.Path, StringComparer.Ordinal).ThenBy(read => read.Offset)];
    }

    private void FollowAll()
    {
        while (_steps < MaximumSteps)
        {
            if (_called.TryDequeue(out var call))
                Follow(call.File, call.Start, call.Last, call.Value, null);
            else if (_waiting.TryDequeue(out var next))
                FollowUses(next.File, next.Binding, next.Value);
            else
                return;
        }
    }

    private void Begin(FieldOrigin origin)
    {
        switch (origin)
        {
            case NamedOrigin named:
                Add(named.File, named.Binding, named.Value, isOrigin: true);
                break;
            case ParameterOrigin parameter:
                BindParameter(parameter.File, parameter.Function, parameter.Position, new FieldValue(false, ""));
                break;
            case ExpressionOrigin expression:
                Follow(expression.File, expression.Start, expression.Last, expression.Value, null);
                break;
        }
    }

    /// <summary>Reports the old middleware and folders that accounts remember, which show by single tokens.</summary>
    private void ReportFolders(CodeFile file)
    {
        var tokens = file.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsName(i) && tokens.IsAny(i, FieldNames.Middleware) && IsMiddlewareCall(tokens, i))
                Report(file, FieldNames.FolderPath, FieldUse.Middleware, i);
            else if (tokens.Is(i, "auth")
                && tokens.IsDot(i + 1)
                && (tokens.Is(i + 2, FieldNames.FolderPath) || tokens.Is(i + 2, "namePath"))
                && Expressions.IsAssignment(tokens, i + 3))
                Report(file, FieldNames.FolderPath, FieldUse.Write, i + 2);
        }
    }

    private static bool IsMiddlewareCall(TokenList tokens, int name) =>
        !tokens.Is(name - 1, "function")
            && (tokens.Is(name + 1, "(") || (!tokens.BeginsLine(name + 1) && (tokens.IsName(name + 1) || tokens.IsText(name + 1))));

    // Where the fields go.

    /// <param name="file">The file of the name.</param>
    /// <param name="binding">The name.</param>
    /// <param name="value">The value it gets.</param>
    /// <param name="place">The token that stores it; -1 where the name has the value from the beginning.</param>
    /// <param name="isOrigin">Whether the library supplies it, not a store in the code.</param>
    public void Add(CodeFile file, Binding binding, FieldValue value, int place = -1, bool isOrigin = false)
    {
        if (!_values.TryGetValue(binding, out var known))
            _values[binding] = known = (file, []);
        if (value.Depth > MaximumPath
            || !(known.Values.Add(value) | _stores.Add(binding, value, place, isOrigin)))
            return;
        _waiting.Enqueue((file, binding, value));
        foreach (var (other, same) in _objects.SameAs(binding))
            Add(other, same, value, isOrigin: isOrigin);
    }

    private void FollowUses(CodeFile file, Binding binding, FieldValue value)
    {
        foreach (var use in binding.Uses)
        {
            if (value.Path.Length > 0 ? !_stores.IsMemberReplaced(file, binding, value, use) : !_stores.IsReplaced(file, binding, value, use))
                Follow(file, use, use, value, binding);
        }
    }

    /// <summary>Follows a value from an expression that has it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first token of the expression.</param>
    /// <param name="end">Its last token.</param>
    /// <param name="value">The value.</param>
    /// <param name="via">The name that the expression consists of; <see langword="null"/> for others.</param>
    /// <param name="depth">How many calls of this led here.</param>
    public void Follow(CodeFile file, int start, int end, FieldValue value, Binding? via, int depth = 0)
    {
        if (++_steps > MaximumSteps || depth > MaximumDepth)
        {
            Report(file, "", FieldUse.Escape, start);
            return;
        }

        var tokens = file.Tokens;
        end = Expressions.AfterAssertion(tokens, end);
        while (!IsLastArgument(file, start, end) && Expressions.MemberAt(file, end) is { } member)
        {
            if (value.Path.Length == 0)
            {
                LookAtMember(file, start, member, value, via);
                return;
            }
            if (tokens.IsAny(member.Last, Continuations) && Expressions.CallOf(file, member.Last) is { } promised)
            {
                GiveToPromise(file, start, member.Name ?? "", promised, value);
                return;
            }
            if (member.Name == value.Head && value.Tail is { Head: FieldValue.Result } maker && file.Structure.CallAt(member.Last + 1) is { } made)
            {
                value = maker.Tail;
                end = made.Last;
                continue;
            }
            if (member.Name != value.Head)
                return;
            value = value.Tail;
            end = Expressions.AfterAssertion(tokens, member.Last);
            via = null;
        }
        if (value.Head == FieldValue.Result && file.Structure.CallAt(end + 1) is { } called)
        {
            Follow(file, start, called.Last, value.Tail, null, depth + 1);
            return;
        }
        if (tokens.Is(end + 1, "(") && !tokens.BeginsLine(end + 1) && !tokens.IsSpaced(end + 1))
            return;
        if (end > start && tokens.Is(end + 1, "=") && tokens.IsName(end))
            return;
        if ((tokens.Is(end + 1, "as") || tokens.Is(end + 1, "satisfies"))
            && !tokens.BeginsLine(end + 1)
            && file.Structure.Layout.AfterType(end + 2) is var behind
            && behind > end + 2)
            Follow(file, start, behind - 1, value, via, depth + 1);
        else if (tokens.Is(start - 1, "await") || tokens.Is(start - 1, "yield"))
            Follow(file, start - 1, end, value, via, depth + 1);
        else if (Expressions.IsCast(tokens, start))
            Follow(file, start - 3, end, value, via, depth + 1);
        else if (Expressions.IsParenthesized(file, start, end))
            Follow(file, start - 1, end + 1, value, via, depth + 1);
        else if (!IsConsumed(file, start, end, value))
            Give(file, start, end, value, depth);
    }

    /// <summary>Whether a line that begins with a dot goes on from a call that the expression is the last argument of.</summary>
    private static bool IsLastArgument(CodeFile file, int start, int end) =>
        file.Structure.OwnerOfLine(end + 1) is { } call && call.Callee < start;

    private void LookAtMember(CodeFile file, int start, MemberAccess member, FieldValue value, Binding? via)
    {
        var tokens = file.Tokens;
        var next = member.Last + 1;
        if (tokens.Is(start - 1, "delete") || tokens.IsKind(member.Token, TokenKind.Number) || Expressions.IsTypeQuery(tokens, start))
            return;
        if (member.Name is null)
        {
            if (!Expressions.IsAssignment(tokens, next))
                ReadAny(file, new TokenRange(tokens, member.Token, member.Last), value, via, start);
        }
        else if (Expressions.CallOf(file, member.Last) is { } call)
        {
            if (member.Name == "hasOwnProperty" && call.Arguments.Count == 1)
                ReadNamed(file, call.Arguments[0], value);
            else if (tokens.IsAny(member.Last, Continuations))
                GiveToPromise(file, start, member.Name, call, value);
        }
        else if (Expressions.IsAssignment(tokens, next))
        {
            Report(file, member.Name, FieldUse.Write, member.Token);
            if (!tokens.Is(next, "="))
                ReportRead(file, member.Name, value, member.Token);
        }
        else if ((via is null || !_stores.IsOverwritten(file, via, member.Name, value, start)) && !value.IsSet(member.Name))
        {
            Report(file, member.Name, Expressions.IsGivenPath(file, start, member) ? FieldUse.GivenPath : Use(value), member.Token);
        }
    }

    /// <summary>A promise of the value gives it to a function, and has it afterwards unless the function makes another.</summary>
    private void GiveToPromise(CodeFile file, int start, string method, Call call, FieldValue value)
    {
        if (call.Arguments.Count > 0 && method is "then" or "tap")
            GiveTo(file, call.Arguments[0].Start, value);
        if (method != "then")
            _called.Enqueue((file, start, call.Last, value));
    }

    /// <summary>A field whose name is computed, perhaps of names that the code shows.</summary>
    private void ReadAny(CodeFile file, TokenRange index, FieldValue value, Binding? via, int start)
    {
        if (_definitions.Values.Texts(file, index) is not { } names)
        {
            if (!ListUses.ChangesInPlace(file.Tokens, start, index.End))
                Report(file, "", FieldUse.Computed, index.Start);
            return;
        }
        foreach (var name in names.Where(name => via is null || !_stores.IsOverwritten(file, via, name, value, start)))
            ReportRead(file, name, value, index.Start);
    }

    private static FieldUse Use(FieldValue value) => value.IsEnvironment ? FieldUse.Environment : FieldUse.Read;

    /// <summary>Whether an operator makes something else of the value.</summary>
    private bool IsConsumed(CodeFile file, int start, int end, FieldValue value)
    {
        var tokens = file.Tokens;
        if ((tokens.Is(start - 1, "in") || (tokens.IsCoffeeScript && tokens.Is(start - 1, "of"))) && tokens.IsText(start - 2))
        {
            ReadNamed(file, new TokenRange(tokens, start - 2, start - 1), value);
            return true;
        }
        if (tokens.IsCoffeeScript && tokens.Is(start - 1, "of") && tokens.Is(start - 3, ",") && value.Path.Length == 0)
            Report(file, "", FieldUse.Computed, start);
        if (tokens.IsAny(start - 1, Prefixes) && !(tokens.Is(start - 1, "|") || tokens.Is(start - 1, "&")))
            return true;
        if (tokens.BeginsLine(end + 1) && !tokens.IsKind(end + 1, TokenKind.Mark))
            return false;
        if (tokens.Is(end + 1, "?") && !tokens.Is(end + 2, "?") && !(tokens.IsCoffeeScript && tokens.IsSpaced(end + 1)))
            return true;
        return tokens.IsAny(end + 1, Infixes) || (tokens.Is(end + 1, "&") && tokens.Is(end + 2, "&"));
    }

    private static readonly string[] Prefixes = ["!", "typeof", "void", "delete", "===", "!==", "==", "!=", "+", "-", "*", "%", "<", "<=",
        ">=", "in", "of", "instanceof", "not", "is", "isnt"];
    private static readonly string[] Infixes = ["===", "!==", "==", "!=", "+", "-", "*", "%", "<", ">", "<=", ">=", "instanceof", "in",
        "of", "is", "isnt", "and"];

    /// <summary>Follows a value that stands by itself, perhaps as one of the operands that an expression chooses from.</summary>
    private void Give(CodeFile file, int start, int end, FieldValue value, int depth)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        var first = Expressions.ExpressionStart(file, start);
        var before = first - 1;
        if (code.ArgumentAt(first) is { } argument)
            _calls.GiveArgument(file, argument.Call, argument.Position, start, value, depth);
        else if (tokens.Is(before, "..."))
            GiveSpread(file, start, before, value, depth);
        else if (tokens.Is(before - 1, "context") && tokens.Is(before, ":") && Retried(file, before) is { Count: > 0 } retried)
            retried.ToList().ForEach(function => AddToSelf(function, value));
        else if (tokens.Is(before, ":") && Expressions.IsKeyColon(code, before))
            GiveMember(file, before - 1, value.Inside(tokens.Word(before - 1)), depth);
        else if (tokens.Is(before, "=") || tokens.Is(before, "?=") || tokens.Is(before, "|="))
            Assign(file, before, start, value);
        else if (tokens.Is(before, "return"))
            Return(file, code.FunctionAround(before), value);
        else if (tokens.Is(before, "throw") || (tokens.Is(first, "yield") && value.Path.Length == 0))
            Report(file, "", FieldUse.Escape, start);
        else if ((tokens.Is(before, "=>") || tokens.Is(before, "->")) && code.FunctionOfArrow(before) is { IsExpression: true } function)
            Return(file, function, value);
        else if (tokens.Is(before, "(") && code.CallAt(before) is null && !Expressions.IsHead(tokens, before) && tokens.Partner(before) > end)
            Follow(file, before, tokens.Partner(before), value, null, depth + 1);
        else if (start == end && first == start && Expressions.IsShorthand(code, start))
            GiveMember(file, start, value.Inside(tokens.Word(start)), depth);
        else if (tokens.Is(before, ",") && tokens.Is(end + 1, ")") && code.CallAt(tokens.Partner(end + 1)) is null && !IsParameter(file, first))
            Follow(file, tokens.Partner(end + 1), end + 1, value, null, depth + 1);
        else if (tokens.Is(code.Enclosing(start), "[") && (tokens.Is(before, "[") || tokens.Is(before, ",")))
            GiveItem(file, code.Enclosing(start), start, value, depth);
        else if (IsLastLine(file, first, end))
            Return(file, code.FunctionAround(first), value);
    }

    /// <summary>Whether a token is in the parameters of a function, as in the types of one.</summary>
    private static bool IsParameter(CodeFile file, int token) =>
        file.Structure.FunctionAround(token) is { } function && token < function.Body;

    /// <summary>Whether an expression is the last line of a function of CoffeeScript, and so its result.</summary>
    private static bool IsLastLine(CodeFile file, int first, int end) =>
        file.Tokens.IsCoffeeScript
            && file.Tokens.BeginsLine(first)
            && file.Structure.FunctionAround(first) is { Arrow: >= 0, IsExpression: false } function
            && function.End == end + 1
            && file.Structure.Layout.Indentation(first) == file.Structure.Layout.Indentation(function.Body);

    private void GiveSpread(CodeFile file, int start, int dots, FieldValue value, int depth)
    {
        var enclosing = file.Structure.Enclosing(dots);
        if (file.Tokens.Is(enclosing, "{"))
            GiveObject(file, enclosing, value.Path.Length > 0 ? value : value.Overwritten(KeysAfter(file, enclosing, dots)), depth);
        else
            Report(file, "", FieldUse.Escape, start);
    }

    /// <summary>The members that an object sets after a spread.</summary>
    private static IEnumerable<string> KeysAfter(CodeFile file, int opening, int dots) =>
        Pattern.Entries(file.Tokens, opening).Where(entry => entry.Key > dots && !entry.IsRest).Select(entry => file.Tokens.Word(entry.Key));

    /// <summary>The value has become a member of an object.</summary>
    private void GiveMember(CodeFile file, int key, FieldValue value, int depth)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        var opening = code.Enclosing(key);
        if (tokens.Is(opening, "{") && (!tokens.IsCoffeeScript || code.FunctionAround(opening) == code.FunctionAround(key)))
            GiveObject(file, opening, value, depth);
        else if (tokens.IsCoffeeScript)
            GiveIndented(file, key, value, depth);
    }

    private void GiveObject(CodeFile file, int opening, FieldValue value, int depth)
    {
        var closing = file.Tokens.Partner(opening);
        if (_objects.SelfOfObject(file, opening) is { } self)
            Add(file, self, value);
        if (!file.Tokens.Is(closing + 1, "=") && file.Structure.FunctionAround(opening)?.Body != opening && value.Depth <= MaximumPath)
            Follow(file, opening, closing, value, null, depth + 1);
    }

    /// <summary>
    /// An object of CoffeeScript without braces: what it is given to stands before its first member, or at the end of the line above.
    /// </summary>
    private void GiveIndented(CodeFile file, int key, FieldValue value, int depth)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        if (value.Depth > MaximumPath || depth > MaximumDepth)
            return;

        var first = key;
        while (tokens.Is(first - 1, ",") && !tokens.BeginsLine(first))
        {
            var start = Expressions.ExpressionStart(file, first - 1);
            if (!tokens.Is(start - 1, ":"))
                break;
            first = start - 2;
        }
        if (tokens.BeginsLine(first) && code.ArgumentAt(first) is null)
        {
            var column = code.Layout.Indentation(first);
            for (var lines = 0; lines < Expressions.MaximumLength
                && first > 0
                && !(tokens.BeginsLine(first) && code.Layout.Indentation(first - 1) < column); lines++)
                first = code.Layout.LineStart(first) is var line && line == first ? first - 1 : line;
        }

        var before = first - 1;
        if (code.ArgumentAt(first) is { } argument)
            _calls.GiveArgument(file, argument.Call, argument.Position, key, value, depth);
        else if (tokens.Is(before, ":") && before > 0)
            GiveMember(file, before - 1, value.Inside(tokens.Word(before - 1)), depth + 1);
        else if (tokens.Is(before, "="))
            Assign(file, before, key, value);
        else if (tokens.Is(before, "return"))
            Return(file, code.FunctionAround(before), value);
        else if (code.FunctionOfArrow(before) is { } function)
            Return(file, function, value);
        else if (tokens.Is(before, ",") || tokens.IsName(before))
            Report(file, "", FieldUse.Escape, key);
    }

    private void GiveItem(CodeFile file, int opening, int start, FieldValue value, int depth)
    {
        var tokens = file.Tokens;
        var isIndex = tokens.IsName(opening - 1) && !Keywords.BeginsExpression(tokens.Span(opening - 1));
        if (isIndex || tokens.Is(opening - 1, ")") || tokens.Is(opening - 1, "]"))
            return;
        var before = new TokenRange(tokens, opening + 1, tokens.Partner(opening)).BetweenCommas().TakeWhile(item => item.End <= start).Count();
        if (tokens.Is(opening - 1, ":") && tokens.Is(opening - 2, "args") && Retried(file, opening) is { Count: > 0 } retried)
        {
            foreach (var (owner, function, bound) in retried)
                BindParameter(owner, function, before + bound, value);
            return;
        }
        if (GiveByPosition(file, opening, before, value))
            return;
        if (file.Structure.ArgumentAt(opening) is not { Position: 1 } argument || !tokens.Is(argument.Call.Callee, "apply"))
        {
            Report(file, "", FieldUse.Escape, start);
            return;
        }
        _calls.GiveArgument(file, argument.Call, before + 1, start, value, depth);
    }

    /// <summary>A list that is taken apart at once: <c>const [f] = [fields]</c>, <c>Promise.all([fields]).then(([f]) => …)</c>.</summary>
    private bool GiveByPosition(CodeFile file, int opening, int position, FieldValue value)
    {
        if (ListUses.HasSpread(new TokenRange(file.Tokens, opening + 1, file.Tokens.Partner(opening))))
            return false;
        var patterns = ListUses.TakenApart(file, opening, _definitions);
        if (patterns.Count == 0 || !patterns.TrueForAll(pattern => ListUses.CanTake(pattern.File.Tokens, pattern.Opening, position)))
            return false;
        foreach (var (owner, pattern) in patterns)
        {
            if (ListUses.Item(owner.Tokens, pattern, position) is not { } item)
                continue;
            if (owner.Tokens.Is(item.Start, "{"))
                BindPattern(owner, item.Start, value, 0);
            else
                BindLocal(owner, item.Start, value);
        }
        return true;
    }

    /// <summary>The functions that are called with options, in which a token stands: <c>retry(login, { args: [fields], context: this })</c>.</summary>
    private IReadOnlyList<FoundFunction> Retried(CodeFile file, int token) =>
        file.Structure.ArgumentAt(file.Structure.Enclosing(token)) is { Position: 1 } options
            ? _definitions.Functions(file, options.Call.Arguments[0].Start)
            : [];

    private void Assign(CodeFile file, int equals, int start, FieldValue value, int depth = 0)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        var target = code.Target(equals);
        if (target < 0)
        {
            AssignMember(file, equals, start, value, depth);
            return;
        }
        if (tokens.IsName(target) && code.Resolve(target) is { } binding)
        {
            Add(file, binding, value, equals);
        }
        else if (tokens.Is(target, "{"))
        {
            BindPattern(file, target, value, 0);
        }
        if (tokens.Is(target - 1, "=") && depth < MaximumDepth)
            Assign(file, target - 1, start, value, depth + 1);
        else if (tokens.Is(target - 1, "(") && tokens.IsName(target) && code.CallAt(target - 1) is null && !Expressions.IsHead(tokens, target - 1) && tokens.Partner(target - 1) > start)
            Follow(file, target - 1, tokens.Partner(target - 1), value, null, depth + 1);
    }

    /// <summary><c>a.b = value</c>.</summary>
    private void AssignMember(CodeFile file, int equals, int start, FieldValue value, int depth)
    {
        var tokens = file.Tokens;
        var last = equals - 1;
        if (tokens.Is(last, "|") || tokens.Is(last, "?"))
            last--;
        if (tokens.Is(last, "]"))
        {
            var bracket = tokens.Partner(last);
            if (Expressions.Constant(file, bracket + 1) is not { } name || last != bracket + 2)
                Report(file, "", FieldUse.Escape, start);
            else if (tokens.IsName(bracket - 1) && !tokens.IsMember(bracket - 1) && _objects.BindingOf(file, bracket - 1) is { } holder)
                Add(file, holder, value.Inside(name));
            return;
        }

        var path = value;
        while (tokens.IsName(last) && tokens.IsMember(last))
        {
            path = path.Inside(tokens.Word(last));
            last -= tokens.Is(last - 1, "@") ? 1 : 2;
            if (tokens.IsName(last))
                AddToMade(file, last, path);
        }
        if (_objects.BindingOf(file, last) is { } owner && !tokens.Is(last, "module") && !tokens.Is(last, "exports"))
            Add(file, owner, path);
        if (tokens.Is(last - 1, "=") && depth < MaximumDepth)
            Assign(file, last - 1, start, value, depth + 1);
    }

    /// <summary>The value has become a member of what a name holds, and so of <c>this</c> in the class of that.</summary>
    private void AddToMade(CodeFile file, int name, FieldValue value)
    {
        foreach (var (owner, self) in _objects.MadeFrom(file, name))
            Add(owner, self, value);
    }

    /// <summary>Takes a value apart: <c>{ login, password: secret, ...rest } = value</c>.</summary>
    private void BindPattern(CodeFile file, int opening, FieldValue value, int depth)
    {
        var tokens = file.Tokens;
        if (depth > MaximumDepth)
            return;
        foreach (var entry in Pattern.Entries(tokens, opening))
        {
            if (entry.IsRest)
                BindLocal(file, entry.Local, value);
            else if (value.Path.Length == 0)
                ReportRead(file, tokens.Word(entry.Key), value, entry.Key);
            else if (tokens.Word(entry.Key) == value.Head && entry.Nested >= 0)
                BindPattern(file, entry.Nested, value.Tail, depth + 1);
            else if (tokens.Word(entry.Key) == value.Head)
                BindLocal(file, entry.Local, value.Tail);
        }
        if (value.Path.Length > 0)
            return;
        foreach (var item in new TokenRange(tokens, opening + 1, Math.Max(opening + 1, tokens.Partner(opening))).BetweenCommas()
            .Where(item => tokens.Is(item.Start, "[") && tokens.Partner(item.Start) > item.Start))
        {
            ReadAny(file, new TokenRange(tokens, item.Start + 1, tokens.Partner(item.Start)), value, null, item.Start);
        }
    }

    private void BindLocal(CodeFile file, int local, FieldValue value)
    {
        if (local >= 0 && _objects.BindingOf(file, local) is { } binding)
            Add(file, binding, value, binding.ParameterOf is null ? local : -1);
    }

    public void BindParameter(CodeFile file, CodeFunction function, int position, FieldValue value)
    {
        var tokens = file.Tokens;
        if (function.Parameters.Count > 0 && tokens.Is(function.Parameters[0].Start, "this"))
            position++;
        if (position < 0 || function.Parameters.Count == 0 || (position >= function.Parameters.Count && !IsRest(function.Parameters[^1])))
            return;

        var parameter = function.Parameters[Math.Min(position, function.Parameters.Count - 1)];
        var start = parameter.Start;
        if (IsRest(parameter))
            Report(file, "", FieldUse.Escape, start);
        else if (tokens.Is(start, "{"))
            BindPattern(file, start, value, 0);
        else if (tokens.Is(start, "@") && tokens.IsName(start + 1))
            Add(file, _objects.Self(file, start), value.Inside(tokens.Word(start + 1)));
        else
            BindLocal(file, start, value);
        if (tokens.IsName(start) && tokens.IsAny(start - 1, Visibilities))
            Add(file, _objects.Self(file, start), value.Inside(tokens.Word(start)));
    }

    private static bool IsRest(TokenRange parameter) =>
        parameter.Tokens.Is(parameter.Start - 1, "...") || (parameter.Tokens.IsName(parameter.Start) && parameter.Tokens.Is(parameter.Start + 1, "..."));

    private static readonly string[] Visibilities = ["public", "private", "protected", "readonly"];

    /// <summary>Gives a value to a function as its first argument.</summary>
    private void GiveTo(CodeFile file, int start, FieldValue value)
    {
        foreach (var (owner, function, bound) in _definitions.Functions(file, start))
            BindParameter(owner, function, bound, value);
    }

    private void Return(CodeFile file, CodeFunction? function, FieldValue value)
    {
        if (function is null)
            return;
        if (!_results.TryGetValue(function, out var known))
            _results[function] = known = [];
        if (!known.Add(value) || known.Count > 8)
            return;
        foreach (var (caller, call) in _definitions.CallsOf(function))
            FollowResult(caller, call, value);
        if (file.Tokens.Is(function.Start - 1, "get") && function.Member.Length > 0)
            Add(file, _objects.Self(file, function.Body), value.Inside(function.Member));
        foreach (var place in Places(file, function))
            GiveResult(file, place, value);
    }

    private void FollowResult(CodeFile file, Call call, FieldValue value)
    {
        var start = Expressions.ChainStart(file, call.Callee);
        _called.Enqueue((file, file.Tokens.Is(start - 1, "new") ? start - 1 : start, call.Last, value));
    }

    /// <summary>Where a function stands as a value: where it is written, and the uses of its name.</summary>
    private static IEnumerable<int> Places(CodeFile file, CodeFunction function) =>
        Definitions.NameOf(file, function) is >= 0 and var name && file.Structure.Resolve(name) is { } binding
            ? binding.Uses.Where(use => file.Structure.ArgumentAt(use) is { } argument && argument.Call.Arguments[argument.Position].Length == 1)
            : [function.Start];

    /// <summary>A function that has the value as its result is given to something: a promise, a function that calls it, or code out of sight.</summary>
    private void GiveResult(CodeFile file, int place, FieldValue value)
    {
        var tokens = file.Tokens;
        if (file.Structure.ArgumentAt(place) is not { } argument)
        {
            if (tokens.Is(place - 1, ":") && Expressions.IsKeyColon(file.Structure, place - 1) && place == FunctionStart(file, place))
                GiveMember(file, place - 2, value.Inside(FieldValue.Result).Inside(tokens.Word(place - 2)), 0);
            return;
        }

        var (call, position) = argument;
        if (tokens.IsMember(call.Callee) && tokens.IsAny(call.Callee, Continuations))
        {
            FollowResult(file, call, value);
            return;
        }
        var target = _definitions.Called(file, call);
        foreach (var (owner, function, bound) in target.Functions)
            FollowCalls(owner, function, position + bound, value);
        if (target.IsKnown || target.Functions.Count > 0 || _definitions.Classes.MakesKonnector(file, call) || Definitions.IsCallback(file, call))
            return;
        if (CalledNames.Find(file, call.Callee).Any(called => called.Module is not null && ClassHierarchy.IsOfLibrary(called.Module) && KnownCalls.Runs(called.Name)))
            FollowResult(file, call, value);
        else if (value.Path.Length == 0)
            Report(file, "", FieldUse.Escape, place);
    }

    private static readonly string[] Continuations = ["then", "catch", "finally", "tap"];

    private static int FunctionStart(CodeFile file, int place) => file.Structure.FunctionAt(place)?.Start ?? -1;

    /// <summary>A function calls its parameter, whose result is the value.</summary>
    private void FollowCalls(CodeFile file, CodeFunction function, int position, FieldValue value)
    {
        if (position >= function.Parameters.Count || _objects.BindingOf(file, function.Parameters[position].Start) is not { } parameter)
            return;
        foreach (var call in parameter.Uses.Select(use => file.Structure.CallAt(use + 1)).OfType<Call>())
            FollowResult(file, call, value);
    }

    public void AddToSelf(FoundFunction found, FieldValue value)
    {
        if (_objects.SelfOf(found) is { } self)
            Add(found.File, self, value);
    }

    /// <summary>A read whose name, or path from an object that has the fields, is an argument.</summary>
    public void ReadNamed(CodeFile file, TokenRange name, FieldValue value)
    {
        if (_definitions.Values.TextsIn(file, name) is not { } paths)
        {
            if (value.Path.Length == 0)
                Report(file, "", FieldUse.Escape, name.Start);
            return;
        }
        foreach (var path in paths)
        {
            var rest = value;
            var members = path.Split('.', '[');
            foreach (var member in members)
            {
                if (rest.Path.Length == 0)
                {
                    ReportRead(file, member, rest, name.Start);
                    break;
                }
                if (member != rest.Head)
                    break;
                rest = rest.Tail;
            }
        }
    }

    private void ReportRead(CodeFile file, string name, FieldValue value, int token)
    {
        if (!value.IsSet(name))
            Report(file, name, Use(value), token);
    }

    public void Report(CodeFile file, string name, FieldUse use, int token) =>
        _reads.Add(new FieldRead(name, use, file, file.Tokens[Math.Clamp(token, 0, file.Tokens.Count - 1)].Start));
}
