using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.House;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Plans;

/// <summary>Whether those who read manifests see the same konnector afterwards.</summary>
public sealed class EffectiveChangeTests
{
    private static readonly string DefaultText = File.ReadAllText(Path.Combine(Repository.Root, "mappings.json"));

    [TestCase("""{"fields":{"zipcode":{"type":"text","isRequired":false}}}""", TestName = "isRequired is read as required")]
    [TestCase("""{"fields":{"advancedFields":{"folderPath":{"advanced":true}}}}""", TestName = "a folder path is read as the default folder")]
    [TestCase("""{"category":"other"}""", TestName = "a category that readers do not know is read as others")]
    [TestCase("""{"oauth":false}""", TestName = "oauth that is false is no OAuth")]
    [TestCase("""{"language":"node","licence2":"x"}""", TestName = "what nobody reads may stay")]
    public void It_is_the_same(string before) => Assert.That(Of(before).Effective, Is.EqualTo(EffectiveChange.Same));

    [TestCase("""{"dataType":["bill"]}""", TestName = "data types begin to count")]
    [TestCase("""{"timeInterval":[15,21]}""", TestName = "hours begin to count")]
    [TestCase("""{"category":["telecom"]}""", TestName = "a category in an array begins to count")]
    [TestCase("""{"fields":{"zipcode":{"isRequired":"false"}}}""", TestName = "a word begins to count as a boolean")]
    [TestCase("""{"fields":{"save_folder":{"type":"folder"}}}""", TestName = "a folder of 2017 begins to count")]
    [TestCase("""{"oauth":true,"oauth_scope":"a+b"}""", TestName = "a scope begins to count")]
    [TestCase("""{"slug":"a","fields":{"account":{"accountFormat":"login,password","account_type":"b","scope":"I"}}}""", TestName = "an account description begins to count")]
    [TestCase("""{"fields":{"login":{},"advancedFields":{"clientId":{"type":"text"}}}}""", TestName = "an advanced field begins to count")]
    [TestCase("""{"clientSide":"true"}""", TestName = "the stack begins to read the manifest")]
    public void It_changes_on_purpose(string before) => Assert.That(Of(before).Effective, Is.EqualTo(EffectiveChange.OnPurpose));

    [TestCase("\"to\": \"data_types\"", "\"to\": \"types\"", """{"dataType":["bill"]}""", "/data_types", TestName = "data types get a name that nobody reads")]
    [TestCase("\"to\": \"required\"", "\"to\": \"requires\"", """{"fields":{"zipcode":{"isRequired":false}}}""", "/fields", TestName = "an optional field becomes a required one")]
    [TestCase("{ \"from\": \"false\", \"to\": false }", "{ \"from\": \"false\", \"to\": true }", """{"fields":{"zipcode":{"isRequired":"false"}}}""", "/fields", TestName = "false becomes true")]
    [TestCase("{ \"from\": \"false\", \"to\": false }", "{ \"from\": \"no\", \"to\": false }", """{"fields":{"zipcode":{"isRequired":"false"}}}""", "/fields", TestName = "a word is taken over as a word")]
    [TestCase("{ \"from\": \"true\", \"to\": true }", "{ \"from\": \"yes\", \"to\": true }", """{"client_side":"true"}""", "/clientSide", TestName = "client_side keeps its word")]
    [TestCase("\"kind\": \"add-member\",\n      \"onlyAfter\": \"folder-path\"", "\"enabled\": false, \"kind\": \"add-member\", \"onlyAfter\": \"folder-path\"", """{"fields":{"advancedFields":{"folderPath":{}}}}""", "/folders", TestName = "the folder is lost")]
    [TestCase("$administrative/$konnector/$account", "$photos", """{"fields":{"advancedFields":{"folderPath":{}}}}""", "/folders", TestName = "the folder is another one")]
    [TestCase("\"/fields/folderPath\"", "\"/fields/login\"", """{"fields":{"login":{},"password":{}},"folders":[]}""", "/fields", TestName = "a field is lost")]
    [TestCase("\"other\": \"others\"", "\"other\": \"telecom\"", """{"categories":["other"]}""", "/categories", TestName = "a category becomes another one")]
    [TestCase("\"bills\": \"bill\"", "\"bills\": \"contract\"", """{"data_types":["bills"]}""", "/data_types", TestName = "a data type becomes another one")]
    [TestCase("\"password\": \"password\"", "\"password\": \"text\"", """{"fields":{"account":{"accountFormat":"login,password"}}}""", "/fields", TestName = "a password can be read by everybody")]
    [TestCase("\"member\": \"scope\"", "\"member\": \"scopes\"", """{"oauth":true,"oauth_scope":"a"}""", "/oauth", TestName = "a scope is lost")]
    [TestCase("\"to\": \"time_interval\"", "\"to\": \"interval\"", """{"timeInterval":[15,21]}""", "/time_interval", TestName = "hours are lost")]
    [TestCase("\"/loginDelay\"", "\"/permissions\"", """{"permissions":{"files":{"type":"io.cozy.files"}}}""", "/permissions", TestName = "permissions are lost")]
    [TestCase("\"/loginDelay\"", "\"/slug\"", """{"slug":"a"}""", "/slug", TestName = "a slug is lost")]
    [TestCase("\"node\": \"konnector\"", "\"node\": \"webapp\"", """{"type":"node"}""", "/type", TestName = "a konnector becomes an application")]
    [TestCase("\"to\": \"short_description\"", "\"to\": \"long_description\"", """{"locales":{"fr":{"description":"a"}}}""", "/locales", TestName = "a description gets a name that the shop does not read")]
    public void A_wrong_mapping_is_caught_and_nothing_is_delivered(string right, string wrong, string before, string pointer)
    {
        Assert.That(DefaultText, Does.Contain(right), "the mapping that is spoilt");
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(before), Origin, Mappings.Parse(Encoding.UTF8.GetBytes(DefaultText.Replace(right, wrong, StringComparison.Ordinal)), "wrong.json"));

