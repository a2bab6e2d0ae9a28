using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Rules;

public sealed class MappingsTests
{
    [TestCase(
        """{ "format": 2, "rules": [], "rulez": [] }""",
        "m.json:1:29: The mappings file has no 'rulez'. Did you mean 'rules'? It has: $schema, format, rules.")]
    [TestCase(
        """{ "format": 3, "rules": [] }""",
        "m.json:1:13: 'format' must be 2: this version reads no other.")]
    [TestCase(
        """{ "format": 2 }""",
        "m.json:1:1: 'rules' is missing.")]
    [TestCase(
        """{ "format": 2, "rules": {} }""",
        "m.json:1:25: 'rules' must be an array, not an object.")]
    [TestCase(
        "[]",
        "m.json:1:1: A mappings file must be an object with 'format' and 'rules'.")]
    [TestCase(
        """{ "format": 2, "format": 2 }""",
        "m.json:1:16: 'format' appears twice in one object.")]
    public void What_is_wrong_with_the_file_is_said_with_its_place(string json, string message) =>
        Assert.That(Error(json), Is.EqualTo(message));

    [Test]
    public void Malformed_JSON_is_said_with_its_place_and_its_cause() =>
        Assert.That(Error("{\n  \"format\": 2\n  \"rules\": []\n}"), Does.StartWith("m.json:2:14: ").And.Contain("comma"));

    [Test]
    public void Bytes_that_are_no_text_are_said() =>
        Assert.That(() => Mappings.Parse([0x7B, 0xFF, 0x7D], "m.json"), Throws.TypeOf<MappingsException>().With.Message.StartsWith("m.json:1:2: "));

