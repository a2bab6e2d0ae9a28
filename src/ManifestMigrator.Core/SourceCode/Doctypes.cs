using System.Text.RegularExpressions;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode;

/// <summary>
/// The doctypes that code stores and reads, itself or through a library, for which the manifest asks no permission, or which it does not
/// list.
/// </summary>
internal static partial class Doctypes
{
    private const string Files = "io.cozy.files";
    private const string CozyDoctypes = "io.cozy.";
    private const string Read = "GET";
    private const string Create = "POST";
    private const string Update = "PUT";
    private const string Delete = "DELETE";
    private const string All = "ALL";

    /// <summary>What a function does with the doctype that it is given.</summary>
    private static readonly Dictionary<string, string[]> Verbs = new(StringComparer.Ordinal)
    {
        ["addData"] = [Create],
        ["saveData"] = [Create],
        ["updateOrCreate"] = [Read, Create, Update],
        ["hydrateAndFilter"] = [Read],
        ["filterData"] = [Read],
        ["linkBankOperations"] = [],
        ["create"] = [Create],
        ["save"] = [Create],
        ["saveAll"] = [Create],
        ["update"] = [Update],
        ["updateAll"] = [Update],
        ["updateAttributes"] = [Update],
        ["delete"] = [Delete],
        ["destroy"] = [Delete],
        ["deleteAll"] = [Delete],
        ["batchDelete"] = [Delete],
        ["batchUpdateAttributes"] = [Update],
        ["find"] = [Read],
        ["findAll"] = [Read],
        ["findOne"] = [Read],
        ["get"] = [Read],
        ["getAll"] = [Read],
        ["getById"] = [Read],
        ["fetchAll"] = [Read],
        ["all"] = [Read],
        ["query"] = [Read],
        ["queryAll"] = [Read],
        ["defineIndex"] = [Read],
        ["collection"] = [],
        ["Q"] = [],
        ["fetchJSON"] = [],
        ["registerModels"] = [],
    };

    public static IEnumerable<Finding> Findings(KonnectorCode konnector, SourceTree tree, ILookup<string, Reference> references)
    {
        var code = Code(konnector, tree);
        var uses = code.SelectMany(file => Uses(file, tree)).Concat(code.SelectMany(file => references[file.Path]).SelectMany(Uses)).ToList();
        var permitted = Permissions(konnector.Manifest["permissions"] as ObjectNode).ToList();
        var listed = Listed(konnector.Before);
        return
        [
            .. First(uses
                .Where(use => !permitted.Exists(permission => permission.Covers(use.Doctype))), use => SourceFindings.NotPermitted(use.Doctype, use.Function)),
            .. First(
                uses.Where(use => permitted.Exists(permission => permission.Covers(use.Doctype))
                    && use.Verbs.Any(verb => !permitted.Exists(permission => permission.Covers(use.Doctype) && permission.Allows(verb)))),
                use =>
                    SourceFindings.VerbNotPermitted(use.Doctype, use.Function,
                        use.Verbs.First(verb => !permitted.Exists(permission => permission.Covers(use.Doctype)
                            && permission.Allows(verb))))),
            .. First(uses.Where(use => use.IsStored && listed?.Contains(use.Doctype) == false), use => SourceFindings.NotListed(use.Doctype, use.Function)),
        ];
    }

    /// <summary>Whether code of the konnector stores files, whatever it does with the folder.</summary>
    public static bool StoresFiles(IEnumerable<CodeFile> code, SourceTree tree) => code.Any(file =>
        Enumerable.Range(0, file.Tokens.Count).Any(i => file.Tokens.IsName(i) && IsFileCall(file.Tokens, i))
            || Uses(file, tree).Any(use => use.Doctype == Files && !use.Verbs.SequenceEqual([Read])));

    private static readonly string[] FileCalls = ["saveFiles", "saveBills", "saveDataAndFile", "saveDateAndFile", "createDirectoryByPath",
        "createDirectory", "uploadFile", "createFile", "mkdirp", "createCozyPDFDocument"];

    private static bool IsFileCall(TokenList tokens, int name) =>
        tokens.IsAny(name, FileCalls)
            || (tokens.Is(name, "fetchJSON")
                && tokens.Is(name + 1, "(")
                && tokens.IsText(name + 2)
                && tokens.Word(name + 2) != Read
                && FilePath().IsMatch(tokens.Span(Math.Min(name + 4, tokens.Count - 1))))
            || (tokens.Is(name, "files")
                && tokens.IsDot(name + 1)
                && (tokens.Is(name + 2, "create") || tokens.Is(name + 2, "updateById") || tokens.Is(name + 2, "createDirectory")));

