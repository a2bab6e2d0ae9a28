using System.Collections.Frozen;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace ManifestMigrator.SourceCode;

/// <summary>The closed list of shared modules: what is not in it is a konnector's own.</summary>
internal static class ModuleList
{
    public const string Libs = "cozy-konnector-libs";

    private static readonly JsonSerializerSettings Shape = new()
    {
        MissingMemberHandling = MissingMemberHandling.Error,
        Converters = { new StringEnumConverter(new KebabCaseNamingStrategy(), allowIntegerValues: false), new VersionConverter() },
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

    /// <summary>
    /// What cozy-konnector-libs exports under a name: <c>saveBills</c>, <c>models.bill</c>, or for <c>errors.X</c> what it exports as
    /// <c>errors</c>.
    /// </summary>
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

    private sealed class VersionConverter : JsonConverter<LibsVersion>
    {
        public override LibsVersion? ReadJson(JsonReader reader, Type objectType, LibsVersion? existingValue, bool hasExistingValue,
            JsonSerializer serializer) =>
            reader.Value is string text ? LibsVersion.Parse(text) : null;

        public override void WriteJson(JsonWriter writer, LibsVersion? value, JsonSerializer serializer) => writer.WriteValue(value?.ToString());
    }
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

    /// <summary>Whether a version exports it; one that is not known does.</summary>
    public bool IsExportedBy(LibsVersion? version) => version is null || !(IsBeforeFirst(version) || IsAfterLast(version));

    public bool IsBeforeFirst(LibsVersion version) => Since is not null && version.IsBefore(Since);

    public bool IsAfterLast(LibsVersion version) => Before is not null && !version.IsBefore(Before);
}

/// <summary>A version of cozy-konnector-libs.</summary>
internal sealed record LibsVersion(int Major, int Minor, int Patch)
{
    /// <summary>The first version whose konnectors are run by a class, which fills their fields.</summary>
    public static readonly LibsVersion BaseKonnector = new(3, 0, 0);

    /// <summary>The first version that prefers the folder of the trigger to one that an account remembers.</summary>
    public static readonly LibsVersion FolderOfTrigger = new(4, 11, 0);

    /// <summary>
    /// The lowest version that a requirement of <c>package.json</c> admits, as far as its first number tells; <see langword="null"/> when
    /// there is none.
    /// </summary>
    /// <param name="requirement">Such as <c>^4.32.1</c>, <c>3.x</c>, <c>>=2.4 &lt;3</c> or <c>github:cozy/cozy-konnector-libs#v4.1.0</c>.</param>
    public static LibsVersion? Parse(string requirement)
    {
        var text = requirement.AsSpan(requirement.LastIndexOf('#') + 1);
        text = (text.StartsWith("semver:") ? text["semver:".Length..] : text).TrimStart("^~=>v ");
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]))
            return null;

        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < numbers.Length && TakeNumber(ref text, out numbers[i]); i++)
        {
            if (text is not ['.', ..])
                break;
            text = text[1..];
        }
        return new LibsVersion(numbers[0], numbers[1], numbers[2]);
    }

    public bool IsBefore(LibsVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static bool TakeNumber(ref ReadOnlySpan<char> text, out int number)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        var isNumber = int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        text = text[length..];
        return isNumber;
    }
}
