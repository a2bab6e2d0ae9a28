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

    [TestCase("""{ "kind": "rename-key", "at": ["/fields/a~1b~0c.d"], "from": ["x/y"], "to": "z~w" }""", """{"fields": {"a/b~c.d": {"x/y": 1}}}""", """{"fields": {"a/b~c.d": {"z~w": 1}}}""")]
    [TestCase("""{ "kind": "rename-key", "at": ["/"], "from": [""], "to": "0" }""", """{"": {"": 1}}""", """{"": {"0": 1}}""")]
    [TestCase("""{ "kind": "remove-member", "at": ["//0"] }""", """{"": {"0": 1, "1": 2}}""", """{"": {"1": 2}}""")]
    [TestCase("""{ "kind": "remove-member", "at": ["/x/01"] }""", """{"x": {"01": 1, "1": 2}}""", """{"x": {"1": 2}}""")]
    [TestCase("""{ "kind": "rename-key", "at": ["/x/*/0"], "from": ["a"], "to": "b" }""", """{"x": [[{"a": 1}, {"a": 1}]]}""", """{"x": [[{"b": 1}, {"a": 1}]]}""")]
    public void Keys_may_be_empty_or_have_digits_slashes_tildes_and_dots(string rule, string before, string after) =>
        Assert.That(Planned(rule, before), Is.EqualTo(after));

    [TestCase("""{ "kind": "remove-member", "at": ["/x/0"] }""", """{"x": [1, 2]}""", "/x/0", "'x' has an unknown shape")]
    [TestCase("""{ "kind": "move-member", "from": "/x/0", "to": "/y" }""", """{"x": [1, 2]}""", "/x/0", "'x' has an unknown shape")]
    [TestCase("""{ "kind": "lift-members", "at": ["/x/0"], "add": { "key": "k", "value": 1 } }""", """{"x": [{"a": {}}]}""", "/x/0", "'x' has an unknown shape")]
    [TestCase("""{ "kind": "flag-to-key", "at": ["/x/*"], "from": "f", "to": "t", "value": "{name}.x" }""", """{"x": [{"f": true}]}""", "/x/0/f", "'f' has an unknown shape")]
    [TestCase("""{ "kind": "move-member", "from": "/folder", "to": "/folders/0/defaultDir", "changes": ["folders"] }""", """{"folder": "x"}""", "/folder", "'folders' is an array in version 2 and is missing here")]
    public void What_a_rule_finds_but_cannot_change_stays_and_is_reported(string rule, string before, string pointer, string message)
    {
        var result = Plan(rule, before).Result;

        Assert.That(result.Changes, Is.Empty);
        Assert.That(result.Findings.Where(finding => finding.Rule == "ours").Select(finding => (finding.Code, finding.Pointer)), Is.EqualTo(new[] { ("unknown-shape", pointer) }));
        Assert.That(result.Findings.First(finding => finding.Rule == "ours").Message, Does.StartWith(message));
    }

    [TestCase("""{ "kind": "remove-member", "at": ["/fields/*/help"] }""", """{"fields": [{"help": "x"}]}""")]
    [TestCase("""{ "kind": "move-member", "from": "/locales/*/help", "to": "/locales/*/name", "changes": ["texts"] }""", """{"locales": [{"help": "x"}]}""")]
    [TestCase("""{ "kind": "rename-key", "at": ["/folders/*/x"], "from": ["a"], "to": "b" }""", """{"folders": {"0": {"x": {"a": 1}}}}""")]
    public void What_is_in_an_array_where_an_object_belongs_stays(string rule, string before) => Assert.That(Plan(rule, before).Result.Changes, Is.Empty);

    [TestCase("""{"x": 1, "y": 2}""", """{"y": 1, "x": 2}""", """{ "kind": "move-member", "from": "/x", "to": "/t" }""", """{ "kind": "move-member", "from": "/y", "to": "/x" }""", """{ "kind": "move-member", "from": "/t", "to": "/y" }""")]
    [TestCase("""{"x": 1, "y": 2}""", """{"z": 1, "y": 2, "x": 0}""", """{ "kind": "rename-key", "at": [""], "from": ["x"], "to": "z" }""", """{ "kind": "add-member", "key": "x", "value": 0, "onlyAfter": "rule-0" }""")]
    public void A_name_that_became_free_may_be_used_again(string before, string after, params string[] rules)
    {
        var plan = Plan(before, rules);

        Assert.That(plan.Result.Findings.Select(finding => finding.Code), Has.None.EqualTo("check-failed"), string.Join('\n', plan.Result.Findings));
        Assert.That(Encoding.UTF8.GetString(plan.PlannedBytes!), Is.EqualTo(after));
    }

    [TestCase("""{"x": 1}""", """{ "kind": "rename-key", "at": [""], "from": ["x"], "to": "y" }""", """{ "kind": "rename-key", "at": [""], "from": ["y"], "to": "x" }""")]
    [TestCase("{}", """{ "kind": "add-member", "key": "x", "value": 1 }""", """{ "kind": "remove-member", "at": ["/x"] }""")]
    [TestCase("""{"x": "a"}""", """{ "kind": "replace-value", "at": ["/x"], "values": { "a": "b" } }""", """{ "kind": "replace-value", "at": ["/x"], "values": { "b": "a" } }""")]
    [TestCase("""{"x": {}}""", """{ "kind": "move-member", "from": "/x", "to": "/y/x" }""", """{ "kind": "rename-key", "at": [""], "from": ["y"], "to": "x" }""")]
    public void Rules_that_undo_each_other_are_named_and_nothing_is_delivered(string before, params string[] rules)
    {
        var plan = Plan(before, rules);

        Assert.That((plan.Result.Status, plan.PlannedBytes), Is.EqualTo((ManifestStatus.Blocked, (byte[]?)null)));
        Assert.That(plan.Result.Findings.Select(finding => finding.Message), Has.Some.EndsWith("these rules undo each other or never finish: rule-0, rule-1."));
    }

    private static ManifestPlan Plan(string before, string[] rules) => Migrator.Plan(
        Encoding.UTF8.GetBytes(before),
        new ManifestOrigin(null, "manifest.konnector"),
        Mappings.Parse(Encoding.UTF8.GetBytes($$"""{ "format": 2, "rules": [{{string.Join(',', rules.Select((rule, i) => rule.Insert(1, $"\"id\": \"rule-{i}\", \"why\": \"Ours.\", ")))}}] }"""), "own.json"));

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