    /// <summary>The files in the package of the manifest that the konnector loads, and what they import of the repository.</summary>
    private static IReadOnlyList<CodeFile> Code(KonnectorCode konnector, SourceTree tree)
    {
        var package = tree.Package(konnector.Path)?.Folder;
        var own = konnector.Code.Where(file => tree.IsReachable(file.Path) && tree.Package(file.Path)?.Folder == package);
        return [.. tree.WithImports(own).Where(file => tree.IsOwn(file.Path))];
    }

    /// <summary>Each doctype once, at its first place.</summary>
    private static IEnumerable<Finding> First(IEnumerable<Use> uses, Func<Use, Finding> finding) => uses
        .DistinctBy(use => use.Doctype, StringComparer.Ordinal)
        .Select(use => finding(use) with { Path = use.Path, Line = use.Place.Line, Column = use.Place.Column });

    private static IEnumerable<Use> Uses(CodeFile file, SourceTree tree)
    {
        foreach (var call in file.Structure.Calls)
        {
            if (!file.Tokens.IsName(call.Callee))
                continue;

            var name = file.Tokens.Word(call.Callee);
            var isOwn = IsOwn(file, tree, call, name);
            foreach (var use in isOwn ? [] : LibraryUses(file, call, name))
                yield return use;
            var isOfStore = !isOwn && IsOfStore(file, call, name);
            if (!Verbs.TryGetValue(name, out var verbs) || (!isOfStore && file.Tokens.IsMember(call.Callee)))
                continue;
            foreach (var token in call.Arguments.SelectMany(argument => Texts(argument)))
            {
                if (Doctype(file, tree, token, name == "fetchJSON") is { } doctype
                    && ((isOfStore && !IsOfVariable(file.Tokens, call)) || doctype.StartsWith(CozyDoctypes, StringComparison.Ordinal)))
                    yield return new Use(doctype, verbs, file.Path, Place(file, token), verbs.Contains(Create));
            }
        }
    }

    /// <summary>Whether a call runs a function of the repository, whose body shows what it stores.</summary>
    private static bool IsOwn(CodeFile file, SourceTree tree, Call call, string name)
    {
        var tokens = file.Tokens;
        if (tokens.IsMember(call.Callee))
        {
            return (tokens.Is(call.Callee - 1, "@") || (tokens.Is(call.Callee - 2, "this") && !tokens.IsMember(call.Callee - 2)))
                && file.Structure.ClassAround(call.Callee) is { } @class
                && file.Structure.Functions.Exists(function => function.Class == @class && function.Member == name);
        }
        return file.Structure.Resolve(call.Callee) is { } binding
            && (binding.Function is not null
                || (binding.Value >= 0 && file.Structure.FunctionAt(binding.Value) is not null)
                || (file.Links.Imports.TryGetValue(binding, out var import) && tree.PathOf(file.Path, import.Specifier) is not null));
    }

    /// <summary>Functions with names that only store doctypes have.</summary>
    private static readonly HashSet<string> Certain = new(StringComparer.Ordinal)
    {
        "addData", "saveData", "updateOrCreate", "hydrateAndFilter", "filterData", "linkBankOperations", "Q", "fetchJSON", "batchDelete",
        "batchUpdateAttributes", "queryAll", "defineIndex", "registerModels", "updateAttributes", "collection",
    };

    private static readonly HashSet<string> Stores = new(StringComparer.Ordinal)
    {
        "cozyClient", "cozyclient", "client", "cozy", "data", "models", "cozydb", "stackClient", "store", "collection", "Q",
    };

    /// <summary>Whether a call of a name that much code uses is on something that stores documents.</summary>
    private static bool IsOfStore(CodeFile file, Call call, string name)
    {
        var tokens = file.Tokens;
        if (Certain.Contains(name))
            return true;
        if (!tokens.IsDot(call.Callee - 1))
            return tokens.Is(call.Callee - 1, "@");
        var owner = call.Callee - 2;
        if (tokens.Is(owner, "new") && tokens.IsDot(owner - 1))
            owner -= 2;
        if (tokens.IsName(owner))
            return Stores.Contains(tokens.Word(owner)) || tokens.Span(owner).EndsWith("Client", StringComparison.Ordinal);
        return tokens.Is(owner, ")") && file.Structure.CallAt(tokens.Partner(owner)) is { } made && tokens.IsName(made.Callee)
            && (Stores.Contains(tokens.Word(made.Callee)) || (Verbs.ContainsKey(tokens.Word(made.Callee)) && IsOfStore(file, made, tokens.Word(made.Callee))));
    }

