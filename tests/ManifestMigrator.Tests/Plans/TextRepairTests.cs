using System.Text;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Reports;
using ManifestMigrator.Tests.Rules;
using ManifestMigrator.Tests.Text;

namespace ManifestMigrator.Tests.Plans;

/// <summary>How a repair is told apart from the migration.</summary>
public sealed class TextRepairTests
{
    private const string Broken = """
        {
          "vendorLink": "https://voltaire.example",
          "slug": "voltaire",
          "name": "Voltaire
          "langs": ["fr", "en",],
          "editor": "Alder",
          "frequency": "weekly",
          "icon": "icon.svg",
          "categories": ["energy"],
          "data_types": ["bill"],
          "screenshots": [],
          "developer": { "name": "Alder" },
          "fields": {}
        }

        """;

    [Test]
    public void Each_repaired_line_is_a_change_of_its_own_before_those_of_the_rules() => Assert.That(
        Plan(Broken, "vendor-link").Result.Changes,
        Is.EqualTo(new[]
        {
            new Change("repair", ChangeKind.Repair, 4, "", "/name", "\"name\": \"Voltaire", "\"name\": \"Voltaire\","),
            new Change("repair", ChangeKind.Repair, 5, "", "/langs/1", "\"langs\": [\"fr\", \"en\",],", "\"langs\": [\"fr\", \"en\"],"),
            new Change("vendor-link", ChangeKind.Rename, 2, "/vendorLink", "/vendor_link", "\"https://voltaire.example\"", "\"https://voltaire.example\""),
        }));

    [Test]
    public void Each_mistake_that_was_repaired_is_a_warning_at_its_place_in_the_file() => Assert.That(
        Plan(Broken, "vendor-link").Result.Findings.Where(finding => finding.Code.StartsWith("json-", StringComparison.Ordinal)).Select(finding => $"{finding.Line}:{finding.Column} {Spelling.Spell(finding.Severity)} {finding.Message}"),
        Is.EqualTo(new[]
        {
            "4:11 warning Missing closing quote: the string does not end on its line.",
            "4:20 warning Missing comma after the value of \"name\".",
            "5:23 warning Trailing comma before a closing bracket.",
        }));

    [Test]
    public void Findings_behind_a_repair_are_told_in_places_of_the_file_as_it_was_read()
    {
        var plan = Plan("{\n  categories\": [\"moon\"],\n  \"slug\": \"voltaire\",\n  frequency\": \"moonly\"\n}\n");

        Assert.That(plan.Result.Findings.Where(finding => finding.Pointer == "/frequency").Select(finding => (finding.Line, finding.Column)), Is.EqualTo(new[] { (4, 15) }));
    }

    [Test]
    [StartsPrograms]
    public void The_patch_names_the_repaired_lines_at_the_head_of_their_hunk_alone_and_git_applies_it()
    {
        var plan = Plan(Broken.Replace("  \"fields\": {}\n", "  \"fields\": {},\n  \"dataTypes\": []\n", StringComparison.Ordinal), "vendor-link", "data-types", "manifest-version");
        var heads = plan.Result.Hunks.Split('\n').Where(line => line.StartsWith("@@", StringComparison.Ordinal));
        using var git = new GitApply();
        git.Write("manifest.konnector", Broken.Replace("  \"fields\": {}\n", "  \"fields\": {},\n  \"dataTypes\": []\n", StringComparison.Ordinal));

        git.Apply(PatchText.Write(Sample.Repository("h/a/b", plan.Result)));

        Assert.That(heads, Is.EqualTo(new[] { "@@ -1,8 +1,8 @@ repair: line 4, 5", "@@ -11,5 +11,6 @@" }));
        Assert.That(git.Read("manifest.konnector"), Is.EqualTo(Encoding.UTF8.GetString(plan.PlannedBytes!)));
    }

    [Test]
    public void Nothing_but_the_repaired_characters_changes()
    {
        const string text = "\uFEFF{\r\n\t\"a\" :1.50 ,\r\n\r\n\t\"b\":[ 1,2 ]\r\n\t\"\\u0063\": \"\\/\"\r\n}";

        Assert.That(Encoding.UTF8.GetString(Plan(text).PlannedBytes!), Is.EqualTo(text.Replace("]", "],", StringComparison.Ordinal)));
    }

    [Test]
    public void More_mistakes_than_are_told_at_once_are_repaired_too()
    {
        var text = $"[\n{string.Join(",\n", Enumerable.Repeat("  [1,]", 50))}\n]\n";

        Assert.That(Plan($"{{\n\"a\": {text}}}").Result.Status, Is.EqualTo(ManifestStatus.Unreadable), "flat text has no indentation that could agree");
        Assert.That(
            Encoding.UTF8.GetString(Plan($"{{ \"a\": {text}}}").PlannedBytes!),
            Is.EqualTo($"{{ \"a\": {text}}}".Replace(",]", "]", StringComparison.Ordinal)));
    }

