using System.Text;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Rules;

/// <summary>The schema beside the mappings file says what the loader says: it is compared with the words of the loader's own errors.</summary>
public sealed class MappingsSchemaTests
{
    private static readonly JObject Schema = Read("mappings.schema.json");
    private static readonly JArray Rules = (JArray)Read("mappings.json")["rules"]!;

    private static IEnumerable<string> Kinds => RuleKinds.All.Select(kind => kind.Name);

    [Test]
    public void The_schema_and_the_loader_know_the_same_kinds()
    {
        var rule = Schema["$defs"]!["rule"]!;

        Assert.That(rule["properties"]!["kind"]!["enum"]!.Values<string>(), Is.EqualTo(Kinds));
        Assert.That(rule["oneOf"]!.Select(choice => (string?)choice["$ref"]), Is.EqualTo(Kinds.Select(kind => $"#/$defs/{kind}")));
    }

    [Test]
    public void Every_transform_is_used_and_the_schema_calls_it_one() => Assert.Multiple(() =>
    {
        var transforms = RuleKinds.Transforms.Select(kind => kind.Name).ToList();
        Assert.That(transforms, Is.SubsetOf(Rules.Select(rule => (string?)rule["kind"])));
        Assert.That(Kinds.Where(kind => ((string)Definition(kind)["description"]!).StartsWith("A transform, ", StringComparison.Ordinal)), Is.EqualTo(transforms));
    });

    [Test]
    public void The_schema_and_the_loader_know_the_same_aspects() =>
        Assert.That(Schema["$defs"]!["changes"]!["items"]!["enum"]!.Values<string>(), Is.EqualTo(RuleOptions.AspectNames));

    [Test]
    public void The_schema_and_the_loader_know_the_same_objects_with_properties() => Assert.That(
        Definition("snake-case-keys")["properties"]!["at"]!["items"]!["enum"]!.Values<string>().Where(place => KnownProperties.At(place!) is null),
        Is.Empty);

    [TestCaseSource(nameof(Kinds))]
    public void The_schema_and_the_loader_know_the_same_options_of_a_kind(string kind) =>
        Assert.That(Options(Definition(kind)), Is.EquivalentTo(KnownToTheLoader(RuleOf(kind))));

    [TestCaseSource(nameof(Kinds))]
    public void The_schema_demands_what_the_loader_demands(string kind)
    {
        var rule = RuleOf(kind);
        var demanded = Options(Definition(kind)).Where(option => Refuses(Without(rule, option), $"'{option}' is missing."));

        Assert.That(Definition(kind)["required"]!.Values<string>(), Is.EquivalentTo(demanded.Append("kind").Distinct(StringComparer.Ordinal)));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_option_is_described_and_nothing_else_is_allowed(string kind)
    {
        Assert.That((bool?)Definition(kind)["additionalProperties"], Is.False);
        Assert.That(((JObject)Definition(kind)["properties"]!).Properties().Where(option => option.Name != "kind" && !IsDescribed(option.Value)), Is.Empty);
    }

    [TestCase("rename-key", "values", true)]
    [TestCase("replace-value", "add", false)]
    [TestCase("lift-members", "add", false)]
    [TestCase("expand-account", "oauth", false)]
    [TestCase("fill-gaps", "form", false)]
    public void The_schema_and_the_loader_know_the_same_members_of_an_object_in_a_rule(string kind, string option, bool isArray)
    {
        var rule = (JObject)Rules.First(rule => (string?)rule["kind"] == kind && rule[option] is not null).DeepClone();
        var inner = (JObject)(isArray ? rule[option]![0]! : rule[option]!);
        inner["unknown-member"] = 1;
        var definition = Resolved(Definition(kind)["properties"]![option]!);

        var pairs = definition["oneOf"]?[1]?["items"];
        Assert.That(Options(pairs ?? (isArray ? definition["items"]! : definition)), Is.EquivalentTo(Listed(Error(rule))));
    }

    private static JObject Definition(string kind) => (JObject)Schema["$defs"]![kind]!;

    private static JToken Resolved(JToken definition) =>
        (string?)definition["$ref"] is { } reference ? Schema["$defs"]![reference["#/$defs/".Length..]]! : definition;

    private static bool IsDescribed(JToken option) => (option["description"] ?? Resolved(option)["description"]) is not null;

    private static IEnumerable<string> Options(JToken definition) => ((JObject)definition["properties"]!).Properties().Select(option => option.Name);

    private static JObject RuleOf(string kind)
    {
        var rule = kind == "move-member"
            ? new JObject { ["id"] = "a", ["kind"] = kind, ["from"] = "/a", ["to"] = "/b", ["why"] = "w" }
            : (JObject)Rules.First(rule => (string?)rule["kind"] == kind).DeepClone();
        rule.Remove("onlyAfter");
        return rule;
    }

    private static JObject Without(JObject rule, string option)
    {
        var copy = (JObject)rule.DeepClone();
        copy.Remove(option);
        return copy;
    }

    private static string[] KnownToTheLoader(JObject rule)
    {
        var copy = (JObject)rule.DeepClone();
        copy["unknown-member"] = 1;
        return Listed(Error(copy));
    }

    private static bool Refuses(JObject rule, string reason) => Error(rule).EndsWith(reason, StringComparison.Ordinal);

    private static string[] Listed(string error) => error.TrimEnd('.').Split(" It has: ")[1].Split(", ");

    private static string Error(JObject rule)
    {
        var file = new JObject { ["format"] = 2, ["rules"] = new JArray(rule) };
        try
        {
            _ = Mappings.Parse(Encoding.UTF8.GetBytes(file.ToString()), "m.json");
            return "";
        }
        catch (MappingsException exception)
        {
            return exception.Message;
        }
    }

    private static JObject Read(string file) => JObject.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)));
}
