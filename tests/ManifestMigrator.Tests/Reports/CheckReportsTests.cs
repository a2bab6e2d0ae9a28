using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using ManifestMigrator.Manifest;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class CheckReportsTests
{
    private static readonly Finding Error = new(Severity.Error, "unknown-type", "/type", "The type of a konnector is 'konnector'.", "The registry takes no other.") { Line = 3, Column = 11 };
    private static readonly Finding Warning = new(Severity.Warning, "missing-property", "/editor", "'editor' is missing.", "Add it.") { Line = 1, Column = 1 };
    private static readonly Finding Hostile = new(Severity.Info, "label-unknown", Sample.Hostile, $"]]>{Sample.Hostile}\uFFFE", Sample.Hostile);

    private static readonly CheckResult Result = new(
        [new CheckedFile("a b/manifest.konnector", [Error, Warning]), new CheckedFile("c/manifest.konnector", [Warning, Hostile]), new CheckedFile("d.konnector", [])],
        IsStrict: false,
        "1.2.3");

    [Test]
    public void The_own_JSON_has_all_that_is_known_of_each_finding()
    {
        using var json = JsonDocument.Parse(CheckReports.Json(Result));
        var first = json.RootElement.GetProperty("files")[0];

        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("valid").GetBoolean(), Is.False);
            Assert.That(json.RootElement.GetProperty("errors").GetInt32(), Is.EqualTo(1));
            Assert.That(json.RootElement.GetProperty("warnings").GetInt32(), Is.EqualTo(2));
            Assert.That(first.GetProperty("path").GetString(), Is.EqualTo("a b/manifest.konnector"));
            Assert.That(
                first.GetProperty("findings")[0].EnumerateObject().Select(member => $"{member.Name}={member.Value}"),
                Is.EqualTo(new[] { "severity=error", "action=fix", "code=unknown-type", "pointer=/type", "line=3", "column=11", $"message={Error.Message}", $"hint={Error.Hint}" }));
            Assert.That(json.RootElement.GetProperty("files")[1].GetProperty("valid").GetBoolean(), Is.True);
            Assert.That(json.RootElement.GetProperty("files")[1].GetProperty("findings")[1].TryGetProperty("line", out _), Is.False, "no position is no 0");
        });
    }

    [Test]
    public void Strictly_a_warning_makes_a_manifest_invalid()
    {
        using var json = JsonDocument.Parse(CheckReports.Json(Result with { IsStrict = true }));

        Assert.That(json.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("valid").GetBoolean()), Is.EqualTo(new[] { false, false, true }));
    }

    /// <summary>The rules of the SARIF 2.1.0 schema for the objects that are written; the members of each are all that the schema knows and we use.</summary>
    [Test]
    public void SARIF_has_the_structure_of_its_schema()
    {
        using var json = JsonDocument.Parse(CheckReports.Sarif(Result));
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

        Assert.Multiple(() =>
        {
            Members(json.RootElement, required: ["version", "runs"], others: ["$schema"]);
            Assert.That(json.RootElement.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
            Members(run, required: ["tool"], others: ["invocations", "originalUriBaseIds", "columnKind", "results"]);
            Assert.That(run.GetProperty("columnKind").GetString(), Is.EqualTo("utf16CodeUnits"));
            Members(run.GetProperty("tool"), required: ["driver"]);
            Members(run.GetProperty("tool").GetProperty("driver"), required: ["name"], others: ["version", "rules"]);
            Members(run.GetProperty("invocations")[0], required: ["executionSuccessful"]);
            Assert.That(rules.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()), Is.EqualTo(new[] { "label-unknown", "missing-property", "unknown-type" }));
            foreach (var rule in rules.EnumerateArray())
                Members(rule, required: ["id"], others: ["defaultConfiguration"]);
            Assert.That(run.GetProperty("results").GetArrayLength(), Is.EqualTo(4));
            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                Members(result, required: ["message"], others: ["ruleId", "ruleIndex", "level", "locations", "properties"]);
                Members(result.GetProperty("message"), required: ["text"]);
                Assert.That(result.GetProperty("level").GetString(), Is.AnyOf("none", "note", "warning", "error"));
                Assert.That(rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString(), Is.EqualTo(result.GetProperty("ruleId").GetString()));
                var location = result.GetProperty("locations")[0];
                Members(location, required: [], others: ["physicalLocation", "logicalLocations"]);
                Assert.That(Uri.IsWellFormedUriString(location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.Relative));
                var artifact = location.GetProperty("physicalLocation").GetProperty("artifactLocation");
                Members(artifact, required: [], others: ["uri", "uriBaseId"]);
                Members(run.GetProperty("originalUriBaseIds").GetProperty(artifact.GetProperty("uriBaseId").GetString()!), required: [], others: ["description"]);
                if (location.GetProperty("physicalLocation").TryGetProperty("region", out var region))
                    Assert.That(region.EnumerateObject().Select(member => member.Value.GetInt32()), Is.All.GreaterThan(0));
            }
        });
    }

    [Test]
    public void SARIF_tells_where_a_finding_is()
    {
        using var json = JsonDocument.Parse(CheckReports.Sarif(Result));
        var location = json.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0];

        Assert.Multiple(() =>
        {
            Assert.That(location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("a%20b/manifest.konnector"));
            Assert.That(location.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(3));
            Assert.That(location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString(), Is.EqualTo("/type"));
        });
    }

    [TestCase("/home/a/m.konnector", false)]
    [TestCase("m.konnector", true)]
    public void SARIF_says_where_relative_paths_begin(string path, bool isRelative) =>
        Assert.That(CheckReports.Sarif(new CheckResult([new CheckedFile(path, [Error])], IsStrict: false, "1")).Contains("\"uriBaseId\": \"%SRCROOT%\"", StringComparison.Ordinal), Is.EqualTo(isRelative));

    [TestCase("/home/a/m.konnector", "file:///home/a/m.konnector")]
    [TestCase("../m.konnector", "../m.konnector")]
    [TestCase("a:b/100%.konnector", "a%3Ab/100%25.konnector")]
    [TestCase("a\nb\u202E/m.konnector", "a%0Ab%E2%80%AE/m.konnector")]
    public void SARIF_names_files_by_URI_references(string path, string uri) =>
        Assert.That(CheckReports.Sarif(new CheckResult([new CheckedFile(path, [Error])], IsStrict: false, "1")), Does.Contain($"\"uri\": \"{uri}\""));

    [Test]
    public void JUnit_has_a_test_case_for_each_manifest_that_fails_when_it_is_invalid()
    {
        var suite = XDocument.Parse(CheckReports.JUnit(Result)).Root!.Element("testsuite")!;

        Assert.Multiple(() =>
        {
            Assert.That($"{suite.Attribute("tests")!.Value} {suite.Attribute("failures")!.Value}", Is.EqualTo("3 1"));
            Assert.That(suite.Elements("testcase").Select(test => test.Attribute("name")!.Value), Is.EqualTo(Result.Files.Select(file => file.Path)));
            Assert.That(suite.Elements("testcase").Count(test => test.Element("failure") is not null), Is.EqualTo(1));
            Assert.That(suite.Descendants("failure").Single().Value, Does.StartWith("a b/manifest.konnector:3:11: error unknown-type: "));
        });
    }

    [Test]
    public void Hostile_values_neither_break_a_document_nor_hide_in_it() => Assert.Multiple(() =>
    {
        foreach (var text in new[] { CheckReports.Json(Result), CheckReports.Sarif(Result), CheckReports.JUnit(Result with { IsStrict = true }) })
        {
            Assert.That(text.Replace("\n", "", StringComparison.Ordinal), Is.EqualTo(VisibleText.Escape(text.Replace("\n", "", StringComparison.Ordinal))));
            Assert.That(() => _ = text.StartsWith('{') ? (object)JsonDocument.Parse(text) : XmlReader.Create(new StringReader(text)).ReadToFollowing("none"), Throws.Nothing);
        }
    });

    private static void Members(JsonElement @object, string[] required, string[]? others = null)
    {
        var names = @object.EnumerateObject().Select(member => member.Name).ToList();
        Assert.That(names, Is.SupersetOf(required).And.SubsetOf(required.Concat(others ?? [])));
    }
}