    [TestCase("{\n  \"name\": \"Voltaire\"\n  \"slug\": \"voltaire\"\n}", "plan and convert repair it with --repair.")]
    [TestCase("{\n  \"name\": \"Voltaire\"\n  \"slug\": \"voltaire\",\n  \"name\": \"Alder\"\n}", "--repair cannot: the indentation contradicts the brackets, or a key would appear twice.")]
    public void Without_the_option_the_hint_says_whether_it_would_help(string text, string hint)
    {
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(text), new ManifestOrigin(null, "manifest.konnector"), DefaultMappings.Value);

        Assert.That(plan.PlannedBytes, Is.Null);
        Assert.That(plan.Result.Findings.Single().Hint, Is.EqualTo($"Insert a comma here. {hint}"));
    }

    [Test]
    public void Where_a_person_must_decide_no_hint_speaks_of_the_option() => Assert.That(
        Migrator.Plan("{ \"a\": \"b\\.c\" }"u8, new ManifestOrigin(null, "manifest.konnector"), DefaultMappings.Value).Result.Findings.Single().Hint,
        Does.Not.Contain("--repair"));

    [TestCase("{\n  \"a\": {\n    \"b\": 1\n  \"c\": 2\n}\n}\n", TestName = "A brace that is missing where a comma is missing too")]
    [TestCase("{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    \"d\": 2\n    },\n  \"e\": 3\n}}\n", TestName = "A brace that is missing before a key that is not indented so deep")]
    [TestCase("{\n  \"a\": {\n    \"b\": 1\n    },\n    \"c\": [1,]\n}\n", TestName = "A member that is indented like those of the object before it")]
    [TestCase("{\r  \"a\": {\r    \"b\": 1\r  \"c\": 2\r}}\r", TestName = "A brace that is missing between lines that end in CR")]
    [TestCase("{\n  \"a\": \"text ,\n  \"b\": 1\n}\n", TestName = "A blank before the comma may belong to the text")]
    [TestCase("{\n  \"a\": \"text  \n}\n", TestName = "Blanks at the end may belong to the text")]
    [TestCase("{\n  \"a\": \"\\\\host\\\",\n  \"b\": 1\n}\n", TestName = "A backslash may have hidden the quote")]
    [TestCase("{\n  \"a\": \"text,,\n  \"b\": 1\n}\n", TestName = "One comma of two may belong to the text")]
    [TestCase("{\n  \"a\": [\n    \"A,\n    \"B\"\n  ]\n}\n", TestName = "An item without its closing quote")]
    [TestCase("{\n  \"a\": text\",\n  \"b\": 1\n}\n", TestName = "A value without its opening quote")]
    [TestCase("{ \"a\": 1 \"b\": 2 }\n", TestName = "A comma that is missing within a line")]
    [TestCase("{\n  \"a\": 1, b\": 2\n}\n", TestName = "A key without its opening quote within a line")]
    [TestCase("{\n  \"a : [\n    1\n  ]\n}\n", TestName = "A key that may end in a blank")]
    [TestCase("{\n  \"a: 1\n}\n", TestName = "A key without its closing quote before a number")]
    [TestCase("{\n  \"a\": [1,,]\n}\n", TestName = "Two commas at the end")]
    public void Doubt_is_not_repaired(string text) => Assert.That(Plan(text).Result.Status, Is.EqualTo(ManifestStatus.Unreadable));

    [Test]
    public void Text_that_is_strict_JSON_is_planned_as_without_the_option() => Assert.That(
        Plan("{\n\"vendorLink\": 1\n}", "vendor-link").Result.Changes.Select(change => change.Rule),
        Is.EqualTo(new[] { "vendor-link" }));

    [Test]
    public void A_repair_alone_leaves_nothing_to_do_and_makes_no_leftovers()
    {
        var plan = Plan("{\n  \"slug\": \"voltaire\",\n}\n");

        Assert.That((plan.Result.Status, plan.Result.Impact, plan.Result.Form), Is.EqualTo((ManifestStatus.Migrated, Impact.None, ManifestForm.Version2)));
        Assert.That(Migrator.Plan(plan.PlannedBytes, new ManifestOrigin(null, "manifest.konnector"), DefaultMappings.Only(), repairs: true).Result.Status, Is.EqualTo(ManifestStatus.Current));
    }

    private static ManifestPlan Plan(string text, params string[] rules) =>
        Migrator.Plan(Encoding.UTF8.GetBytes(text), new ManifestOrigin(null, "manifest.konnector"), DefaultMappings.Only(rules), repairs: true);
}
