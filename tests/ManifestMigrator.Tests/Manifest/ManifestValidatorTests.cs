using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Manifest;

public sealed class ManifestValidatorTests
{
    private const string Valid = """
        {
          "version": "1.2.0",
          "name": "Voltaire",
          "type": "konnector",
          "language": "node",
          "slug": "voltaire",
          "icon": "icon.svg",
          "source": "git@github.com:alder/voltaire.git",
          "editor": "Alder",
          "developer": { "name": "Alder", "url": "https://alder.example" },
          "vendor_link": "https://voltaire.example",
          "categories": ["press"],
          "data_types": ["bill"],
          "doctypes": ["io.cozy.files"],
          "fields": {
            "login": { "type": "text", "role": "identifier" },
            "password": { "type": "password", "min": 8, "max": 64 },
            "uuid": { "type": "dropdown", "required": false, "options": [{ "name": "One", "value": "1" }], "default": { "name": "One", "value": "1" } }
          },
          "folders": [{ "defaultDir": "$administrative/$konnector/$account" }],
          "frequency": "daily",
          "time_interval": [5.5, 21],
          "permissions": {
            "bank operations": { "type": "io.cozy.bank.operations", "verbs": ["GET"] },
            "files": { "type": "io.cozy.files", "verbs": ["GET", "POST"], "selector": "id", "values": ["1"] }
          },
          "oauth": { "scope": "bills contacts", "account_type": "voltaire" },
          "messages": ["success_message"],
          "parameters": { "bankId": 7 },
          "tags": ["reading"],
          "langs": ["en"],
          "license": "AGPL-3.0",
          "banksTransactionRegExp": "\\bvoltaire\\b",
          "clientSide": false,
          "locales": {
            "en": {
              "short_description": "Fetches your bills",
              "long_description": "Fetches all your bills",
              "fields": { "login": { "label": "Reader number" } },
              "permissions": { "bank operations": { "description": "To find the payment" } },
              "messages": { "success_message": "Happy reading" }
            }
          },
          "manifest_version": "2",
          "uuid": "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b"
        }
        """;

    [Test]
    public void A_complete_manifest_is_valid_and_there_is_nothing_to_say() => Assert.That(Findings(Valid), Is.Empty);

