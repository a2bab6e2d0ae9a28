namespace ManifestMigrator.SourceCode;

/// <summary>Finds every place where code depends on a configured field, by the names that konnectors have for them.</summary>
internal sealed class FieldScan
{
    private readonly TokenList _tokens;
    private readonly FieldObjects _objects;
    private readonly List<FieldRead> _reads = [];
    private readonly HashSet<int> _given = [];

    private FieldScan(TokenList tokens)
    {
        _tokens = tokens;
        _objects = FieldObjects.In(tokens);
    }

    /// <summary>The reads in the order of the code.</summary>
    public static IReadOnlyList<FieldRead> Scan(TokenList tokens)
    {
        var scan = new FieldScan(tokens);
        for (var i = 0; i < tokens.Count; i++)
            scan.Look(i);
        foreach (var parameter in EntryFunction.Parameters(tokens).Where(i => tokens.Is(i, "{")))
            scan.AddPattern(parameter, FieldUse.Read);
        return [.. scan._reads.OrderBy(read => read.Offset)];
    }

    private void Look(int i)
    {
        if (EnvironmentFields.IsAt(_tokens, i))
            LookAtEnvironment(i);
        if (!_tokens.IsName(i))
            return;

        if (SaveCall.Destination(_tokens, i) is { } destination)
            LookAtDestination(i, destination);
        else if (IsMiddleware(i))
            Add(FieldNames.FolderPath, FieldUse.Middleware, i);
        else if (IsRemembered(i))
            Add(FieldNames.FolderPath, FieldUse.Write, i + 2);
        else if (_objects.IsEnvironment(_tokens, i))
            LookAtMembers(i, FieldUse.Environment);
        else if (_objects.IsFields(_tokens, i))
            LookAtMembers(i, FieldUse.Read);
    }

    private void LookAtEnvironment(int i)
    {
        if (EnvironmentFields.Member(_tokens, i) is >= 0 and var member)
            Add(_tokens.Word(member), FieldUse.Environment, member);
        if (EnvironmentFields.PatternOf(_tokens, i) is >= 0 and var opening)
            AddPattern(opening, FieldUse.Environment);
    }

    private void LookAtDestination(int callee, (int First, int Last) destination)
    {
        if (SaveCall.IsAllFields(_tokens, _objects, destination))
        {
            foreach (var name in SaveCall.FieldsReadBy(_tokens, callee))
                Add(name, FieldUse.GivenFields, destination.First);
        }
        else if (SaveCall.IsFolderPath(_tokens, _objects, destination))
        {
            Add(FieldNames.FolderPath, FieldUse.GivenPath, destination.Last);
            _given.Add(destination.Last);
        }
    }

    private void LookAtMembers(int name, FieldUse use)
    {
        if (_tokens.IsDot(name + 1) && _tokens.IsName(name + 2))
        {
            if (!_given.Contains(name + 2))
                Add(_tokens.Word(name + 2), IsAssignment(name + 3) ? FieldUse.Write : use, name + 2);
            return;
        }

        var bracket = _tokens.Is(name + 1, "?.") ? name + 2 : name + 1;
        if (_tokens.Is(bracket, "[") && !_tokens.BeginsLine(bracket))
            LookAtIndex(bracket, use);
        else if (Assigned(name) is >= 0 and var opening)
            AddPattern(opening, use);
    }

    private void LookAtIndex(int bracket, FieldUse use)
    {
        var closing = _tokens.Partner(bracket);
        if (_tokens.IsText(bracket + 1) && closing == bracket + 2)
            Add(_tokens.Word(bracket + 1), IsAssignment(closing + 1) ? FieldUse.Write : use, bracket + 1);
        else if (closing > bracket + 1)
            Add("", FieldUse.Computed, bracket + 1);
    }

