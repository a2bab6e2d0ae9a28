namespace ManifestMigrator.SourceCode;

/// <summary>Which names of a file come from other modules, and which of its values it gives to others.</summary>
internal sealed class ModuleLinks
{
    /// <summary>The name of a whole module among its exports.</summary>
    public const string Whole = "";

    private const string Default = "default";
    private const int MaximumChain = 10;

    private readonly CodeStructure _code;
    private readonly TokenList _tokens;

    private ModuleLinks(CodeStructure code)
    {
        _code = code;
        _tokens = code.Tokens;
    }

    /// <summary>The names that are bound to modules or to what they export.</summary>
    public Dictionary<Binding, ImportedName> Imports { get; } = [];

    /// <summary>Imports that are used where they stand, by their last tokens.</summary>
    public Dictionary<int, ImportedName> Expressions { get; } = [];

    /// <summary>Where the exported values begin, by their names.</summary>
    public Dictionary<string, int> Exports { get; } = new(StringComparer.Ordinal);

    /// <summary>Exports of other modules that are passed on, by their names here.</summary>
    public Dictionary<string, ImportedName> PassedOn { get; } = new(StringComparer.Ordinal);

    /// <summary>Modules that are passed on as a whole.</summary>
    public List<string> PassedOnWhole { get; } = [];

    public static ModuleLinks Read(CodeStructure code)
    {
        var links = new ModuleLinks(code);
        foreach (var site in ImportScan.Sites(code.Tokens).Where(site => site is { IsMock: false, Specifier: >= 0 }))
            links.Add(site);
        for (var i = 0; i < code.Tokens.Count; i++)
            links.LookForExport(i);
        return links;
    }

    private void Add(ImportSite site)
    {
        var specifier = _tokens.Word(site.Specifier);
        if (_tokens.Is(site.First, "export"))
            PassOn(site, specifier);
        else if (site.Clause > 0)
            AddClause(site.Clause, specifier);
        else
            AddResult(site, specifier);
    }

    private void PassOn(ImportSite site, string specifier)
    {
        if (_tokens.Is(site.Clause, "{"))
        {
            foreach (var entry in Pattern.Entries(_tokens, site.Clause))
                PassedOn[NameAt(entry.Local >= 0 ? entry.Local : entry.Key)] = new ImportedName(specifier, NameAt(entry.Key));
        }
        else if (_tokens.Is(site.Clause + 1, "as"))
        {
            PassedOn[NameAt(site.Clause + 2)] = new ImportedName(specifier, Whole);
        }
        else
        {
            PassedOnWhole.Add(specifier);
        }
    }

    private string NameAt(int token) => _tokens.Is(token, Default) ? Whole : _tokens.Word(token);

    private void AddClause(int clause, string specifier)
    {
        if (_tokens.Is(clause - 1, ","))
            Bind(clause - 2, new ImportedName(specifier, Whole));
        if (_tokens.Is(clause, "{"))
            BindEntries(clause, specifier);
        else
            Bind(_tokens.Is(clause, "*") ? clause + 2 : clause, new ImportedName(specifier, Whole));
    }

    private void AddResult(ImportSite site, string specifier)
    {
        var name = Whole;
        var last = site.Last;
        if (_tokens.IsDot(last + 1) && _tokens.IsName(last + 2))
        {
            name = _tokens.Word(last + 2) is var member && member == Default ? Whole : member;
            last += 2;
        }
        Expressions[last] = new ImportedName(specifier, name);
        if (_tokens.Is(site.First - 1, "...") && name == Whole && IsExported(_code.Enclosing(site.First)))
            PassedOnWhole.Add(specifier);

        var equals = (_tokens.Is(site.First - 1, "await") ? site.First - 1 : site.First) - 1;
        if (!_tokens.Is(equals, "=") || _code.Target(equals) is not (>= 0 and var target))
            return;
        if (_tokens.IsName(target))
            Bind(target, new ImportedName(specifier, name));
        else if (_tokens.Is(target, "{") && name == Whole)
            BindEntries(target, specifier);
    }

    /// <summary>Whether an object is what the module exports.</summary>
    private bool IsExported(int opening) =>
        _tokens.Is(opening, "{")
            && (_tokens.Is(opening - 1, Default) || (_tokens.Is(opening - 1, "=") && _tokens.Is(opening - 2, "exports")));

    private void BindEntries(int opening, string specifier)
    {
        foreach (var entry in Pattern.Entries(_tokens, opening).Where(entry => entry.Local >= 0))
            Bind(entry.Local, new ImportedName(specifier, NameAt(entry.Key)));
    }

