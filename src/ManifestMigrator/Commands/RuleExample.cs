using ManifestMigrator.Catalogue;
using ManifestMigrator.Disk;
using ManifestMigrator.Json;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Commands;

/// <summary>What a rule does to a manifest of the corpus.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Hunks">Unified diff.</param>
internal sealed record RuleExample(string Case, string Hunks)
{
    /// <summary>The first case that was written for a rule and in which it changes something; <see langword="null"/> when there is none.</summary>
    public static RuleExample? Find(Rule rule, Mappings mappings) =>
        BuiltIn.FilesBelow("corpus/cases")
            .Where(name => name.EndsWith("/case.json", StringComparison.Ordinal))
            .Select(name => Find(name[..name.LastIndexOf('/')], rule, mappings))
            .FirstOrDefault(example => example is not null);

    private static RuleExample? Find(string folder, Rule rule, Mappings mappings)
    {
        var description = JObject.Parse(System.Text.Encoding.UTF8.GetString(BuiltIn.Read($"{folder}/case.json")));
        if ((string?)description["rule"] != rule.Id)
            return null;

        var repository = (string?)description["repository"];
        var origin = new ManifestOrigin(repository, (string?)description["path"] ?? "manifest.konnector") { Supplement = Supplement(folder, repository ?? "", mappings) };
        var result = Migrator.Plan(BuiltIn.Read($"{folder}/before.konnector"), origin, mappings).Result;
        return result.Changes.Any(change => change.Rule == rule.Id) ? new RuleExample(folder[(folder.LastIndexOf('/') + 1)..], result.Hunks) : null;
    }

    private static ObjectNode? Supplement(string folder, string repository, Mappings mappings)
    {
        if (!BuiltIn.FilesBelow(folder).Contains($"{folder}/catalogue.json", StringComparer.Ordinal))
            return null;
        var catalogue = KonnectorCatalogue.Parse(BuiltIn.Read($"{folder}/catalogue.json"), "catalogue.json");
        return new CatalogueSupplements(catalogue, [], mappings, []).Find(repository, "", manifests: 1).Manifest;
    }
}
