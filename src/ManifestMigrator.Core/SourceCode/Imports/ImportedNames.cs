using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary>What is used of the modules: names in a pattern, members of the result, and members of the name it is given.</summary>
/// <remarks>Names are followed through the file from top to bottom, one level below the module; scopes are not looked at.</remarks>
internal sealed class ImportedNames
{
    private const string WholeModule = "";

    private readonly TokenList _tokens;
    private readonly HashSet<string>[] _names;
    private readonly Dictionary<string, (int Site, string Path)> _locals = new(StringComparer.Ordinal);

    private ImportedNames(TokenList tokens, int sites)
    {
        _tokens = tokens;
        _names = [.. Enumerable.Range(0, sites).Select(_ => new HashSet<string>(StringComparer.Ordinal))];
    }

    /// <summary>The names that belong to each import.</summary>
    public static IReadOnlyList<HashSet<string>> Find(TokenList tokens, IReadOnlyList<ImportSite> sites)
    {
        var found = new ImportedNames(tokens, sites.Count);
        for (var i = 0; i < sites.Count; i++)
            found.Bind(i, sites[i]);
        if (found._locals.Count > 0)
            found.Follow();
        return found._names;
    }

    private void Bind(int site, ImportSite place)
    {
        if (place.Clause > 0)
            BindClause(site, place.Clause);
        else if (!place.IsMock)
            BindResult(site, WholeModule, place.First, place.Last);
    }

    private void BindClause(int site, int clause)
    {
        if (_tokens.Is(clause - 1, ","))
            BindLocal(site, WholeModule, clause - 2);

        if (_tokens.Is(clause, "{"))
            BindPattern(site, WholeModule, clause);
        else
            BindLocal(site, WholeModule, _tokens.Is(clause, "*") ? clause + 2 : clause);
    }

    /// <summary>Takes what an expression is used for: the members behind it, and what it is assigned to.</summary>
    private void BindResult(int site, string path, int first, int last)
    {
        while (_tokens.IsDot(last + 1) && _tokens.IsName(last + 2) && Add(site, path, last + 2) is { } deeper)
        {
            path = deeper;
            last += 2;
        }

        if (_tokens.Is(first - 1, "await"))
            first--;
        if (!_tokens.Is(first - 1, "="))
            return;
        if (_tokens.Is(first - 2, "}") && _tokens.Partner(first - 2) is >= 0 and var opening)
            BindPattern(site, path, opening);
        else
            BindLocal(site, path, first - 2);
    }

    private void BindPattern(int site, string path, int opening)
    {
        foreach (var entry in Pattern.Entries(_tokens, opening))
        {
            if (entry.IsRest)
            {
                BindLocal(site, path, entry.Local);
                continue;
            }

            if (_tokens.Is(entry.Key, "default"))
                BindLocal(site, path, entry.Local);
            else if (Add(site, path, entry.Key) is { } deeper)
                BindInner(site, deeper, entry);
        }
    }

    private void BindInner(int site, string path, PatternEntry entry)
    {
        BindLocal(site, path, entry.Local);
        if (entry.Nested < 0)
            return;
        foreach (var inner in Pattern.Entries(_tokens, entry.Nested))
            Add(site, path, inner.Key);
    }

    private void BindLocal(int site, string path, int local)
    {
        if (_tokens.IsName(local) && !_tokens.IsMember(local))
            _locals[_tokens.Word(local)] = (site, path);
    }

    private void Follow()
    {
        var known = _locals.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens.IsName(i) && !_tokens.IsMember(i) && IsUse(i) && known.TryGetValue(_tokens.Span(i), out var local))
                BindResult(local.Site, local.Path, i, i);
        }
    }

    private bool IsUse(int name) => _tokens.IsDot(name + 1) || _tokens.Is(name - 1, "=");

    /// <returns>The longer path; <see langword="null"/> when the name is too far below the module to matter.</returns>
    private string? Add(int site, string path, int name)
    {
        if (path.Contains('.', StringComparison.Ordinal))
            return null;

        var deeper = path.Length == 0 ? _tokens.Word(name) : $"{path}.{_tokens.Word(name)}";
        _names[site].Add(deeper);
        return deeper;
    }
}
