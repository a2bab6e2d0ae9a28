using System.Text;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Rules;
using Newtonsoft.Json.Linq;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Plans;

/// <summary>What holds for every manifest, whatever is in it (spec: mapping, "Editing").</summary>
public sealed class PlanLaws
{
    private static readonly ManifestOrigin Origin = new("git.example.org/a/b", "manifest.konnector");

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 1000)]
    public void Nothing_but_a_finding_of_a_rule_blocks_a_manifest(ManifestText manifest) =>
        HoldsNoFailedCheck(Plan(manifest.Text, DefaultMappings.Value));

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 1000)]
    public void Some_of_the_rules_are_as_safe_as_all_of_them(ManifestText manifest, RuleChoice choice) =>
        HoldsNoFailedCheck(Plan(manifest.Text, Chosen(choice)));

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 1000)]
    public void Readers_never_see_what_the_rules_are_not_there_for(ManifestText manifest) =>
        Assert.That(Plan(manifest.Text, DefaultMappings.Value).Result.Effective, Is.Not.EqualTo(EffectiveChange.Unexpected));

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 500)]
    public void Planning_what_was_planned_changes_nothing(ManifestText manifest, RuleChoice choice)
    {
        var mappings = Chosen(choice);
        var planned = Plan(manifest.Text, mappings).PlannedBytes;

        if (planned is not null)
            Assert.That(Migrator.Plan(planned, Origin, mappings).Result.Changes, Is.Empty);
    }

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 1000)]
    public void A_catalogue_whatever_is_in_it_is_as_safe_as_none(ManifestText manifest, ManifestText entry)
    {
        var origin = Supplied(entry);
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(manifest.Text), origin, DefaultMappings.Value);

        HoldsNoFailedCheck(plan);
        if (plan.PlannedBytes is { } planned)
            Assert.That(Migrator.Plan(planned, origin, DefaultMappings.Value).Result.Changes, Is.Empty);
    }

    /// <summary>But for a description whose language only the locales tell: where the catalogue brings the only one, it goes there.</summary>
    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 500)]
    public void What_a_manifest_says_at_its_top_is_said_by_the_result_of_a_catalogue_too(ManifestText manifest, ManifestText entry)
    {
        var without = JObject.Parse(After(manifest));
        var with = Migrator.Plan(Encoding.UTF8.GetBytes(manifest.Text), Supplied(entry), DefaultMappings.Value).PlannedBytes is { } planned ? JObject.Parse(Encoding.UTF8.GetString(planned)) : without;

        Assert.That(without.Properties().Where(property => property.Name is not ("locales" or "description") && !JToken.DeepEquals(property.Value, with[property.Name])), Is.Empty);
    }

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 500)]
    public void What_no_rule_names_comes_out_as_it_was_written(ManifestText manifest) => Assert.That(After(manifest), Does.Contain(ManifestTexts.Marker));

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 1000)]
    public void A_manifest_means_the_same_outside_the_changes_that_are_told(ManifestText manifest)
    {
        var before = JObject.Parse(manifest.Text);
        var after = JObject.Parse(After(manifest));
        foreach (var pointer in Plan(manifest.Text, DefaultMappings.Value).Result.Changes.SelectMany(change => new[] { change.PointerBefore, change.PointerAfter }))
        {
            Remove(before, pointer);
            Remove(after, pointer);
        }

        Assert.That(JToken.DeepEquals(before, after), $"{before}\n{after}");
    }

    private static ManifestPlan Plan(string text, Mappings mappings) => Migrator.Plan(Encoding.UTF8.GetBytes(text), Origin, mappings);

    /// <summary>What an entry of a catalogue supplies that says all that a manifest says.</summary>
    private static ManifestOrigin Supplied(ManifestText entry)
    {
        var members = JObject.Parse(entry.Text);
        members["slug"] = "b";
        members.Remove("source");
        var catalogue = KonnectorCatalogue.Parse(Encoding.UTF8.GetBytes(members.ToString()), "catalogue.json");
        return Origin with { Supplement = new CatalogueSupplements(catalogue, [], DefaultMappings.Value, []).Find(Origin.Repository!, "", manifests: 1).Manifest };
    }

    private static string After(ManifestText manifest) =>
        Plan(manifest.Text, DefaultMappings.Value).PlannedBytes is { } planned ? Encoding.UTF8.GetString(planned) : manifest.Text;

    /// <summary>Some of the rules. Who takes the folder field away without the rule that keeps the folder is blocked, and is meant to be.</summary>
    private static Mappings Chosen(RuleChoice choice)
    {
        var chosen = DefaultMappings.Value.Rules.Where((_, index) => choice.Has(index)).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        if (chosen.Contains("folder-path"))
            chosen.Add("folders");
        return DefaultMappings.Only(chosen);
    }

    private static void HoldsNoFailedCheck(ManifestPlan plan) => Assert.Multiple(() =>
    {
        Assert.That(plan.Result.Status, Is.Not.EqualTo(ManifestStatus.Unreadable));
        Assert.That(plan.Result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule), Has.All.EqualTo("uuid"), string.Join('\n', plan.Result.Findings));
    });

    /// <summary>Takes out what a pointer names; of an item its whole array, because the other items move.</summary>
    private static void Remove(JObject manifest, string pointer)
    {
        JToken? token = manifest;
        foreach (var name in ManifestMigrator.Json.JsonPointer.Split(pointer))
        {
            if (token is JArray)
                break;
            token = (token as JObject)?[name];
        }
        if (token is not null && token != manifest)
            token.Parent!.Remove();
    }
}
