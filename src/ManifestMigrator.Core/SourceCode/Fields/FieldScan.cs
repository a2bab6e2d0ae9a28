using ManifestMigrator.SourceCode.Imports;
using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Fields;

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