    /// <summary>The brace of the pattern that the fields are taken apart with; -1 when there is none.</summary>
    private int Assigned(int name)
    {
        if (_tokens.Is(name + 1, "(") || _tokens.Is(name + 1, "."))
            return -1;

        var first = _tokens.Is(name - 1, "@") ? name - 1 : _tokens.IsDot(name - 1) && _tokens.IsName(name - 2) ? name - 2 : name;
        return _tokens.Is(first - 1, "=") && _tokens.Is(first - 2, "}") ? _tokens.Partner(first - 2) : -1;
    }

    private void AddPattern(int opening, FieldUse use)
    {
        foreach (var entry in Pattern.Entries(_tokens, opening).Where(entry => !entry.IsRest))
            Add(_tokens.Word(entry.Key), use, entry.Key);
    }

    private bool IsMiddleware(int name) =>
        _tokens.IsAny(name, FieldNames.Middleware)
        && !_tokens.Is(name - 1, "function")
        && (_tokens.Is(name + 1, "(") || (!_tokens.BeginsLine(name + 1) && (_tokens.IsName(name + 1) || _tokens.IsText(name + 1))));

    /// <summary>Whether the folder is stored in the account: <c>account.auth.folderPath = …</c>.</summary>
    private bool IsRemembered(int name) =>
        _tokens.Is(name, "auth")
        && _tokens.IsDot(name + 1)
        && (_tokens.Is(name + 2, FieldNames.FolderPath) || _tokens.Is(name + 2, "namePath"))
        && IsAssignment(name + 3);

    private bool IsAssignment(int next) =>
        _tokens.Is(next, "=") || _tokens.Is(next, "+=") || _tokens.Is(next, "?=") || (_tokens.Is(next, "|") && _tokens.Is(next + 1, "|="));

    private void Add(string name, FieldUse use, int token) => _reads.Add(new FieldRead(name, use, _tokens[token].Start));
}

/// <summary>A place where code depends on a configured field.</summary>
/// <param name="Name">The field; empty for a computed one.</param>
/// <param name="Use">How.</param>
/// <param name="Offset">Where.</param>
internal sealed record FieldRead(string Name, FieldUse Use, int Offset);

/// <summary>How code comes to a configured field.</summary>
internal enum FieldUse
{
    /// <summary>It reads the field: <c>fields.login</c>.</summary>
    Read,

    /// <summary>It sets the field.</summary>
    Write,

    /// <summary>It reads a field whose name is computed.</summary>
    Computed,

    /// <summary>It gives the path of the folder to <c>saveFiles</c> or <c>saveBills</c>.</summary>
    GivenPath,

    /// <summary>It gives all fields to <c>saveFiles</c> or <c>saveBills</c>, which read the folder.</summary>
    GivenFields,

    /// <summary>It calls the middleware that reads the folder.</summary>
    Middleware,

    /// <summary>It reads the environment itself, where the fields come from.</summary>
    Environment,
}

/// <summary>Names that konnectors have for what the user configured.</summary>
internal static class FieldNames
{
    public const string FolderPath = "folderPath";

    /// <summary>The folder in the environment of a run, from which the path is made.</summary>
    public const string FolderToSave = "folder_to_save";

    public const string Environment = "COZY_FIELDS";

    /// <summary>What the variable is called that a konnector reads the environment into.</summary>
    public const string EnvironmentFields = "cozyFields";

    public static readonly string[] Objects = ["fields", "requiredFields"];

    /// <summary>Functions that store files in the folder, and read it from the fields they are given.</summary>
    public static readonly string[] Savers = ["saveFiles", "saveBills"];

    /// <summary>The middleware that did so before, in both its spellings.</summary>
    public static readonly string[] Middleware = ["saveDataAndFile", "saveDateAndFile"];
}

/// <summary>The names in a file that stand for all configured fields.</summary>
internal sealed class FieldObjects
{
    private readonly string[] _fields;
    private readonly string[] _environment;

    private FieldObjects(IEnumerable<string> fields, IEnumerable<string> environment)
    {
        _fields = [.. fields];
        _environment = [.. environment];
    }