    /// <summary>Whether a call is on a variable that is called like a part of a client and may be anything: <c>store.find(…)</c>.</summary>
    private static bool IsOfVariable(TokenList tokens, Call call) =>
        tokens.IsDot(call.Callee - 1) && tokens.IsAny(call.Callee - 2, Parts) && !tokens.IsMember(call.Callee - 2);

    private static readonly string[] Parts = ["store", "data", "models", "collection"];

    /// <summary>What functions of the library store, whatever they are given.</summary>
    private static IEnumerable<Use> LibraryUses(CodeFile file, Call call, string name)
    {
        if (name is not ("saveFiles" or "saveBills" or "saveIdentity"))
            yield break;
        foreach (var (doctype, _) in Needs(ModuleList.Exported(name, versions: null)!))
        {
            var isLink = doctype == "io.cozy.bank.operations";
            if (!isLink || !TurnsOff(file.Tokens, call, "linkBankOperations"))
                yield return new Use(doctype, isLink ? [] : [Create], file.Path, Place(file, call.Callee), IsStored: !isLink, name);
        }
    }

    private static bool TurnsOff(TokenList tokens, Call call, string option) =>
        Enumerable.Range(call.Callee, Math.Max(0, call.Last - call.Callee)).Any(i => tokens.Is(i, option)
            && tokens.Is(i + 1, ":")
            && tokens.Is(i + 2, "false"));

    /// <summary>What an imported module stores: models, and modules of the old server.</summary>
    private static IEnumerable<Use> Uses(Reference reference) =>
        from need in Needs(ModuleList.All.First(module => module.Id == reference.Module))
        where !reference.Module.StartsWith("libs:", StringComparison.Ordinal)
        select new Use(need.Doctype, need.Verbs, reference.Path, new LinePosition(reference.Line, reference.Column), IsStored: need.Verbs.Length == 0, reference.Specifier);

    private static IEnumerable<(string Doctype, string[] Verbs)> Needs(Module module) =>
        module.Permissions.Select(permission => permission.Split(' ')).Select(parts => (parts[0], parts.Length > 1 ? parts[1].Split(',') : []));

    /// <summary>The tokens of an argument that may be a doctype: the argument itself, or the member of an object that says what it is.</summary>
    private static IEnumerable<int> Texts(TokenRange value, bool isWhole = true)
    {
        if (value.Length <= 0)
            return [];
        if (value.Inside("{") is { } members)
            return members.BetweenCommas().SelectMany(member => Texts(member, isWhole: false));
        if (value.BeginsWithKey)
            return value.Tokens.IsAny(value.Start, TypeMembers) ? Texts(value with { Start = value.Start + 2 }) : [];
        return isWhole && (IsChain(value) || (value.Tokens.IsText(value.Start) && value.Tokens.Is(value.Start + 1, "+"))) ? [value.Start] : [];
    }

    private static readonly string[] TypeMembers = ["_type", "doctype", "doctypes"];

    private static bool IsChain(TokenRange value)
    {
        var tokens = value.Tokens;
        if (value.Length == 1 || tokens.IsKind(value.Start, TokenKind.TextStart))
            return true;
        for (var i = value.Start; i < value.End; i++)
        {
            if ((i - value.Start) % 2 == 0 ? !tokens.IsName(i) : !tokens.IsDot(i))
                return false;
        }
        return true;
    }

    private static string? Doctype(CodeFile file, SourceTree tree, int token, bool isPath)
    {
        var tokens = file.Tokens;
        if (isPath && (tokens.IsText(token) || tokens.IsKind(token, TokenKind.TextStart)))
        {
            var path = tokens.Span(token).ToString();
            if (!DataPathBefore().IsMatch(path))
                return DataPath().Match(path) is { Success: true } match && IsDoctype(match.Groups["doctype"].Value) ? match.Groups["doctype"].Value : null;
            var next = tokens.IsText(token) && tokens.Is(token + 1, "+") ? token + 2 : token + 1;
            return tokens.IsName(next) && Constants.Text(file, tree, next) is { } constant && IsDoctype(constant) ? constant : null;
        }
        return !tokens.Is(token + 1, "+") && Constants.Text(file, tree, token) is { } text && IsDoctype(text) ? text : null;
    }

    private static LinePosition Place(CodeFile file, int token) => file.Lines.Position(file.Tokens[token].Start);