    [TestCase("\"type\": \"konnector\"", "\"type\": \"webapp\"", "error unknown-type /type")]
    [TestCase("\"type\": \"konnector\",", "", "error missing-property /type")]
    [TestCase("\"manifest_version\": \"2\",", "", "error missing-property /manifest_version")]
    [TestCase("\"manifest_version\": \"2\"", "\"manifest_version\": 2", "error wrong-type /manifest_version")]
    [TestCase("\"manifest_version\": \"2\"", "\"manifest_version\": \"1\"", "error manifest-version /manifest_version")]
    [TestCase("\"press\"]", "\"pres\"]", "error unknown-category /categories/0")]
    [TestCase("[\"press\"]", "\"press\"", "error wrong-type /categories")]
    [TestCase("\"press\"]", "\"others\"]", "info category-others /categories/0")]
    [TestCase("\"bill\"", "\"bills\"", "error unknown-data-type /data_types/0")]
    [TestCase("\"daily\"", "\"sometimes\"", "error unknown-frequency /frequency")]
    [TestCase("[5.5, 21]", "\"21600\"", "error time-interval /time_interval")]
    [TestCase("[5.5, 21]", "[5, 25]", "error time-interval /time_interval")]
    [TestCase("[5.5, 21]", "[21, 5]", "error time-interval /time_interval")]
    [TestCase("\"clientSide\": false", "\"clientSide\": \"false\"", "error wrong-type /clientSide")]
    [TestCase("{ \"scope\": \"bills contacts\", \"account_type\": \"voltaire\" }", "true", "error wrong-type /oauth")]
    [TestCase("\"bills contacts\"", "[\"bills\", \"contacts\"]", "warning oauth-scope-split /oauth/scope")]
    [TestCase("\"https://voltaire.example\"", "\"voltaire.example\"", "warning vendor-link-scheme /vendor_link")]
    [TestCase("8b6f7e0d1c2b", "", "error uuid-malformed /uuid")]
    [TestCase(",\n  \"uuid\": \"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b\"", "", "warning missing-property /uuid")]
    [TestCase("\"vendor_link\"", "\"vendorLink\"", "error legacy-property /vendorLink")]
    [TestCase("\"license\"", "\"licence\"", "error legacy-property /licence")]
    [TestCase("\"tags\"", "\"description\": \"Bills\", \"tags\"", "error legacy-property /description")]
    [TestCase("\"tags\"", "\"screenshots\": [], \"tags\"", "info app-property /screenshots")]
    [TestCase("\"tags\"", "\"tag\"", "warning unknown-property /tag")]
    [TestCase("\"required\": false", "\"isRequired\": false", "error legacy-property /fields/uuid/isRequired")]
    [TestCase("\"required\": false", "\"required\": \"false\"", "error wrong-type /fields/uuid/required")]
    [TestCase("\"password\": { \"type\": \"password\"", "\"password\": { \"type\": \"passwort\"", "error unknown-field-type /fields/password/type")]
    [TestCase("\"type\": \"password\", ", "", "error missing-property /fields/password/type")]
    [TestCase("\"role\": \"identifier\"", "\"identifier\": true", "info identifier-unread /fields/login/identifier")]
    [TestCase("\"role\": \"identifier\"", "\"label\": \"Your number\"", "info label-unknown /fields/login/label")]
    [TestCase("\"password\": {", "\"advancedFields\": {", "error legacy-property /fields/advancedFields")]
    [TestCase("\"type\": \"io.cozy.files\", ", "", "error missing-property /permissions/files/type", "warning files-permission-missing /folders")]
    [TestCase("[\"GET\", \"POST\"]", "[\"READ\"]", "error unknown-verb /permissions/files/verbs/0")]
    [TestCase("\"type\": \"io.cozy.files\"", "\"type\": \"io.cozy.bills\"", "warning files-permission-missing /folders")]
    [TestCase("\"success_message\":", "\"failure\":", "error message-text-missing /messages/0")]
    [TestCase("[\"en\"]", "[\"en\", \"fr\"]", "warning locale-missing /langs/1")]
    [TestCase("{ \"login\": { \"label\"", "{ \"log_in\": { \"label\"", "warning locale-orphan /locales/en/fields/log_in")]
    [TestCase("\"short_description\"", "\"description\"", "error legacy-property /locales/en/description")]
    [TestCase("\"tags\"", "\"name\": \"Twice\", \"tags\"", "error duplicate-key /name")]
    public void What_is_wrong_is_said_once(string before, string after, params string[] findings)
    {
        var changed = Valid.Replace(before, after, StringComparison.Ordinal);

        Assert.That(changed, Is.Not.EqualTo(Valid));
        Assert.That(Findings(changed), Is.EquivalentTo(findings));
    }

    [Test]
    public void A_finding_stands_at_its_line_and_column()
    {
        var finding = ManifestCheck.Findings(Encoding.UTF8.GetBytes(Valid.Replace("\"bill\"", "\"bil\"", StringComparison.Ordinal))).Single();

        Assert.Multiple(() =>
        {
            Assert.That((finding.Line, finding.Column), Is.EqualTo((13, 18)));
            Assert.That(finding.Hint, Is.EqualTo("Readers have neither an icon nor a label for it. Did you mean 'bill'?"));
        });
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"manifest\"")]
    public void A_manifest_is_an_object(string text) => Assert.That(Findings(text), Is.EqualTo(new[] { "error not-an-object " }));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Whatever_stands_in_whatever_place_never_stops_the_validator()
    {
        var places = JObject.Parse(Valid).Descendants().OfType<JProperty>().Select(property => property.Path).Distinct(StringComparer.Ordinal).ToArray();
        var values = new[] { "null", "0", "-1e400", "\"\"", "true", "[]", "{}", "[[]]", "[{}]", "{\"\": {}}", "{\"a\": null}", "[null, 1, \"x\"]" };
        return Prop.ForAll(Gen.Elements(places).ToArbitrary(), Gen.Elements(values).ToArbitrary(), (place, value) =>
        {
            var manifest = JObject.Parse(Valid);
            manifest.SelectToken(place)!.Replace(new JRaw(value));
            var document = SyntaxTree.Parse(manifest.ToString());
            return ManifestValidator.Validate(document).All(placed => placed.Offset >= 0 && placed.Offset < document.Text.Length);
        });
    }

    private static IEnumerable<string> Findings(string text) => ManifestValidator.Validate(SyntaxTree.Parse(text))
        .Select(placed => placed.Finding)
        .Select(finding => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Code} {finding.Pointer}");
}