        Assert.Multiple(() =>
        {
            Assert.That(plan.Result.Effective, Is.EqualTo(EffectiveChange.Unexpected));
            Assert.That(plan.Result.Status, Is.EqualTo(ManifestStatus.Blocked));
            Assert.That(plan.PlannedBytes, Is.Null);
            Assert.That(plan.Result.Findings.Where(finding => finding.Code == "effective-changed").Select(finding => finding.Pointer), Has.Some.EqualTo(pointer));
        });
        Assert.That(Of(before).Effective, Is.Not.EqualTo(EffectiveChange.Unexpected), "by the right mapping");
    }

    [Test]
    public void The_finding_says_what_readers_would_see()
    {
        var wrong = DefaultText.Replace("\"to\": \"required\"", "\"to\": \"requires\"", StringComparison.Ordinal);
        var plan = Migrator.Plan("""{"fields":{"zipcode":{"type":"text","isRequired":false}}}"""u8, Origin, Mappings.Parse(Encoding.UTF8.GetBytes(wrong), "wrong.json"));

        Assert.That(
            plan.Result.Findings.Select(finding => finding.Message),
            Has.Some.StartsWith("Readers would see another konnector: the field 'zipcode' should be 'text optional identifier' and is 'text required identifier"));
    }

    [Test]
    public void A_rule_of_ones_own_may_do_what_it_wants_where_it_works()
    {
        const string own = """{"format":1,"rules":[{"id":"our-energy","kind":"replace-value","at":["/categories/*"],"values":{"energie":"energy"},"why":"Ours."}]}""";
        var plan = Migrator.Plan("""{"categories":["energie"]}"""u8, Origin, Mappings.Parse(Encoding.UTF8.GetBytes(own), "own.json"));

        Assert.That((plan.Result.Effective, plan.Result.Status), Is.EqualTo((EffectiveChange.OnPurpose, ManifestStatus.Migrated)));
    }

    [Test]
    public void A_rule_of_ones_own_that_takes_a_field_away_changes_the_identity()
    {
        const string own = """{"format":1,"rules":[{"id":"our-field","kind":"remove-member","at":["/fields/login"],"why":"Ours."}]}""";
        var plan = Migrator.Plan("""{"fields":{"login":{},"password":{}}}"""u8, Origin, Mappings.Parse(Encoding.UTF8.GetBytes(own), "own.json"));

        Assert.That((plan.Result.Effective, plan.Result.Impact), Is.EqualTo((EffectiveChange.OnPurpose, Impact.Identity)));
    }

    private static readonly ManifestOrigin Origin = new("git.example.org/a/b", "manifest.konnector");

    private static ManifestResult Of(string json) => Migrator.Plan(Encoding.UTF8.GetBytes(json), Origin, DefaultMappings.Value).Result;
}
