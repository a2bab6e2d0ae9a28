using System.Text;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Corpus;
using ManifestMigrator.Tests.House;
using ManifestMigrator.Tests.Rules;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Plans;

/// <summary>Whether those who read manifests see the same konnector afterwards, and whether the rules say so where they do not.</summary>
public sealed class EffectiveChangeTests
{
    private static readonly ManifestOrigin Origin = new("git.example.org/a/b", "manifest.konnector");

    private static IEnumerable<string> RuleIds => DefaultMappings.Value.Rules.Select(rule => rule.Id);

    [TestCase("""{"fields":{"zipcode":{"type":"text","isRequired":false}}}""", TestName = "isRequired is read as required")]
    [TestCase("""{"fields":{"advancedFields":{"folderPath":{"advanced":true}}}}""", TestName = "a folder path is read as the default folder")]
    [TestCase("""{"category":"other"}""", TestName = "a category that readers do not know is read as others")]
    [TestCase("""{"oauth":false}""", TestName = "oauth that is false is no OAuth")]
    [TestCase("""{"language":"node","licence2":"x"}""", TestName = "what nobody reads may stay")]
    public void It_is_the_same(string before) => Assert.That(Plan(before).Effective, Is.EqualTo(EffectiveChange.Same));

    [TestCase("""{"dataType":["bill"]}""", TestName = "data types begin to count")]
    [TestCase("""{"timeInterval":[15,21]}""", TestName = "hours begin to count")]
    [TestCase("""{"category":["telecom"]}""", TestName = "a category in an array begins to count")]
    [TestCase("""{"fields":{"zipcode":{"isRequired":"false"}}}""", TestName = "a word begins to count as a boolean")]
    [TestCase("""{"fields":{"save_folder":{"type":"folder"}}}""", TestName = "a folder of 2017 begins to count")]
    [TestCase("""{"oauth":true,"oauth_scope":"a+b"}""", TestName = "a scope begins to count")]
    [TestCase("""{"slug":"a","fields":{"account":{"accountFormat":"login,password","account_type":"b","scope":"I"}}}""", TestName = "an account description begins to count")]
    [TestCase("""{"fields":{"login":{},"advancedFields":{"clientId":{"type":"text"}}}}""", TestName = "an advanced field begins to count")]
    [TestCase("""{"clientSide":"true"}""", TestName = "the stack begins to read the manifest")]
    public void It_changes_on_purpose(string before) => Assert.That(Plan(before).Effective, Is.EqualTo(EffectiveChange.OnPurpose));

    [TestCase("data-type-values", "values.invoice", "\"bill\"", """{"data_types":["invoice"]}""", """{"data_types":["bill"]}""", TestName = "A maintainer may add a data type")]
    [TestCase("vendor-link", "from", "[\"vendorLink\",\"vendor_url\"]", """{"vendor_url":"https://a.example"}""", """{"vendor_link":"https://a.example"}""", TestName = "A maintainer may add an old name")]
    [TestCase("folders", "value", "[{\"defaultDir\":\"/Bills\"}]", """{"fields":{"save_folder":{}}}""", """{"fields":{},"folders":[{"defaultDir":"/Bills"}],"doctypes":["io.cozy.files"]}""", TestName = "A maintainer may choose another folder")]
    [TestCase("folders", "value", "[{\"defaultDir\":\"/Bills\"}]", """{"fields":{"advancedFields":{"folderPath":{}}}}""", """{"fields":{},"folders":[{"defaultDir":"/Bills"}],"doctypes":["io.cozy.files"]}""", TestName = "A maintainer may choose another folder than the one that readers used")]
    [TestCase("oauth", "from", "[\"oauth_scope\",\"scope\"]", """{"oauth":true,"scope":"a"}""", """{"oauth":{"scope":"a"}}""", TestName = "A maintainer may add a name of the scope")]
    [TestCase("account-fields", "types.login", "\"email\"", """{"fields":{"account":{"accountFormat":"login"}}}""", """{"fields":{"login":{"type":"email"}}}""", TestName = "A maintainer may choose other types of fields")]
    [TestCase("category-values", "values.energie", "\"energy\"", """{"categories":["energie"]}""", """{"categories":["energy"]}""", TestName = "A maintainer may add a word for a category")]
    [TestCase("descriptions", "messages.connector", "\"conditions\"", """{"hasDescriptions":{"connector":true}}""", """{"messages":["conditions"]}""", TestName = "A maintainer may name messages otherwise")]
    [TestCase("locale-description", "to", "\"long_description\"", """{"locales":{"fr":{"description":"a"}}}""", """{"locales":{"fr":{"long_description":"a"}}}""", TestName = "A maintainer may move descriptions elsewhere")]
    public void A_sensible_edit_of_a_shipped_rule_works(string rule, string option, string value, string before, string after)
    {
        var mappings = Edited(rule, option, value, "manifest-version", "uuid");
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(before), Origin, mappings);

