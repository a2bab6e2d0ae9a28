using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Tests.Rules;

/// <summary>Rules of one's own, at places that no shipped rule knows.</summary>
public sealed class GeneralKindTests
{
    [Test]
    public void A_default_at_any_place() => Assert.That(
        Planned(
            """{ "kind": "add-member", "at": ["/fields/*"], "except": ["/fields/secret"], "key": "type", "value": "text", "changes": ["form"] }""",
            """{"fields": {"login": {}, "pin": {"type": "password"}, "secret": {}}}"""),
        Is.EqualTo("""{"fields": {"login": {"type": "text"}, "pin": {"type": "password"}, "secret": {}}}"""));

    [Test]
    public void A_scalar_moves_and_the_objects_on_the_way_are_made() => Assert.That(
        Planned(
            """{ "kind": "move-member", "from": "/homepage", "to": "/developer/url", "changes": ["links"] }""",
            """{"homepage": "https:\/\/a.example", "slug": "a"}"""),
        Is.EqualTo("""{"slug": "a", "developer": {"url": "https:\/\/a.example"}}"""));

    [Test]
    public void A_scalar_moves_out_of_an_object_that_goes_when_it_is_empty() => Assert.That(
        Planned(
            """{ "kind": "move-member", "from": "/vendor/link", "to": "/vendor_link", "prune": ["/vendor"], "changes": ["links"] }""",
            """{"vendor": {"link": "https://a.example"}, "slug": "a"}"""),
        Is.EqualTo("""{"slug": "a", "vendor_link": "https://a.example"}"""));

    [Test]
    public void Names_are_kept_on_the_way() => Assert.That(
        Planned(
            """{ "kind": "move-member", "from": "/fields/*/title", "to": "/locales/en/fields/*/label", "changes": ["form"] }""",
            """{"fields": {"a": {"title": "A"}, "b": {"title": "B"}}}"""),
        Is.EqualTo("""{"fields": {"a": {}, "b": {}}, "locales": {"en": {"fields": {"a": {"label": "A"}, "b": {"label": "B"}}}}}"""));

    [Test]
    public void A_member_that_moves_within_its_object_keeps_its_place() => Assert.That(
        Planned("""{ "kind": "move-member", "from": "/homepage", "to": "/vendor_link", "changes": ["links"] }""", """{"homepage": "x", "slug": "a"}"""),
        Is.EqualTo("""{"vendor_link": "x", "slug": "a"}"""));

    [TestCase("""{"homepage": "x", "developer": {"url": "y"}}""", "both-present")]
    [TestCase("""{"homepage": "x", "developer": "y"}""", "unknown-shape")]
    public void A_member_stays_where_its_new_place_is_taken(string before, string code)
    {
        var result = Plan("""{ "kind": "move-member", "from": "/homepage", "to": "/developer/url", "changes": ["links"] }""", before);

        Assert.That((result.PlannedBytes, result.Result.Findings.First(finding => finding.Rule.Length > 0).Code), Is.EqualTo(((byte[]?)null, code)));
    }

    [TestCase("""{"tags": "a; b;a"}""", """{"tags": ["a", "b"]}""")]
    [TestCase("""{"tags": "a"}""", """{"tags": ["a"]}""")]
    [TestCase("""{"tags": ""}""", """{"tags": []}""")]
    public void A_string_is_split_into_an_array(string before, string after) =>
        Assert.That(Planned("""{ "kind": "split-string", "at": ["/tags"], "separator": ";", "changes": ["data"] }""", before), Is.EqualTo(after));

    [Test]
    public void A_number_becomes_a_word() => Assert.That(
        Planned(
            """{ "kind": "replace-value", "at": ["/frequency"], "values": [{ "from": 1, "to": "daily" }, { "from": 7, "to": "weekly" }], "changes": ["schedule"] }""",
            """{"frequency": 1}"""),
        Is.EqualTo("""{"frequency": "daily"}"""));

    [Test]
    public void A_word_becomes_a_boolean() => Assert.That(
        Planned("""{ "kind": "replace-value", "at": ["/fields/*/advanced"], "values": { "yes": true }, "changes": ["form"] }""", """{"fields": {"a": {"advanced": "yes"}}}"""),
        Is.EqualTo("""{"fields": {"a": {"advanced": true}}}"""));

    [Test]
    public void A_pattern_reaches_into_an_array_by_index() => Assert.That(
        Planned(
            """{ "kind": "replace-value", "at": ["/folders/1/defaultDir"], "values": { "/Photos": "$photos" }, "changes": ["folders"] }""",
            """{"folders": [{"defaultDir": "/Photos"}, {"defaultDir": "/Photos"}]}"""),
        Is.EqualTo("""{"folders": [{"defaultDir": "/Photos"}, {"defaultDir": "$photos"}]}"""));

    [Test]
    public void A_number_in_a_pattern_may_be_the_name_of_a_member() => Assert.That(
        Planned("""{ "kind": "remove-member", "at": ["/parameters/0"], "changes": ["kind"] }""", """{"parameters": {"0": 1, "1": 2}}"""),
        Is.EqualTo("""{"parameters": {"1": 2}}"""));

    [Test]
    public void Objects_in_an_array_are_objects_too() => Assert.That(
        Planned(
            """{ "kind": "rename-key", "at": ["/folders/*"], "from": ["default_dir"], "to": "defaultDir", "changes": ["folders"] }""",
            """{"folders": [{"default_dir": "$photos"}]}"""),
        Is.EqualTo("""{"folders": [{"defaultDir": "$photos"}]}"""));

    [Test]
    public void An_array_may_take_the_place_of_a_string_under_the_same_name() => Assert.That(
        Planned("""{ "kind": "wrap-in-array", "at": [""], "from": "categories", "to": "categories", "changes": ["data"] }""", """{"categories": "isp"}"""),
        Is.EqualTo("""{"categories": ["isp"]}"""));

    [Test]
    public void An_array_at_any_place_gets_a_value() => Assert.That(
        Planned("""{ "kind": "add-to-array", "at": ["/permissions/*"], "key": "verbs", "value": "GET", "changes": ["consent"] }""", """{"permissions": {"a": {"type": "x", "verbs": ["POST"]}}}"""),
        Is.EqualTo("""{"permissions": {"a": {"type": "x", "verbs": ["POST", "GET"]}}}"""));

    private static string Planned(string rule, string before)
    {
        var plan = Plan(rule, before);
        Assert.That(plan.Result.Status, Is.EqualTo(ManifestStatus.Migrated), string.Join('\n', plan.Result.Findings));
        return Encoding.UTF8.GetString(plan.PlannedBytes!);
    }

    private static ManifestPlan Plan(string rule, string before) => Migrator.Plan(
        Encoding.UTF8.GetBytes(before),
        new ManifestOrigin(null, "manifest.konnector"),
        Mappings.Parse(Encoding.UTF8.GetBytes($$"""{ "format": 2, "rules": [{{rule.Insert(1, "\"id\": \"ours\", \"why\": \"Ours.\", ")}}] }"""), "own.json"));
}
