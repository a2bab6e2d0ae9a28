using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Tests.Rules;

public sealed class MappingsTests
{
    [TestCase(
        """{ "format": 1, "rules": [], "rulez": [] }""",
        "m.json:1:29: The mappings file has no 'rulez'. Did you mean 'rules'? It has: $schema, format, rules.")]
    [TestCase(
        """{ "format": 2, "rules": [] }""",
        "m.json:1:13: 'format' must be 1: this version of the tool reads no other.")]
    [TestCase(
        """{ "format": 1 }""",
        "m.json:1:1: 'rules' is missing.")]
    [TestCase(
        """{ "format": 1, "rules": {} }""",
        "m.json:1:25: 'rules' must be an array, not an object.")]
    [TestCase(
        "[]",
        "m.json:1:1: A mappings file is an object with 'format' and 'rules'.")]
    [TestCase(
        """{ "format": 1, "format": 1 }""",
        "m.json:1:16: 'format' stands twice in one object.")]
    public void What_is_wrong_with_the_file_is_said_with_its_place(string json, string message) =>
        Assert.That(Error(json), Is.EqualTo(message));

    [Test]
    public void Malformed_JSON_is_said_with_its_place_and_its_cause() =>
        Assert.That(Error("{\n  \"format\": 1\n  \"rules\": []\n}"), Does.StartWith("m.json:2:14: ").And.Contain("comma"));

    [Test]
    public void Bytes_that_are_no_text_are_said() =>
        Assert.That(() => Mappings.Parse([0x7B, 0xFF, 0x7D], "m.json"), Throws.TypeOf<MappingsException>().With.Message.StartsWith("m.json:1:2: "));

    [TestCase(
        """{ "id": "a", "kind": "split-items", "at": ["/langs/*"], "why": "w" }""",
        "m.json:2:22: No kind of rule is called 'split-items'. Did you mean 'split-item'? The kinds are: rename-key, *")]
    [TestCase(
        """{ "id": "a", "at": ["/langs/*"], "why": "w" }""",
        "m.json:2:1: 'kind' is missing.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/langs/*"], "why": "w", "onlyafter": "b" }""",
        "m.json:2:68: A rule of the kind 'split-item' has no 'onlyafter'. Did you mean 'onlyAfter'? It has: at, enabled, id, kind, onlyAfter, severity, why.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": "/langs/*", "why": "w" }""",
        "m.json:2:42: 'at' must be an array, not a string.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": [7], "why": "w" }""",
        "m.json:2:43: 'at/*' must be a string, not a number.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": [], "why": "w" }""",
        "m.json:2:42: 'at' must not be empty: the rule would do nothing.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["langs"], "why": "w" }""",
        "m.json:2:43: 'langs' is no JSON Pointer: it is empty or begins with '/', and '~' is written '~0', '/' in a name '~1'.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/a~b"], "why": "w" }""",
        "m.json:2:43: '/a~b' is no JSON Pointer: *")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/langs/*"] }""",
        "m.json:2:1: 'why' is missing.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/langs/*"], "why": "" }""",
        "m.json:2:63: 'why' is empty, but a reviewer wants to read it.")]
    [TestCase(
        """{ "id": "A b", "kind": "split-item", "at": ["/langs/*"], "why": "w" }""",
        "m.json:2:9: 'A b' is no identifier: small letters and digits, with '-' between words.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/langs/*"], "why": "w", "severity": "warn" }""",
        "m.json:2:80: 'severity' cannot be 'warn'. It must be one of: warning, info, error.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/langs/*"], "why": "w", "enabled": "no" }""",
        "m.json:2:79: 'enabled' must be true or false, not a string.")]
    [TestCase(
        """{ "id": "a", "kind": "split-item", "at": ["/langs/*"], "why": "w", "onlyAfter": "folder" }""",
        "m.json:2:81: No rule before this one is called 'folder'.")]
    [TestCase(
        """{ "id": "a", "kind": "lift-members", "at": [""], "why": "w", "add": { "key": "k", "val": 1 } }""",
        "m.json:2:69: 'value' is missing.")]
    public void What_is_wrong_with_a_rule_is_said_with_its_place(string rule, string message)
    {
        var error = Error($$"""
            { "format": 1, "rules": [
            {{rule}}
            ] }
            """);

        Assert.That(error, message.EndsWith('*') ? Does.StartWith(message[..^1]) : Is.EqualTo(message));
    }

    [Test]
    public void Two_rules_of_one_name_are_refused()
    {
        const string Rule = """{ "id": "langs", "kind": "split-item", "at": ["/langs/*"], "why": "w" }""";

        Assert.That(Error($$"""{ "format": 1, "rules": [{{Rule}}, {{Rule}}] }"""), Does.EndWith(": Two rules are called 'langs'."));
    }

    [Test]
    public void No_rule_is_called_as_the_repair_is() =>
        Assert.That(Error("""{ "format": 1, "rules": [{ "id": "repair", "kind": "split-item", "at": ["/langs/*"], "why": "w" }] }"""), Does.Contain("'repair' is what the repair before all rules is called."));

    [Test]
    public void A_rule_that_is_switched_off_does_nothing()
    {
        const string Rule = """{ "id": "langs", "kind": "split-item", "at": ["/langs/*"], "why": "w", "enabled": false }""";
        var mappings = Mappings.Parse(Encoding.UTF8.GetBytes($$"""{ "format": 1, "rules": [{{Rule}}] }"""), "m.json");

        var plan = Migrator.Plan("""{"langs":["fr, en"]}"""u8, new ManifestOrigin(null, "manifest.konnector"), mappings);

        Assert.That(plan.Result.Changes, Is.Empty);
    }

    [Test]
    public void The_digest_of_a_mappings_file_is_that_of_its_bytes() => Assert.That(
        Mappings.Parse("""{"format":1,"rules":[]}"""u8, "m.json").Sha256,
        Is.EqualTo("88f7dc37e6caca0b5da5c3a9a41f84a3ab2de3d6767fd1f08c2bbe745e9a8d04"));

    private static string Error(string json)
    {
        var thrown = Assert.Throws<MappingsException>(() => Mappings.Parse(Encoding.UTF8.GetBytes(json), "m.json"));
        return thrown!.Message;
    }
}
