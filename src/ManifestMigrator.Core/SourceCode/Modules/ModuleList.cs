using System.Collections.Frozen;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace ManifestMigrator.SourceCode.Modules;

/// <summary>The closed list of shared modules: what is not in it is a konnector's own.</summary>
internal static class ModuleList
{
    public const string Libs = "cozy-konnector-libs";

    private static readonly JsonSerializerSettings Shape = new()
    {
        MissingMemberHandling = MissingMemberHandling.Error,
        Converters = { new StringEnumConverter(new KebabCaseNamingStrategy(), allowIntegerValues: false) },
    };

    public static readonly IReadOnlyList<Module> All = Read();

    private static readonly FrozenDictionary<string, Module> ByPath = By(module => module.Paths);
    private static readonly FrozenDictionary<string, Module> BySpecifier = By(module => module.Specifiers);
    private static readonly FrozenDictionary<string, Module[]> ByExport = All
        .SelectMany(module => module.Exports, (module, export) => (module, export))
        .GroupBy(pair => pair.export, pair => pair.module, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The module whose copy stands at a path from the root of a repository.</summary>
    public static Module? AtPath(string path) => Find(ByPath, path);

    /// <summary>The package, or the file of one, that a specifier names.</summary>
    public static Module? FindPackage(string specifier) => Find(BySpecifier, specifier);

    /// <summary>What cozy-konnector-libs exports under a name: <c>saveBills</c>, <c>models.bill</c>, or for <c>errors.X</c> what it exports as <c>errors</c>.</summary>
    /// <param name="name">One or two names, joined by a dot.</param>
    /// <param name="version">Decides between two modules that were exported under one name; where it is not known, the younger is taken.</param>
    public static Module? Exported(string name, LibsVersion? version)
    {
        if (ByExport.TryGetValue(name, out var modules))
            return modules.LastOrDefault(module => module.IsExportedBy(version)) ?? modules[^1];

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : Exported(name[..dot], version);
    }

    /// <summary>Whether a name stood for something else before the class came.</summary>
    public static bool IsAmbiguous(string name) => ByExport.TryGetValue(name, out var modules) && modules.Length > 1;

    private static Module? Find(FrozenDictionary<string, Module> modules, string name)
    {
        if (modules.TryGetValue(name, out var exact))
            return exact;

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && name[0] == '@')
            slash = name.IndexOf('/', slash + 1);
        return slash > 0 ? modules.GetValueOrDefault($"{name[..slash]}/*") : null;
    }

    private static FrozenDictionary<string, Module> By(Func<Module, IEnumerable<string>> names) => All
        .SelectMany(names, (module, name) => (module, name))
        .ToFrozenDictionary(pair => pair.name, pair => pair.module, StringComparer.Ordinal);

    private static IReadOnlyList<Module> Read()
    {
        using var reader = new StreamReader(typeof(ModuleList).Assembly.GetManifestResourceStream("modules.json")!);
        return JsonConvert.DeserializeObject<ModuleFile>(reader.ReadToEnd(), Shape)!.Modules;
    }

    private sealed record ModuleFile(IReadOnlyList<Module> Modules);
}