        Assert.That(plan.Result.Status, Is.EqualTo(ManifestStatus.Migrated), string.Join('\n', plan.Result.Findings));
        Assert.That(Encoding.UTF8.GetString(plan.PlannedBytes!), Is.EqualTo(after));
    }

    [TestCaseSource(nameof(RuleIds))]
    public void A_rule_that_is_switched_off_blocks_nothing_but_a_loss(string rule)
    {
        var mappings = DefaultMappings.Value with { Rules = [.. DefaultMappings.Value.Rules.Select(each => each.Id == rule ? each with { IsEnabled = false } : each)] };
        var blocked = Case.Names.Select(name => new Case(name))
            .SelectMany(@case => Migrator.Plan(@case.Before, @case.Origin, mappings, @case.Repairs).Result.Findings)
            .Where(finding => finding.Code is "effective-changed" or "check-failed")
            .Select(finding => $"{finding.Code} {finding.Pointer}")
            .Distinct(StringComparer.Ordinal);

        Assert.That(blocked, Is.EqualTo(rule == "folders" ? ["effective-changed /folders"] : Array.Empty<string>()));
    }

    [Test]
    public void Without_the_rule_that_keeps_the_folder_its_loss_blocks_and_the_finding_says_what_would_have_to_be_declared()
    {
        var finding = Migrator.Plan("""{"fields":{"advancedFields":{"folderPath":{}}}}"""u8, Origin, Edited("folders", "enabled", "false")).Result.Findings
            .Single(finding => finding.Code == "effective-changed");

        Assert.Multiple(() =>
        {
            Assert.That(finding.Message, Is.EqualTo("Readers would see another konnector: the destination folder was '$administrative/$konnector/$account' and would be nothing."));
            Assert.That(finding.Hint, Does.Contain("add \"folders\" to \"changes\" of the rule 'folder-path'"));
        });
    }

    [TestCase("folders", "key", "\"folderz\"", """{"fields":{"advancedFields":{"folderPath":{}}}}""", "/folders", TestName = "a declared aspect does not excuse another rule of the step")]
    [TestCase("catalogue-only", "at", "[\"/permissions\"]", """{"permissions":{"files":{"type":"io.cozy.files"}}}""", "/permissions/files", TestName = "permissions are lost")]
    [TestCase("catalogue-only", "at", "[\"/slug\"]", """{"slug":"a"}""", "/slug", TestName = "a slug is lost")]
    [TestCase("catalogue-only", "at", "[\"/fields/login\"]", """{"fields":{"login":{},"password":{}}}""", "/fields", TestName = "a field is lost")]
    [TestCase("catalogue-only", "at", "[\"/vendor_link\"]", """{"vendor_link":"https://a.example"}""", "/vendor_link", TestName = "a link is lost though another rule may change links")]
    [TestCase("catalogue-only", "at", "[\"/fields/*/options\"]", """{"fields":{"a":{"options":[{"name":"x"}]}}}""", "/fields/a", TestName = "options are lost")]
    [TestCase("catalogue-only", "at", "[\"/cookie_domains\"]", """{"cookie_domains":["a.example"]}""", "/cookie_domains", TestName = "a property that only the flagship app reads is lost")]
    [TestCase("license", "to", "\"vendor_link\"", """{"licence":"MIT"}""", "/vendor_link", TestName = "a value becomes another property")]
    [TestCase("data-types", "to", "\"categories\"", """{"dataType":["bill"],"locales":{"en":{"name":"x"}}}""", null, TestName = "readers see no difference where a category is unknown")]
    [TestCase("locale-description", "at", "[\"/locales/*/fields/*\"]", """{"fields":{"a":{}},"locales":{"fr":{"fields":{"a":{"description":"x","label":"y"}}}}}""", null, TestName = "texts may move among texts")]
    [TestCase("konnector-type", "at", "[\"/frequency\"]", """{"frequency":"node","slug":"a"}""", null, TestName = "a frequency that readers do not know may become another that they do not know")]
    [TestCase("konnector-type", "values.daily", "\"monthly\"", """{"type":"daily"}""", null, TestName = "a type may become another type")]
    [TestCase("description", "to", "\"name\"", """{"description":"Bills","locales":{"en":{}}}""", null, TestName = "a text may become another text")]
    [TestCase("category-values", "at", "[\"/langs/*\",\"/data_types/*\",\"/permissions/*/type\"]", """{"permissions":{"a":{"type":"other"}}}""", "/permissions/a", TestName = "a permission becomes another one")]
    public void What_a_rule_does_not_declare_is_caught_and_nothing_is_delivered(string rule, string option, string value, string before, string? pointer)
    {
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(before), Origin, Edited(rule, option, value));

        Assert.That(plan.Result.Findings.Where(finding => finding.Code == "effective-changed").Select(finding => finding.Pointer), pointer is null ? Is.Empty : Has.Some.EqualTo(pointer));
        Assert.That((plan.Result.Effective == EffectiveChange.Unexpected, plan.PlannedBytes is null), Is.EqualTo((pointer is not null, pointer is not null)));
        Assert.That(Plan(before).Effective, Is.Not.EqualTo(EffectiveChange.Unexpected), "by the shipped rules");
    }

    [Test]
    public void A_rule_of_ones_own_that_says_what_it_changes_may_do_it()
    {
        var plan = Own("""{"fields":{"login":{},"password":{}}}""", """{ "id": "our-field", "kind": "remove-member", "at": ["/fields/login"], "changes": ["form"], "why": "Ours." }""");

        Assert.That((plan.Result.Effective, plan.Result.Impact, plan.Result.Status), Is.EqualTo((EffectiveChange.OnPurpose, Impact.Form, ManifestStatus.Migrated)));
    }

    /// <summary>Values are written as JSON, and the finding is shown where the value is or was, whatever ends the lines.</summary>
    [TestCase("{\r  \"tags\": \"a,b\"\r}", "'tags' was \"a,b\" and would be [\"a\",\"b\"].", 2, 3, """{ "id": "ours", "kind": "split-string", "at": ["/tags"], "why": "Ours." }""")]
    [TestCase("{\r\n\r\n \"slug\": \"a\"}", "'slug' was \"a\" and would be nothing.", 3, 2, """{ "id": "ours", "kind": "remove-member", "at": ["/slug"], "why": "Ours." }""")]
    [TestCase("{\"permissions\":\r{\"a\": {\"type\": \"x\"}}}", "the permission 'a' was {type: \"x\"} and would be {type: \"x\", verbs: [\"GET\"]}.", 2, 2, """{ "id": "ours", "kind": "add-member", "at": ["/permissions/*"], "key": "verbs", "value": ["GET"], "why": "Ours." }""")]
    public void The_finding_says_what_readers_saw_and_where_it_is(string before, string message, int line, int column, string rule)
    {
        var finding = Own(before, rule).Result.Findings.First(finding => finding.Code == "effective-changed");

        Assert.That((finding.Message, finding.Line, finding.Column), Is.EqualTo(($"Readers would see another konnector: {message}", line, column)));
    }

    [Test]
    public void A_rule_of_ones_own_that_does_not_say_what_it_changes_is_blocked_and_told_what_to_write()
    {
        var plan = Own("""{"fields":{"login":{},"password":{}}}""", """{ "id": "our-field", "kind": "remove-member", "at": ["/fields/login"], "why": "Ours." }""");

        Assert.That((plan.Result.Effective, plan.PlannedBytes), Is.EqualTo((EffectiveChange.Unexpected, (byte[]?)null)));
        Assert.That(plan.Result.Findings.First(finding => finding.Code == "effective-changed").Hint, Does.Contain("add \"form\" to \"changes\" of the rule 'our-field'"));
    }

    [Test]
    public void A_rule_of_ones_own_under_the_fields_does_not_excuse_another_one_there()
    {
        var plan = Own(
            """{"fields":{"login":{},"password":{"hint":"x"}}}""",
            """{ "id": "ours", "kind": "rename-key", "at": ["/fields/*"], "from": ["hint"], "to": "placeholder", "changes": ["form"], "why": "Ours." }""",
            """{ "id": "theirs", "kind": "remove-member", "at": ["/fields/login"], "why": "Theirs." }""");

        var findings = plan.Result.Findings.Where(finding => finding.Code == "effective-changed").ToList();
        Assert.That(findings, Is.Not.Empty.And.All.Matches<Finding>(finding => finding.Hint.Contains("'theirs'", StringComparison.Ordinal)));
    }

    [Test]
    public void Damage_that_the_end_of_a_chain_of_rules_makes_good_is_none()
    {
        const string before = """{"slug":"a","vendor_link":"https://a.example"}""";
        const string away = """{ "id": "away", "kind": "remove-member", "at": ["/vendor_link"], "why": "w" }""";
        const string between = """{ "id": "between", "kind": "add-member", "onlyAfter": "away", "key": "x", "value": 1, "why": "w" }""";
        const string back = """{ "id": "back", "kind": "add-member", "onlyAfter": "between", "key": "vendor_link", "value": "https://a.example", "instead": [1], "why": "w" }""";
        const string apart = """{ "id": "back", "kind": "add-member", "key": "vendor_link", "value": "https://a.example", "changes": ["links"], "why": "w" }""";

        Assert.Multiple(() =>
        {
            Assert.That(Own(before, away, between, back).Result.Findings.Select(finding => finding.Code), Has.None.EqualTo("effective-changed"));
            Assert.That(Own(before, away, between, apart).Result.Findings.Select(finding => finding.Code), Has.Some.EqualTo("effective-changed"), "the same in two steps");
        });
    }

    [Test]
    public void The_impact_is_what_differs_in_the_end() => Assert.Multiple(() =>
    {
        Assert.That(Own("""{"slug":"a"}""", """{ "id": "s", "kind": "replace-value", "at": ["/slug"], "values": { "a": "b" }, "changes": ["identity"], "why": "w" }""").Result.Impact, Is.EqualTo(Impact.Identity));
        Assert.That(Own("""{"permissions":{"a":{}}}""", """{ "id": "s", "kind": "remove-member", "at": ["/permissions/a"], "changes": ["consent"], "why": "w" }""").Result.Impact, Is.EqualTo(Impact.Consent));
        Assert.That(Own("""{"oauth":{}}""", """{ "id": "s", "kind": "remove-member", "at": ["/oauth"], "changes": ["oauth"], "why": "w" }""").Result.Impact, Is.EqualTo(Impact.Form));
        Assert.That(Own("""{"frequency":"daily"}""", """{ "id": "s", "kind": "remove-member", "at": ["/frequency"], "changes": ["schedule"], "why": "w" }""").Result.Impact, Is.EqualTo(Impact.Schedule));
        Assert.That(Own("""{"name":"a"}""", """{ "id": "s", "kind": "remove-member", "at": ["/name"], "changes": ["texts"], "why": "w" }""").Result.Impact, Is.EqualTo(Impact.None));
    });

    [TestCase("""{"name":"a"}""", TestName = "only the version and the UUID are added")]
    [TestCase("""{"name":"a","manifest_version":"1"}""", TestName = "the version of the form is another one")]
    public void What_no_reader_looks_at_yet_is_but_a_label(string before) => Assert.That(Plan(before).Impact, Is.EqualTo(Impact.Label));

    [TestCase("""{"name":"a","licence":"x"}""")]
    [TestCase("""{"name":"a","color":"x"}""")]
    [TestCase("""{"name":"a","manifest_version":"2","uuid":"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b"}""")]
    public void Anything_else_and_nothing_at_all_is_no_label(string before) => Assert.That(Plan(before).Impact, Is.EqualTo(Impact.None));

    [Test]
    public void A_value_that_is_renamed_must_stay_what_it_is()
    {
        var rule = new Rule(new RenamingWithAnotherValue()) { Id = "lying", Kind = "", Why = "", Step = "lying", From = [], Places = [], Json = "" };
        var plan = Migrator.Plan("""{"a": 1}"""u8, Origin, new Mappings([rule]));

        Assert.That(plan.Result.Findings.Where(finding => finding.Code == "check-failed").Select(finding => finding.Message), Has.Some.StartsWith("The rule 'lying' should keep the value of /a,"));
    }

    private sealed class RenamingWithAnotherValue : IRuleKind
    {
        public void Apply(RuleStep step)
        {
            if (step.Root.Find("a") is not { } member)
                return;
            step.Rename(member, "b");
            step.Replace(member.Value, JsonFragment.Raw("2"));
        }
    }

    /// <summary>The shipped mappings with one option of one rule changed, without some rules.</summary>
    private static Mappings Edited(string rule, string option, string value, params string[] without)
    {
        var file = JObject.Parse(File.ReadAllText(Path.Combine(Repository.Root, "mappings.json")));
        JToken target = file["rules"]!.Single(each => (string?)each["id"] == rule);
        var path = option.Split('.');
        foreach (var name in path[..^1])
            target = target[name]!;
        target[path[^1]] = JToken.Parse(value);
        foreach (var other in file["rules"]!.Where(each => without.Contains((string?)each["id"], StringComparer.Ordinal)).ToList())
            other.Remove();
        return Mappings.Parse(Encoding.UTF8.GetBytes(file.ToString()), "edited.json");
    }

    private static ManifestPlan Own(string before, params string[] rules) => Migrator.Plan(
        Encoding.UTF8.GetBytes(before), Origin, Mappings.Parse(Encoding.UTF8.GetBytes($$"""{ "format": 2, "rules": [{{string.Join(',', rules)}}] }"""), "own.json"));

    private static ManifestResult Plan(string json) => Migrator.Plan(Encoding.UTF8.GetBytes(json), Origin, DefaultMappings.Value).Result;
}