    private void Bind(int name, ImportedName import)
    {
        if (!_tokens.IsName(name))
            return;
        var binding = _code.BindingAt(name);
        if (binding is not null)
            Imports[binding] = import;
    }

    private void LookForExport(int i)
    {
        if (_tokens.Is(i, "exports") && _tokens.IsName(i) && (!_tokens.IsMember(i) || _tokens.Is(i - 2, "module")))
            AddMember(i);
        else if (_tokens.Is(i, "export") && _tokens.IsName(i) && !_tokens.IsMember(i))
            AddExport(i + 1);
    }

    /// <summary><c>module.exports = …</c>, <c>exports.name = …</c>.</summary>
    private void AddMember(int exports)
    {
        if (_tokens.Is(exports + 1, "=") && _tokens.IsMember(exports))
        {
            Exports[Whole] = AfterChain(exports + 2);
            AddMembers(Exports[Whole]);
        }
        else if (_tokens.IsDot(exports + 1) && _tokens.IsName(exports + 2) && _tokens.Is(exports + 3, "="))
        {
            Exports[_tokens.Word(exports + 2)] = AfterChain(exports + 4);
        }
    }

    /// <summary>The value after <c>a = b.c = </c>.</summary>
    private int AfterChain(int value)
    {
        var links = 0;
        for (var i = value; _tokens.IsName(i) && links < MaximumChain; i += 2)
        {
            if (_tokens.Is(i + 1, "="))
            {
                value = i + 2;
                links++;
            }
            else if (!_tokens.IsDot(i + 1))
            {
                break;
            }
        }
        return value;
    }

    /// <summary>The members of an object that is exported.</summary>
    private void AddMembers(int value)
    {
        foreach (var (name, start) in ObjectMembers.Read(_code, value))
            Exports.TryAdd(name, start);
    }

    private void AddExport(int next)
    {
        if (_tokens.Is(next, Default))
        {
            Exports[Whole] = next + 1;
            AddMembers(next + 1);
        }
        else if (_tokens.Is(next, "{"))
        {
            if (_tokens.Is(_tokens.After(next), "from"))
                return;
            foreach (var entry in Pattern.Entries(_tokens, next))
                Exports[NameAt(entry.Local >= 0 ? entry.Local : entry.Key)] = entry.Key;
        }
        else if (_tokens.Is(next, "const") || _tokens.Is(next, "let") || _tokens.Is(next, "var") || _tokens.Is(next, "class"))
        {
            if (_tokens.IsName(next + 1))
                Exports[_tokens.Word(next + 1)] = next + 1;
        }
        else
        {
            var name = _tokens.Is(next, "async") ? next + 2 : next + 1;
            if (_tokens.Is(name, "*"))
                name++;
            if (_tokens.Is(name - 1, "function") || _tokens.Is(name - 2, "function"))
                Exports[_tokens.IsName(name) ? _tokens.Word(name) : Whole] = name;
        }
    }
}

/// <summary>What a name is bound to.</summary>
/// <param name="Specifier">The module as the code names it.</param>
/// <param name="Name">The name among its exports; <see cref="ModuleLinks.Whole"/> for the module itself and for its default.</param>
internal sealed record ImportedName(string Specifier, string Name);

/// <summary>The members of an object that is written out.</summary>
internal static class ObjectMembers
{
    /// <summary>The names, each with the first token of its value; for a method that is the name itself.</summary>
    /// <param name="code">The code.</param>
    /// <param name="start">The first token of the object.</param>
    public static IEnumerable<(string Name, int Value)> Read(CodeStructure code, int start)
    {
        var tokens = code.Tokens;
        IEnumerable<TokenRange> members;
        if (tokens.Is(start, "{") && tokens.Partner(start) is > 0 and var closing)
            members = tokens.IsCoffeeScript
                ? IndentedObject.Members(new TokenRange(tokens, start + 1, closing))
                : new TokenRange(tokens, start + 1, closing).BetweenCommas();
        else if (tokens.IsCoffeeScript && (tokens.IsName(start) || tokens.IsText(start)) && tokens.Is(start + 1, ":"))
            members = IndentedObject.Members(Statement.Value(new TokenRange(tokens, 0, tokens.Count), start));
        else
            yield break;

        foreach (var member in members)
        {
            var key = tokens.Is(member.Start, "async") && tokens.IsName(member.Start + 1) ? member.Start + 1 : member.Start;
            if (!tokens.IsName(key) && !tokens.IsText(key))
                continue;
            yield return (tokens.Word(key), tokens.Is(key + 1, ":") ? key + 2 : key);
        }
    }
}