    private static IEnumerable<Permission> Permissions(ObjectNode? permissions) =>
        from member in permissions?.Members ?? []
        let permission = member.Value as ObjectNode
        select new Permission(permission?["type"]?.AsString()
            ?? member.Key, (permission?["verbs"] as ArrayNode)?.Items.Select(item => item.AsString()).OfType<string>().ToList());

    private static bool IsDoctype(string text) => DoctypeName().IsMatch(text);

    /// <summary>What the manifest said before the migration that the konnector retrieves; <see langword="null"/> when it said nothing.</summary>
    private static HashSet<string>? Listed(ObjectNode? manifest) =>
        manifest?["doctypes"] is ArrayNode { Count: > 0 } doctypes ? [.. doctypes.Items.Select(item => item.AsString()).OfType<string>()] : null;

    /// <summary>A doctype of any owner: a domain name written backwards. File names do not count.</summary>
    [GeneratedRegex(
        @"^[a-z]{2,10}(\.[A-Za-z][A-Za-z0-9_-]*){2,6}(?<!\.(js|ts|json|html|pdf|xml|csv|txt|svg|png|jpg))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex DoctypeName();

    [GeneratedRegex("^['\"`]/?files/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FilePath();

    [GeneratedRegex("/data/(?<doctype>[^/?]+)/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataPath();

    /// <summary>A path whose doctype follows.</summary>
    [GeneratedRegex("/data/(['\"`]|\\$\\{)?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataPathBefore();

    /// <summary>A use of a doctype; of one that the code does not name, <c>Function</c> is the function or module that uses it.</summary>
    private sealed record Use(string Doctype, string[] Verbs, string Path, LinePosition Place, bool IsStored, string? Function = null);

    /// <param name="Type">A doctype; <c>.*</c> at its end is for all below.</param>
    /// <param name="Verbs">What is allowed; <see langword="null"/> for everything.</param>
    private sealed record Permission(string Type, List<string>? Verbs)
    {
        public bool Covers(string doctype) =>
            Type == doctype || (Type.EndsWith(".*", StringComparison.Ordinal) && doctype.StartsWith(Type[..^1], StringComparison.Ordinal));

        public bool Allows(string verb) =>
            Verbs is null
                || Verbs.Contains(verb, StringComparer.OrdinalIgnoreCase)
                || Verbs.Contains(All, StringComparer.OrdinalIgnoreCase)
                || (verb == Update && Verbs.Contains("PATCH", StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>Names that always stand for one text.</summary>
internal static class Constants
{
    private const int MaximumDepth = 6;

    /// <summary>
    /// The text at a token, or that of a constant: a name, a member of an object, one of another file; <see langword="null"/> for anything
    /// else.
    /// </summary>
    public static string? Text(CodeFile file, SourceTree tree, int token, int depth = 0)
    {
        var tokens = file.Tokens;
        if (tokens.IsText(token))
            return tokens.Word(token);
        if (!tokens.IsName(token)
            || depth > MaximumDepth
            || file.Structure.BindingAt(token) is not { } binding)
            return null;

        var member = tokens.IsDot(token + 1) && tokens.IsName(token + 2) ? tokens.Word(token + 2) : null;
        if (file.Links.Imports.TryGetValue(binding, out var import))
        {
            if (tree.Imported(file.Path, import.Specifier) is not { } target)
                return null;
            if (import.Name != ModuleLinks.Whole)
                return target.Links.Exports.TryGetValue(import.Name, out var named) ? Value(target, tree, named, member, depth + 1) : null;
            if (member is not null && target.Links.Exports.TryGetValue(member, out var exported))
                return Value(target, tree, exported, null, depth + 1);
            return target.Links.Exports.TryGetValue(ModuleLinks.Whole, out var whole) ? Value(target, tree, whole, member, depth + 1) : null;
        }
        return binding is { Assignments.Count: 1, ParameterOf: null, Value: >= 0 } ? Value(file, tree, binding.Value, member, depth + 1) : null;
    }

    private static string? Value(CodeFile file, SourceTree tree, int start, string? member, int depth)
    {
        if (depth > MaximumDepth)
            return null;
        if (member is null)
            return file.Tokens.IsName(start) || file.Structure.Layout.ExpressionEnd(start) == start + 1 ? Text(file, tree, start, depth) : null;
        if (file.Tokens.IsName(start)
            && file.Structure.Resolve(start) is { Value: >= 0 } other
            && !file.Tokens.IsDot(start + 1)
            && other.Value != start)
            return Value(file, tree, other.Value, member, depth + 1);
        foreach (var (name, value) in ObjectMembers.Read(file.Structure, start))
        {
            if (name == member)
                return Value(file, tree, value, null, depth + 1);
        }
        return null;
    }
}