    /// <summary>The usual names, the first parameter of the entry function, and what the environment is read into.</summary>
    public static FieldObjects In(TokenList tokens)
    {
        var parameters = EntryFunction.Parameters(tokens).Where(tokens.IsName).Select(tokens.Word).Where(name => name != "context");
        var variables = Enumerable.Range(0, tokens.Count).Where(i => EnvironmentFields.IsAt(tokens, i)).Select(i => EnvironmentFields.Variable(tokens, i));
        return new FieldObjects(FieldNames.Objects.Concat(parameters), variables.OfType<string>().Append(FieldNames.EnvironmentFields));
    }

    /// <summary>Whether a name, on its own or as a member of anything, stands for the fields.</summary>
    public bool IsFields(TokenList tokens, int name) => tokens.IsName(name) && tokens.IsAny(name, _fields);

    /// <summary>Whether a name stands for the fields as the environment has them.</summary>
    public bool IsEnvironment(TokenList tokens, int name) => tokens.IsName(name) && tokens.IsAny(name, _environment);
}

/// <summary>The function a konnector begins with: one called <c>start</c>, or one that is given to a <c>BaseKonnector</c>.</summary>
internal static class EntryFunction
{
    private static readonly string[] Classes = ["BaseKonnector", "CookieKonnector"];

    /// <summary>The tokens with which its first parameter begins: a name or the brace of a pattern.</summary>
    public static IEnumerable<int> Parameters(TokenList tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, "start") && IsDefinition(tokens, i))
                yield return i + 2;
            else if (tokens.IsAny(i, Classes) && tokens.Is(i + 1, "(") && Given(tokens, i + 2) is { } parameter)
                yield return parameter;
        }
    }

    private static bool IsDefinition(TokenList tokens, int name) =>
        tokens.Is(name + 1, "(") && (tokens.Is(name - 1, "function") || (!tokens.IsMember(name) && tokens.Is(tokens.After(name + 1), "{")));

    /// <summary>The first parameter of a function that is written where it is given.</summary>
    private static int? Given(TokenList tokens, int argument)
    {
        var i = tokens.Is(argument, "async") ? argument + 1 : argument;
        if (tokens.Is(i, "function"))
            i = tokens.IsName(i + 1) ? i + 2 : i + 1;
        else if (tokens.IsName(i) && tokens.Is(i + 1, "=>"))
            return i;
        else if (!tokens.Is(tokens.After(i), "=>"))
            return null;
        return tokens.Is(i, "(") ? i + 1 : null;
    }
}

/// <summary>A konnector that reads its fields from the environment itself: <c>JSON.parse(process.env.COZY_FIELDS)</c>.</summary>
internal static class EnvironmentFields
{
    /// <summary>Whether the variable of the environment is named here.</summary>
    public static bool IsAt(TokenList tokens, int i) =>
        tokens.Is(i, FieldNames.Environment) || (tokens.IsText(i) && tokens.Is(i - 1, "[") && tokens.Word(i) == FieldNames.Environment);

    /// <summary>The variable it is read into; <see langword="null"/> when it is not.</summary>
    public static string? Variable(TokenList tokens, int i)
    {
        var opening = Call(tokens, i);
        var start = opening - 3;
        return opening > 0 && tokens.Is(start - 1, "=") && tokens.IsName(start - 2) && !tokens.IsMember(start - 2) ? tokens.Word(start - 2) : null;
    }

    /// <summary>The name that is read from it at once: the member behind <c>JSON.parse(…)</c>; -1 when there is none.</summary>
    public static int Member(TokenList tokens, int i)
    {
        var closing = tokens.Partner(Call(tokens, i));
        return tokens.IsDot(closing + 1) && tokens.IsName(closing + 2) && closing > 0 ? closing + 2 : -1;
    }