    [TestCase(
        """{ "id": "a", "kind": "split-strings", "at": ["/langs/*"], "why": "w" }""",
        "m.json:2:22: No kind of rule is called 'split-strings'. Did you mean 'split-string'? The kinds are: rename-key, *")]
    [TestCase(
        "{ \"id\": \"a\",\r\n\"kind\": \"x\",\r\"why\": 7 }",
        "m.json:3:9: No kind of rule is called 'x'.*")]
    [TestCase(
        "{ \"id\": \"a\",\r\"kind\": \"split-string\",\r\"at\": [\"/a\"],\r\n\"why\": 7 }",
        "m.json:5:8: 'why' must be a string, not a number.")]
    [TestCase(
        """{ "id": "a", "at": ["/langs/*"], "why": "w" }""",
        "m.json:2:1: 'kind' is missing.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/langs/*"], "why": "w", "onlyafter": "b" }""",
        "m.json:2:70: A rule of the kind 'split-string' has no 'onlyafter'. Did you mean 'onlyAfter'? It has: at, changes, enabled, id, kind, onlyAfter, separator, severity, why.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": "/langs/*", "why": "w" }""",
        "m.json:2:44: 'at' must be an array, not a string.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": [7], "why": "w" }""",
        "m.json:2:45: 'at/*' must be a string, not a number.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": [], "why": "w" }""",
        "m.json:2:44: 'at' must not be empty: the rule would do nothing.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["langs"], "why": "w" }""",
        "m.json:2:45: 'langs' is not a JSON Pointer: it is empty or begins with '/'; write '~0' for '~' and '~1' for '/' in a name.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/a~b"], "why": "w" }""",
        "m.json:2:45: '/a~b' is not a JSON Pointer: *")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/langs/*"] }""",
        "m.json:2:1: 'why' is missing.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/langs/*"], "why": "" }""",
        "m.json:2:65: 'why' is empty; reviewers need it.")]
    [TestCase(
        """{ "id": "A b", "kind": "split-string", "at": ["/langs/*"], "why": "w" }""",
        "m.json:2:9: 'A b' is not an identifier: lower-case letters and digits, with '-' between words.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/langs/*"], "why": "w", "severity": "warn" }""",
        "m.json:2:82: 'severity' cannot be 'warn'. It must be one of: warning, info, error.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/langs/*"], "why": "w", "enabled": "no" }""",
        "m.json:2:81: 'enabled' must be true or false, not a string.")]
    [TestCase(
        """{ "id": "a", "kind": "split-string", "at": ["/langs/*"], "why": "w", "onlyAfter": "folder" }""",
        "m.json:2:83: No rule before this one is called 'folder'.")]
    [TestCase(
        """{ "id": "a", "kind": "lift-members", "at": ["/a"], "why": "w", "add": { "key": "k", "val": 1 } }""",
        "m.json:2:71: 'value' is missing.")]
    public void What_is_wrong_with_a_rule_is_said_with_its_place(string rule, string message)
    {
        var error = Error($$"""
            { "format": 2, "rules": [
            {{rule}}
            ] }
            """);

        Assert.That(error, message.EndsWith('*') ? Does.StartWith(message[..^1]) : Is.EqualTo(message));
    }

    [Test]
    public void A_file_of_format_1_is_told_what_to_add() => Assert.That(
        Error("""{ "format": 1, "rules": [] }"""),
        Does.StartWith("m.json:1:13: 'format' is 1, and this version reads 2: write \"format\": 2, and add \"changes\"")
            .And.Contain("form, oauth, schedule, consent, identity, folders, texts, links, data, kind"));

    /// <summary>Of what could never act, the place and the reason are told.</summary>
    [TestCase("""{ "id": "a", "kind": "remove-member", "at": [""], "why": "w" }""", 46, "The empty pointer is the whole manifest")]
    [TestCase("""{ "id": "a", "kind": "replace-value", "at": [""], "values": { "a": "b" }, "why": "w" }""", 46, "The empty pointer is the whole manifest")]
    [TestCase("""{ "id": "a", "kind": "split-string", "at": [""], "why": "w" }""", 45, "The empty pointer is the whole manifest")]
    [TestCase("""{ "id": "a", "kind": "lift-members", "at": [""], "add": { "key": "k", "value": 1 }, "why": "w" }""", 45, "The empty pointer is the whole manifest")]
    [TestCase("""{ "id": "a", "kind": "replace-value", "at": ["/a"], "values": {}, "why": "w" }""", 63, "'values' must not be empty")]
    [TestCase("""{ "id": "a", "kind": "replace-value", "at": ["/a"], "values": { "a": "a" }, "why": "w" }""", 70, "The replacements lead from \"a\" back to \"a\": the rule would never finish. Remove one of them.")]
    [TestCase("""{ "id": "a", "kind": "replace-value", "at": ["/a"], "values": { "a": "b", "b": "a" }, "why": "w" }""", 70, "never finish")]
    [TestCase("""{ "id": "a", "kind": "replace-value", "at": ["/a"], "values": [{ "from": 1, "to": 2 }, { "from": 1, "to": 3 }], "why": "w" }""", 98, "1 is replaced twice")]
    [TestCase("""{ "id": "a", "kind": "rename-key", "at": [""], "from": ["a"], "to": "a", "why": "w" }""", 56, "the rule would do nothing")]
    [TestCase("""{ "id": "a", "kind": "rename-key", "at": ["/a"], "except": ["/b"], "from": ["a"], "to": "b", "why": "w" }""", 61, "'/b' is not one of the rule's places")]
    [TestCase("""{ "id": "a", "kind": "remove-member", "at": ["/a/b"], "prune": ["/c"], "why": "w" }""", 65, "The rule removes nothing directly in '/c'")]
    [TestCase("""{ "id": "a", "kind": "add-member", "key": "k", "value": "2", "instead": ["1", "2"], "why": "w" }""", 79, "never finish")]
    [TestCase("""{ "id": "a", "kind": "move-member", "from": "", "to": "/b", "why": "w" }""", 45, "cannot be moved")]
    [TestCase("""{ "id": "a", "kind": "move-member", "from": "/a", "to": "", "why": "w" }""", 57, "nothing can take its place")]
    [TestCase("""{ "id": "a", "kind": "move-member", "from": "/a", "to": "/*/b", "why": "w" }""", 57, "each stands for the same name in both")]
    [TestCase("""{ "id": "a", "kind": "move-member", "from": "/a", "to": "/a/b", "why": "w" }""", 57, "one is in the other")]
    [TestCase("""{ "id": "a", "kind": "move-member", "from": "/a/b", "to": "/a/c", "prune": ["/a"], "why": "w" }""", 76, "never left empty")]
    [TestCase("""{ "id": "a", "kind": "flag-to-key", "at": [""], "from": "f", "to": "t", "value": "{name}.x", "why": "w" }""", 82, "the manifest itself has none")]
    [TestCase("""{ "id": "a", "kind": "split-string", "at": ["/a"], "separator": "", "why": "w" }""", 65, "nothing would be split")]
    [TestCase("""{ "id": "a", "kind": "snake-case-keys", "at": ["/permissions"], "why": "w" }""", 48, "people name the members")]
    [TestCase("""{ "id": "a", "kind": "oauth-object", "key": "oauth", "from": ["oauth"], "member": "scope", "why": "w" }""", 62, "the scope needs another name")]
    [TestCase("""{ "id": "a", "kind": "split-string", "at": ["/a"], "changes": ["date"], "why": "w" }""", 64, "No aspect is called 'date'. Did you mean 'data'? The aspects are: form, oauth,")]
    [TestCase("""{ "id": "a", "kind": "split-string", "at": ["/a"], "changes": "data", "why": "w" }""", 63, "'changes' must be an array, not a string.")]
    [TestCase("""{ "id": "a", "kind": "split-string", "at": ["/a"], "changes": ["data", "data"], "why": "w" }""", 72, "'data' appears twice in 'changes'.")]
    [TestCase("""{ "id": "a", "kind": "rename-key", "at": [""], "from": ["a"], "to": "b", "values": [], "why": "w" }""", 84, "'values' must not be empty.")]
    [TestCase("""{ "id": "a", "kind": "rename-key", "at": [""], "from": ["a"], "to": "b", "values": {}, "why": "w" }""", 84, "'values' must not be empty.")]
    [TestCase("""{ "id": "a", "kind": "remove-member", "at": ["/tags/*"], "why": "w" }""", 46, "'/tags/*' stands for items of an array")]
    [TestCase("""{ "id": "a", "kind": "remove-member", "at": ["/fields/*/options/0"], "why": "w" }""", 46, "stands for items of an array")]
    [TestCase("""{ "id": "a", "kind": "lift-members", "at": ["/folders/*"], "add": { "key": "k", "value": 1 }, "why": "w" }""", 45, "stands for items of an array")]
    [TestCase("""{ "id": "a", "kind": "move-member", "from": "/folders/0", "to": "/folder", "why": "w" }""", 45, "stands for items of an array")]
    [TestCase("""{ "id": "a", "kind": "flag-to-key", "at": ["/folders/*"], "from": "f", "to": "t", "value": "{name}.x", "why": "w" }""", 92, "the items at '/folders/*' have none")]
    [TestCase("""{ "id": "a", "kind": "flag-to-key", "at": ["/a"], "from": "f", "to": "f", "value": "x", "why": "w" }""", 70, "the key needs another name")]
    [TestCase("""{ "id": "a", "kind": "add-member", "key": "k", "vlaue": 1, "why": "w" }""", 48, "'value' is missing. Did you mean it by 'vlaue'?")]
    [TestCase("""{ "id": "a", "kind": "split-string", "at": ["/a"], "onlyAfter": "a", "why": "w" }""", 65, "The rule 'a' does not come before this one, so this one would never act.")]
    public void What_could_never_act_is_refused_with_its_place(string rule, int column, string reason)
    {
        var error = Error($$"""
            { "format": 2, "rules": [
            {{rule}}
            ] }
            """);

        Assert.That(error, Does.StartWith($"m.json:2:{column}: ").And.Contain(reason));
    }

    [Test]
    public void A_rule_that_waits_for_a_later_one_is_refused() => Assert.That(
        Error("""
            { "format": 2, "rules": [
            { "id": "a", "kind": "split-string", "at": ["/a"], "onlyAfter": "b", "why": "w" },
            { "id": "b", "kind": "split-string", "at": ["/a"], "why": "w" }
            ] }
            """),
        Is.EqualTo("m.json:2:65: The rule 'b' does not come before this one, so this one would never act."));

    /// <summary>Identifiers that are words of a manifest, or codes of findings, say nothing about rules.</summary>
    [Test]
    public void No_code_knows_a_rule_by_its_identifier()
    {
        string[] codes = ["manifest-version", "time-interval"];
        var ids = DefaultMappings.Value.Rules.Select(rule => rule.Id).Where(id => id.Contains('-', StringComparison.Ordinal)).Except(codes, StringComparer.Ordinal);
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".js" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var texts = sources.Select(file => (Path.GetFileName(file), Text: File.ReadAllText(file))).ToList();

        Assert.That(ids.SelectMany(id => texts.Where(source => source.Text.Contains($"\"{id}\"", StringComparison.Ordinal) || source.Text.Contains($"'{id}'", StringComparison.Ordinal)).Select(source => $"{id} in {source.Item1}")), Is.Empty);
    }

    [Test]
    public void Two_rules_of_one_name_are_refused()
    {
        const string Rule = """{ "id": "langs", "kind": "split-string", "at": ["/langs/*"], "why": "w" }""";

        Assert.That(Error($$"""{ "format": 2, "rules": [{{Rule}}, {{Rule}}] }"""), Does.EndWith(": Two rules are called 'langs'."));
    }

    [Test]
    public void No_rule_is_called_as_the_repair_is() =>
        Assert.That(Error("""{ "format": 2, "rules": [{ "id": "repair", "kind": "split-string", "at": ["/langs/*"], "why": "w" }] }"""), Does.Contain("'repair' is reserved for the repair before all rules."));

    [Test]
    public void A_rule_that_is_switched_off_does_nothing()
    {
        const string Rule = """{ "id": "langs", "kind": "split-string", "at": ["/langs/*"], "why": "w", "enabled": false }""";
        var mappings = Mappings.Parse(Encoding.UTF8.GetBytes($$"""{ "format": 2, "rules": [{{Rule}}] }"""), "m.json");

        var plan = Migrator.Plan("""{"langs":["fr, en"]}"""u8, new ManifestOrigin(null, "manifest.konnector"), mappings);

        Assert.That(plan.Result.Changes, Is.Empty);
    }

    [Test]
    public void The_digest_of_a_mappings_file_is_that_of_its_bytes() => Assert.That(
        Mappings.Parse("""{"format":2,"rules":[]}"""u8, "m.json").Sha256,
        Is.EqualTo("ae3c1127ff04fa480e260e076062c89d57dbe50dc9c308a00de8348af0705876"));

    private static string Error(string json)
    {
        var thrown = Assert.Throws<MappingsException>(() => Mappings.Parse(Encoding.UTF8.GetBytes(json), "m.json"));
        return thrown!.Message;
    }
}
