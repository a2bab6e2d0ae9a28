using System.Text.RegularExpressions;

namespace ManifestMigrator.Tests.House;

public sealed partial class LayerTest
{
    /// <summary>Each folder of the core and the folders it may name.</summary>
    private static readonly Dictionary<string, string[]> Layers = new(StringComparer.Ordinal)
    {
        ["Text"] = ["Json"],
        ["Json"] = ["Text"],
        ["Sources"] = [],
        ["Manifest"] = ["Json", "Text"],
        ["SourceCode"] = ["Json", "Manifest", "Text"],
        ["Catalogue"] = ["Json", "Sources", "SourceCode", "Text"],
        ["Rules"] = ["Json", "Manifest", "Sources", "Text"],
        ["Readers"] = ["Json", "Manifest"],
        ["Plans"] = ["Json", "Manifest", "Rules", "Readers", "Text", "Catalogue", "SourceCode", "Sources"],
        ["Reports"] = ["Json", "Manifest", "Readers", "Plans", "Text", "SourceCode", "Rules"],
    };

    private static IEnumerable<string> Folders => Layers.Keys;

    [TestCaseSource(nameof(Folders))]
    public void A_layer_names_only_layers_below_it(string layer)
    {
        var named = Sources(layer).SelectMany(source => Named().Matches(source).Select(match => match.Groups["layer"].Value)).Distinct(StringComparer.Ordinal);

        Assert.That(named.Where(name => name != layer), Is.SubsetOf(Layers[layer]));
    }

    [TestCaseSource(nameof(Folders))]
    public void The_core_touches_no_disk_no_network_no_process_no_clock_and_no_console(string layer)
    {
        var touching = Sources(layer).SelectMany(source => Effect().Matches(source).Select(match => match.Value));

        Assert.That(touching, Is.Empty);
    }

    [Test]
    public void Every_folder_of_the_core_is_a_layer()
    {
        var folders = Directory.EnumerateDirectories(Core).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));

        Assert.That(folders, Is.EquivalentTo(Layers.Keys));
    }

    private static string Core => Path.Combine(Repository.Root, "src", "ManifestMigrator.Core");

    private static IEnumerable<string> Sources(string layer) =>
        Directory.EnumerateFiles(Path.Combine(Core, layer), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex(@"\bManifestMigrator\.(?<layer>Json|SourceCode|Text|Sources|Catalogue|Manifest|Rules|Readers|Plans|Reports)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(Console|File|Directory|Process|Environment|Socket|HttpClient)\.\w+|\bDateTime(Offset)?\.(Utc)?Now\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Effect();
}
