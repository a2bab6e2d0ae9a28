using ManifestMigrator.SourceCode;
using ManifestMigrator.Text;

namespace ManifestMigrator.Catalogue;

/// <summary>What a konnector that was written before manifests says of itself in its code.</summary>
public sealed class KonnectorDeclaration
{
    /// <summary>Names of the arguments, where a konnector is made of arguments. The first holds the secrets of an application.</summary>
    private static readonly string?[] Arguments = [null, "name", "slug", "vendorLink", "category", "color"];

    /// <summary>No file of people's own has more places where a konnector might be declared.</summary>
    private const int MaximumPlaces = 10;

    /// <summary>Other modules export objects with names too: two of these make a konnector.</summary>
    private static readonly string[] Signs = ["fields", "fetch", "fetchOperations", "vendorLink", "models", "slug", "dataType", "category",
        "description"];

    private KonnectorDeclaration(CodeObject members, int offset, bool isCertain)
    {
        Members = members;
        Offset = offset;
        IsCertain = isCertain;
    }

    internal CodeObject Members { get; }

    /// <summary>Where it begins in the code.</summary>
    internal int Offset { get; }

    /// <summary>Whether nothing but a konnector looks like it; otherwise it is one where a library of konnectors is used.</summary>
    internal bool IsCertain { get; }

    /// <summary>The konnectors that the source code of a repository declares, by the paths of their files. Nothing of it is run.</summary>
    /// <param name="tree">The code of the repository; tests and tools are ignored.</param>
    public static IReadOnlyList<DeclaredKonnector> In(SourceTree tree) =>
    [
        .. from file in tree.Code
           where !SourceNames.IsTest(file.Path) && !SourceNames.IsTool(file.Path)
           let declaration = Read(file.Structure, file.Links)
           where declaration?.IsCertain == true || (declaration is not null && tree.UsesKonnectorLibrary)
           select new DeclaredKonnector(file.Path, file.Lines.Position(declaration.Offset), declaration),
    ];

    /// <summary>
    /// What a file declares; <see langword="null"/> when it declares no konnector. Of several objects, the first one with fields counts.
    /// </summary>
    internal static KonnectorDeclaration? Read(CodeStructure code, ModuleLinks links)
    {
        var tokens = code.Tokens;
        var all = new TokenRange(tokens, 0, tokens.Count);
        var reader = new CodeReader(new CodeConstants(tokens));
        var called = Calls(code, links).Take(MaximumPlaces)
            .Select(call => (Members: ReadCall(reader, call.Arguments), call.Arguments.Start, call.IsCertain))
            .Where(found => found.Members?["name"] is not null);
        var exported = Exports(all).Take(MaximumPlaces)
            .Select(value => (Members: reader.Value(value) as CodeObject, value.Start, IsCertain: false))
            .Where(found => found.Members is not null && IsKonnector(found.Members))
            .Select(found => found with { IsCertain = found.Members!["fields"] is CodeObject });
        return called.Concat(exported)
            .OrderByDescending(found => found.Members!["fields"] is CodeObject)
            .Select(found => new KonnectorDeclaration(found.Members!, tokens[found.Start].Start, found.IsCertain))
            .FirstOrDefault();
    }

    /// <summary>The arguments of all calls of <c>createNew</c> of a base konnector; models have a function of that name too.</summary>
    private static IEnumerable<(TokenRange Arguments, bool IsCertain)> Calls(CodeStructure code, ModuleLinks links)
    {
        var tokens = code.Tokens;
        var all = new TokenRange(tokens, 0, tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens.Is(i, "createNew") || !tokens.IsDot(i - 1) || !IsBaseKonnector(code, links, i - 2))
                continue;
            if (tokens.Is(i + 1, "(") && tokens.Partner(i + 1) > 0)
                yield return (all with { Start = i + 2, End = tokens.Partner(i + 1) }, !IsFactory(code, links, i - 2));
            else if (tokens.IsCoffeeScript)
                yield return (Statement.Value(all, i + 1), !IsFactory(code, links, i - 2));
        }
    }

    /// <summary>Whether the receiver of a call is known by the name of a factory alone, which others use too.</summary>
    private static bool IsFactory(CodeStructure code, ModuleLinks links, int receiver) =>
        code.Tokens.IsName(receiver)
        && code.Tokens.Word(receiver).Contains(Factory, StringComparison.OrdinalIgnoreCase)
        && !((code.Resolve(receiver) ?? code.Undeclared.GetValueOrDefault(code.Tokens.Word(receiver))) is { } binding && links.Imports.ContainsKey(binding));

    private const string Factory = "factory";

    private static bool IsBaseKonnector(CodeStructure code, ModuleLinks links, int receiver)
    {
        var tokens = code.Tokens;
        if (tokens.Is(receiver, ")"))
            return tokens.Partner(receiver) is > 0 and var opening && tokens.IsText(opening + 1) && IsBaseModule(tokens.Word(opening + 1));
        if (!tokens.IsName(receiver))
            return false;

        var name = tokens.Word(receiver);
        var binding = code.Resolve(receiver) ?? code.Undeclared.GetValueOrDefault(name);
        return binding is not null && links.Imports.TryGetValue(binding, out var import)
            ? IsBaseModule(import.Name == ModuleLinks.Whole ? import.Specifier : import.Name)
            : IsBaseName(name);
    }

    private static bool IsBaseModule(string module)
    {
        var name = module[(module.LastIndexOf('/') + 1)..];
        return name.StartsWith("base", StringComparison.OrdinalIgnoreCase) && name.Contains("konnector", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsBaseName(string name) =>
        !name.Contains("model", StringComparison.OrdinalIgnoreCase)
        && (name.StartsWith("base", StringComparison.OrdinalIgnoreCase)
            || name.Contains("konnector", StringComparison.OrdinalIgnoreCase)
            || name.Contains("connector", StringComparison.OrdinalIgnoreCase)
            || name.Contains(Factory, StringComparison.OrdinalIgnoreCase));

    private static CodeObject? ReadCall(CodeReader reader, TokenRange arguments)
    {
        var isObject = arguments.BeginsWithKey || arguments.Inside("{") is not null;
        List<TokenRange> all = isObject ? [arguments] : [.. arguments.BetweenCommas()];
        if (all.Count == 1)
            return reader.Value(all[0]) as CodeObject;
        return all.Count >= 3
            ? new CodeObject([.. all.Zip(Arguments).Where(pair => pair.Second is not null).Select(pair => (pair.Second!, reader.Value(pair.First)))])
            : null;
    }

    /// <summary>The values that are given to <c>module.exports</c>.</summary>
    private static IEnumerable<TokenRange> Exports(TokenRange all)
    {
        var tokens = all.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, "module") && tokens.IsDot(i + 1) && tokens.Is(i + 2, "exports") && tokens.Is(i + 3, "="))
                yield return Statement.Value(all, i + 4);
        }
    }

    private static bool IsKonnector(CodeObject members) =>
        members["name"] is not null && (members["fields"] is CodeObject || Signs.Count(key => members[key] is not null) > 1);
}

/// <summary>A konnector that is declared in code.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Position">Where the declaration begins.</param>
/// <param name="Declaration">What it says.</param>
public sealed record DeclaredKonnector(string Path, LinePosition Position, KonnectorDeclaration Declaration);
