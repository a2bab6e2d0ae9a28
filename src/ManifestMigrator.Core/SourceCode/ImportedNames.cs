namespace ManifestMigrator.SourceCode;

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

    /// <summary>Takes what an expression is used for: the members after it, and what it is assigned to.</summary>
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

/// <summary>One name between the braces of a pattern such as <c>{ a, b: c, d: { e }, f as g, ...rest }</c>.</summary>
/// <param name="Key">Token of the name in the object; that of the local name for a rest.</param>
/// <param name="Local">Token of the name in this file; -1 when there is none.</param>
/// <param name="Nested">The opening brace of a pattern in the pattern; -1 when there is none.</param>
internal readonly record struct PatternEntry(int Key, int Local, int Nested)
{
    public bool IsRest { get; init; }
}

/// <summary>Reads patterns. What stands between brackets inside one is passed over, so that reading all patterns of a file stays linear.</summary>
internal static class Pattern
{
    private const int None = -1;

    /// <param name="tokens">The code.</param>
    /// <param name="opening">The opening brace.</param>
    public static IEnumerable<PatternEntry> Entries(TokenList tokens, int opening)
    {
        var closing = tokens.Partner(opening);
        for (var i = opening + 1; i < closing; i = Next(tokens, i, closing))
        {
            if (Entry(tokens, i) is { } entry)
                yield return entry;
        }
    }

    private static PatternEntry? Entry(TokenList tokens, int i)
    {
        if (tokens.Is(i, "..."))
            return tokens.IsName(i + 1) ? new PatternEntry(i + 1, i + 1, None) { IsRest = true } : null;
        if (tokens.Is(i, "type") && tokens.IsName(i + 1) && !tokens.Is(i + 1, "as"))
            i++;
        if (tokens.IsCoffeeScript && tokens.Is(i, "@"))
            i++;
        if (!tokens.IsName(i) && !tokens.IsText(i))
            return null;

        if (tokens.Is(i + 1, ":") || tokens.Is(i + 1, "as"))
        {
            return tokens.Is(i + 2, "{")
                ? new PatternEntry(i, None, i + 2)
                : new PatternEntry(i, tokens.IsName(i + 2) && !tokens.IsDot(i + 3) ? i + 2 : None, None);
        }
        return new PatternEntry(i, tokens.IsName(i) ? i : None, None);
    }

    /// <summary>The first token of the next entry; CoffeeScript needs no comma at the end of a line.</summary>
    private static int Next(TokenList tokens, int i, int closing)
    {
        do
        {
            i = tokens.After(i);
            if (tokens.Is(i - 1, ",") || (tokens.BeginsLine(i) && !tokens.Is(i, ",") && !IsOpen(tokens, i - 1)))
                return i;
        }
        while (i < closing);
        return closing;
    }

    private static bool IsOpen(TokenList tokens, int i) => tokens.Is(i, ":") || tokens.Is(i, "=") || tokens.Is(i, "...");
}
