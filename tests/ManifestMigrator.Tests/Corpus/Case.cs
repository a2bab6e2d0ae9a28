using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;
using ManifestMigrator.Tests.Rules;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Corpus;

/// <summary>One folder of <c>corpus/cases</c>.</summary>
internal sealed record Case(string Name)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "corpus", "cases");

    /// <summary>The names of all cases, in their order.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public byte[] Before => Read("before.konnector");

    public byte[] After => Read("after.konnector");

    /// <summary>Severity, code and pointer of each expected finding.</summary>
    public string[] Findings => [.. File.ReadLines(Path.Combine(Folder, Name, "findings.txt")).Select(line => line.TrimEnd())];

    /// <summary>The rule the case is an example of; empty for none.</summary>
    public string Rule => Text("rule");

    /// <summary>Whether it is planned with <c>--repair</c>.</summary>
    public bool Repairs => (bool?)Description["repair"] ?? false;

    public string Status => Text("status");

    /// <summary>Impact and form; of a file that cannot be read neither is known.</summary>
    public (string Impact, string Form)? Meaning => Status == "unreadable" ? null : (Text("impact"), Text("form"));

    /// <summary>What readers see afterwards; <see langword="null"/> where the case is not about it.</summary>
    public string? Effective => (string?)Description["effective"];

    public ManifestOrigin Origin => new((string?)Description["repository"], (string?)Description["path"] ?? "manifest.konnector") { Supplement = Supplement };

    /// <summary>What the case's catalogue supplies.</summary>
    private ObjectNode? Supplement => Has("catalogue.json")
        ? new CatalogueSupplements(KonnectorCatalogue.Parse(Read("catalogue.json"), "catalogue.json"), [.. Texts()], DefaultMappings.Value, [])
            .Find((string)Description["repository"]!, "", manifests: 1).Manifest
        : null;

    private JObject Description => JObject.Parse(File.ReadAllText(Path.Combine(Folder, Name, "case.json")));

    private string Text(string key) => (string?)Description[key] ?? throw new InvalidDataException($"case.json of {Name} has no '{key}'.");

    private IEnumerable<CatalogueTexts> Texts() =>
        new[] { "en", "fr" }.Where(language => Has($"locales-{language}.json")).Select(language => CatalogueTexts.Parse(language, Read($"locales-{language}.json"), language));

    private bool Has(string file) => File.Exists(Path.Combine(Folder, Name, file));

    private byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, Name, file));
}
