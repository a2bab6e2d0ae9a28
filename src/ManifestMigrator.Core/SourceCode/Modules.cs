using ManifestMigrator.Json;

namespace ManifestMigrator.SourceCode;

/// <summary>The closed list of shared modules: what is not in it is a konnector's own.</summary>
internal static class ModuleList
{
    public const string Libs = "cozy-konnector-libs";

    public static readonly IReadOnlyList<Module> All = Read();

    private static readonly Dictionary<string, Module> ByPath = By(module => module.Paths);
    private static readonly Dictionary<string, Module> BySpecifier = By(module => module.Specifiers);
    private static readonly ILookup<string, Module> ByExport = All
        .SelectMany(module => module.Exports.Select(export => new NamedModule(export, module)))
        .ToLookup(named => named.Name, named => named.Module, StringComparer.Ordinal);

    /// <summary>The module whose copy stands at a path from the root of a repository.</summary>
    public static Module? AtPath(string path) => Find(ByPath, path);

    /// <summary>The package, or the file of one, that a specifier names.</summary>
    public static Module? FindPackage(string specifier) => Find(BySpecifier, specifier);

    /// <summary>
    /// What cozy-konnector-libs exports under a name: <c>saveBills</c>, <c>models.bill</c>, or for <c>errors.X</c> what it exports as
    /// <c>errors</c>.
    /// </summary>
    /// <param name="name">One or two names, joined by a dot.</param>
    /// <param name="versions">Decide between two modules that were exported under one name; where they do not, the younger is taken.</param>
    public static Module? Exported(string name, LibsVersions? versions)
    {
        if (ByExport.Contains(name))
            return ByExport[name].LastOrDefault(module => module.IsExportedBy(versions)) ?? ByExport[name].Last();

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : Exported(name[..dot], versions);
    }

    /// <summary>Whether a name stood for something else before the class came.</summary>
    public static bool IsAmbiguous(string name) => ByExport[name].Skip(1).Any();

    private static Module? Find(Dictionary<string, Module> modules, string name)
    {
        if (modules.TryGetValue(name, out var exact))
            return exact;

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && name[0] == '@')
            slash = name.IndexOf('/', slash + 1);
        return slash > 0 ? modules.GetValueOrDefault($"{name[..slash]}/*") : null;
    }

    private static Dictionary<string, Module> By(Func<Module, IEnumerable<string>> names)
    {
        var modules = new Dictionary<string, Module>(StringComparer.Ordinal);
        foreach (var module in All)
        {
            foreach (var name in names(module))
                modules.Add(name, module);
        }
        return modules;
    }

    private static List<Module> Read()
    {
        using var reader = new StreamReader(typeof(ModuleList).Assembly.GetManifestResourceStream("modules.json")!);
        var file = (ObjectNode)SyntaxTree.Parse(reader.ReadToEnd()).Root!;
        return [.. ((ArrayNode)file["modules"]!).Items.Cast<ObjectNode>().Select(Module.Read)];
    }

    private sealed record NamedModule(string Name, Module Module);
}

/// <summary>A shared module of konnectors; an entry of <c>modules.json</c>.</summary>
internal sealed record Module
{
    public required string Id { get; init; }

    public required ReferenceKind Kind { get; init; }

    public required string Replacement { get; init; }

    public required string Hint { get; init; }

    /// <summary>Where a copy of it stands, from the root of a repository, without a suffix; <c>/*</c> at the end stands for everything below.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Names by which a package, or a file of one, is imported; <c>/*</c> as above.</summary>
    public IReadOnlyList<string> Specifiers { get; init; } = [];

    /// <summary>Names under which cozy-konnector-libs exports it.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];

    /// <summary>The first version of cozy-konnector-libs that exports it; <see langword="null"/> for all.</summary>
    public LibsVersion? Since { get; init; }

    /// <summary>The first version of cozy-konnector-libs that no longer exports it; <see langword="null"/> for none.</summary>
    public LibsVersion? Before { get; init; }

    /// <summary>
    /// The doctypes for which a konnector that uses it needs a permission, each perhaps with the verbs: <c>io.cozy.accounts GET,PUT</c>.
    /// </summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Reads an entry of the list.</summary>
    public static Module Read(ObjectNode entry)
    {
        return new Module
        {
            Id = Text("id")!,
            Kind = (ReferenceKind)Enum.Parse(typeof(ReferenceKind), Text("kind")!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            Replacement = Text("replacement")!,
            Hint = Text("hint")!,
            Paths = Texts("paths"),
            Specifiers = Texts("specifiers"),
            Exports = Texts("exports"),
            Since = Version("since"),
            Before = Version("before"),
            Permissions = Texts("permissions"),
        };

        string? Text(string key) => entry[key]?.AsString();
        List<string> Texts(string key) => [.. ((entry[key] as ArrayNode)?.Items ?? []).Select(item => item.AsString()!)];
        LibsVersion? Version(string key) => Text(key) is { } text ? LibsVersions.Parse(text, "modules.json")!.Ranges[0].First : null;
    }

    /// <summary>Whether one of the versions exports it; one that is not known does.</summary>
    public bool IsExportedBy(LibsVersions? versions) => versions is null || !(IsAfter(versions) || IsBefore(versions));

    /// <summary>Whether it came after all of the versions.</summary>
    public bool IsAfter(LibsVersions versions) => Since is not null && versions.AreBefore(Since);

    /// <summary>Whether it went before any of the versions.</summary>
    public bool IsBefore(LibsVersions versions) => Before is not null && versions.AreFrom(Before);
}