    /// <summary>The brace of a pattern it is taken apart with; -1 when there is none.</summary>
    public static int PatternOf(TokenList tokens, int i)
    {
        var start = Call(tokens, i) - 3;
        return start > 1 && tokens.Is(start - 1, "=") && tokens.Is(start - 2, "}") ? tokens.Partner(start - 2) : -1;
    }

    /// <summary>The opening parenthesis of <c>JSON.parse(process.env.COZY_FIELDS</c>; -1 when the variable stands elsewhere.</summary>
    private static int Call(TokenList tokens, int i)
    {
        var opening = i - 5;
        return tokens.Is(opening, "(") && tokens.Is(opening - 1, "parse") && tokens.Is(opening - 2, ".") && tokens.Is(opening - 3, "JSON")
            && tokens.Is(opening + 1, "process") && tokens.Is(opening + 3, "env")
            ? opening
            : -1;
    }
}

/// <summary>A call of <c>saveFiles</c> or <c>saveBills</c>: its second argument says where the files go.</summary>
internal static class SaveCall
{
    /// <summary>The first and last token of the second argument; <see langword="null"/> where nothing is called, or with one argument.</summary>
    public static (int First, int Last)? Destination(TokenList tokens, int callee)
    {
        if (!tokens.IsCall(callee) || !tokens.IsAny(callee, FieldNames.Savers))
            return null;

        var opening = callee + 1;
        var closing = tokens.Partner(opening);
        var comma = Comma(tokens, opening + 1, closing);
        return comma < closing && Comma(tokens, comma + 1, closing) is var end && end > comma + 1 ? (comma + 1, end - 1) : null;
    }

    /// <summary>The fields that the function reads when it is given all of them.</summary>
    public static IEnumerable<string> FieldsReadBy(TokenList tokens, int callee)
    {
        yield return FieldNames.FolderPath;
        if (tokens.Is(callee - 2, "this"))
            yield return "login";
        if (tokens.Is(callee, "saveBills"))
            yield return "bank_identifier";
    }

    /// <summary>Whether the argument is all fields: <c>fields</c>, <c>this.fields</c>, or a copy of them that keeps the folder.</summary>
    public static bool IsAllFields(TokenList tokens, FieldObjects objects, (int First, int Last) argument)
    {
        if (!tokens.Is(argument.First, "{"))
            return objects.IsFields(tokens, argument.Last) && IsPath(tokens, argument);

        var isCopy = false;
        foreach (var entry in Pattern.Entries(tokens, argument.First))
        {
            if (tokens.Is(entry.Key, FieldNames.FolderPath) || tokens.Is(entry.Key, "context"))
                return false;
        }
        for (var i = argument.First + 1; i < argument.Last; i = tokens.After(i))
            isCopy |= objects.IsFields(tokens, i) && (tokens.Is(i - 1, "...") || (tokens.IsDot(i - 1) && tokens.Is(i - 3, "...")));
        return isCopy;
    }

    /// <summary>Whether the argument is the path of the folder: <c>fields.folderPath</c>.</summary>
    public static bool IsFolderPath(TokenList tokens, FieldObjects objects, (int First, int Last) argument) =>
        tokens.Is(argument.Last, FieldNames.FolderPath) && tokens.IsDot(argument.Last - 1) && objects.IsFields(tokens, argument.Last - 2) && IsPath(tokens, argument);

    /// <summary>Whether tokens are names with dots between them.</summary>
    private static bool IsPath(TokenList tokens, (int First, int Last) range)
    {
        for (var i = range.First; i <= range.Last; i++)
        {
            if ((i - range.First) % 2 == 0 ? !tokens.IsName(i) : !tokens.IsDot(i))
                return false;
        }
        return true;
    }

    private static int Comma(TokenList tokens, int from, int closing)
    {
        var i = from;
        while (i < closing && !tokens.Is(i, ","))
            i = tokens.After(i);
        return Math.Min(i, closing);
    }
}
