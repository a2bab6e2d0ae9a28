using System.Text;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Plans;

public sealed class CatalogueSupplementsTests
{
    [Test]
    public void Editor_icon_and_source_are_never_taken_and_the_slug_neither()
    {
        const string entry = """{"slug": "a", "editor": "E", "icon": "i.svg", "source": "registry://a/stable", "name": "A"}""";

        Assert.That(Planned(entry, """{"b": 1}"""), Is.EqualTo("""{"b": 1, "name": "A"}"""));
    }

    [TestCase("""{"vendor_link": "mine"}""")]
    [TestCase("""{"vendor_link": ""}""")]
    [TestCase("""{"vendor_link": null}""")]
    public void What_the_manifest_says_stays(string manifest) =>
        Assert.That(Planned("""{"slug": "a", "vendorLink": "theirs"}""", manifest), Is.EqualTo(manifest));

    [Test]
    public void An_older_name_that_was_not_understood_is_no_gap()
    {
        const string manifest = """{"category": {"first": "energy"}}""";

        Assert.That(Planned("""{"slug": "a", "categories": ["isp"]}""", manifest), Is.EqualTo(manifest));
    }

    [TestCase("""{"login": {}, "password": {}}""", false)]
    [TestCase("{}", false)]
    [TestCase("""{"access_token": {"type": "hidden"}}""", true)]
    public void Only_a_form_with_the_catalogue_s_fields_becomes_one_of_OAuth(string fields, bool isOAuth)
    {
        var planned = Planned("""{"slug": "a", "oauth": true, "oauth_scope": "s", "fields": {"access_token": {"type": "hidden"}}}""", $$"""{"fields": {{fields}}}""");

        Assert.That(planned.Contains("oauth", StringComparison.Ordinal), Is.EqualTo(isOAuth));
    }

    [Test]
    public void A_folder_comes_with_the_form_and_never_without_it()
    {
        const string entry = """{"slug": "a", "fields": {"login": {"type": "text"}, "advancedFields": {"folderPath": {"advanced": true}}}}""";

        Assert.Multiple(() =>
        {
            Assert.That(Planned(entry, "{}"), Does.Contain("defaultDir").And.Contain("io.cozy.files"));
            Assert.That(Planned(entry, """{"fields": {"login": {"type": "text"}}}"""), Is.EqualTo("""{"fields": {"login": {"type": "text"}}}"""));
        });
    }

    [Test]
    public void A_value_that_version_2_does_not_allow_is_not_supplied_and_that_is_said()
    {
        var supplement = Supplement("""{"slug": "a", "dataType": ["bill", "blil"], "vendorLink": "https://a.example"}""");

        Assert.Multiple(() =>
        {
            Assert.That(Planned(supplement, """{"b": 1}"""), Is.EqualTo("""{"b": 1, "vendor_link": "https://a.example"}"""));
            Assert.That(supplement.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "catalogue-value" }));
        });
    }

    [Test]
    public void A_rule_that_is_switched_off_supplies_nothing()
    {
        var mappings = DefaultMappings.Only("vendor-link");
        var supplements = new CatalogueSupplements(Catalogue("""{"slug": "a", "vendorLink": "https://a.example"}"""), [], mappings, []);
        var origin = new ManifestOrigin("h/o/a", "manifest.konnector") { Supplement = supplements.Find("h/o/a", "h/o/a", manifests: 1).Manifest };

        Assert.That(Migrator.Plan("{}"u8, origin, mappings).Result.Status, Is.EqualTo(ManifestStatus.Current));
    }

    [TestCase("""[{"slug": "a"}, {"slug": "a2", "source": "git://h.example/o/a.git"}]""", 1, "catalogue-several-entries")]
    [TestCase("""[{"slug": "a"}]""", 2, "catalogue-several-manifests")]
    [TestCase("""[{"slug": "twin"}]""", 1, "")]
    public void Where_it_is_not_sure_what_is_meant_nothing_is_supplied(string catalogue, int manifests, string code)
    {
        var supplement = new CatalogueSupplements(Catalogue(catalogue), [], DefaultMappings.Value, []).Find("h.example/o/a", "", manifests);

        Assert.That((supplement.Manifest, string.Join(' ', supplement.Findings.Select(finding => finding.Code))), Is.EqualTo(((object?)null, code)));
    }

    [Test]
    public void Two_repositories_of_one_name_are_not_told_apart_by_a_name()
    {
        var supplements = new CatalogueSupplements(Catalogue("""{"slug": "a"}"""), [], DefaultMappings.Value, ["h/one/a", "h/two/cozy-konnector-a", "local/x/a"]);

        Assert.Multiple(() =>
        {
            Assert.That(supplements.Find("h/one/a", "h/one/a", 1).Findings.Single().Message, Does.EndWith(": h/one/a, h/two/cozy-konnector-a, local/x/a."));
            Assert.That(new CatalogueSupplements(Catalogue("""{"slug": "a"}"""), [], DefaultMappings.Value, ["local/x/a"]).Find("h/one/a", "local/x/a", 1).Manifest, Is.Not.Null);
        });
    }

    [TestCase("""{"locales": []}""")]
    [TestCase("""{"locales": {"en": [], "fr": {"messages": []}}}""")]
    public void Locales_of_another_shape_stay(string manifest)
    {
        var planned = Planned("""{"slug": "a", "hasDescriptions": {"service": true}}""", manifest, """{"connector": {"a": {"description": {"service": "What"}}}}""");

        Assert.That(planned, Does.StartWith(manifest[..^1]).And.Contain("service"));
    }

    private static string Planned(string entry, string manifest, string? texts = null) => Planned(Supplement(entry, texts), manifest);

    /// <summary>By the rule alone; and a second time nothing changes.</summary>
    private static string Planned(Supplement supplement, string manifest)
    {
        var origin = new ManifestOrigin("h/o/a", "manifest.konnector") { Supplement = supplement.Manifest };
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(manifest), origin, DefaultMappings.Only("catalogue"));
        Assert.That(plan.Result.Status, Is.Not.EqualTo(ManifestStatus.Blocked), string.Join('\n', plan.Result.Findings));
        Assert.That(plan.Result.Changes.Select(change => change.Rule), Has.All.EqualTo("catalogue"));
        return Encoding.UTF8.GetString(plan.PlannedBytes ?? Encoding.UTF8.GetBytes(manifest));
    }

    private static Supplement Supplement(string entry, string? texts = null)
    {
        var catalogue = Catalogue(entry);
        return new CatalogueSupplements(catalogue, texts is null ? [] : [CatalogueTexts.Parse("en", Encoding.UTF8.GetBytes(texts), "en.json")], DefaultMappings.Value, []).Find(catalogue.Entries.Single());
    }

    private static KonnectorCatalogue Catalogue(string json) => KonnectorCatalogue.Parse(Encoding.UTF8.GetBytes(json), "c.json");
}
