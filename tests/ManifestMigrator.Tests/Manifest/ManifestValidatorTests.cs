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
    public void Of_locales_that_are_no_object_nothing_more_is_said() =>
        Assert.That(Findings("""{"langs": ["fr"], "locales": "fr"}""").Where(finding => finding.Contains("locale", StringComparison.Ordinal)),
            Is.EqualTo(["error wrong-type /locales"]));

    [Test]
    public void A_complete_manifest_is_valid_and_there_is_nothing_to_say() => Assert.That(Findings(Valid), Is.Empty);

    [TestCase("\"type\": \"konnector\"", "\"type\": \"webapp\"", "error unknown-type /type")]
    [TestCase("\"type\": \"konnector\",", "", "error missing-property /type")]
    [TestCase("\"manifest_version\": \"2\",", "", "warning missing-property /manifest_version")]
    [TestCase("\"manifest_version\": \"2\"", "\"manifest_version\": 2", "warning wrong-type /manifest_version")]
    [TestCase("\"manifest_version\": \"2\"", "\"manifest_version\": \"1\"", "warning manifest-version /manifest_version")]
    [TestCase("\"press\"]", "\"pres\"]", "warning unknown-category /categories/0")]
    [TestCase("[\"press\"]", "\"press\"", "error wrong-type /categories")]
    [TestCase("\"press\"]", "\"others\"]", "info category-others /categories/0")]
    [TestCase("\"bill\"", "\"bills\"", "warning unknown-data-type /data_types/0")]
    [TestCase("\"daily\"", "\"sometimes\"", "error unknown-frequency /frequency")]
    [TestCase("[5.5, 21]", "\"21600\"", "error time-interval /time_interval")]
    [TestCase("[5.5, 21]", "[5, 25]", "error time-interval /time_interval")]
    [TestCase("[5.5, 21]", "[21, 5]", "error time-interval /time_interval")]
    [TestCase("\"clientSide\": false", "\"clientSide\": \"false\"", "error wrong-type /clientSide")]
    [TestCase("{ \"scope\": \"bills contacts\", \"account_type\": \"voltaire\" }", "true", "warning wrong-type /oauth")]
    [TestCase("\"bills contacts\"", "[\"bills\", \"contacts\"]", "warning oauth-scope-split /oauth/scope")]
    [TestCase("\"https://voltaire.example\"", "\"voltaire.example\"", "warning vendor-link-scheme /vendor_link")]
    [TestCase("8b6f7e0d1c2b", "", "error uuid-malformed /uuid")]
    [TestCase(",\n  \"uuid\": \"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b\"", "", "warning missing-property /uuid")]
    [TestCase("\"vendor_link\"", "\"vendorLink\"", "error legacy-property /vendorLink")]
    [TestCase("\"license\"", "\"licence\"", "warning legacy-property /licence")]
    [TestCase("\"tags\"", "\"description\": \"Bills\", \"tags\"", "warning legacy-property /description")]
    [TestCase("\"tags\"", "\"screenshots\": [\"a.png\"], \"tags\"", "info app-property /screenshots")]
    [TestCase("\"tags\"", "\"screenshots\": [], \"tags\"")]
    [TestCase("\"tags\"", "\"tag\"", "warning unknown-property /tag")]
    [TestCase("\"required\": false", "\"isRequired\": false", "warning legacy-property /fields/uuid/isRequired")]
    [TestCase("\"required\": false", "\"required\": \"false\"", "error wrong-type /fields/uuid/required")]
    [TestCase("\"password\": { \"type\": \"password\"", "\"password\": { \"type\": \"passwort\"", "warning unknown-field-type /fields/password/type")]
    [TestCase("\"type\": \"password\", ", "", "warning missing-property /fields/password/type")]
    [TestCase("\"role\": \"identifier\"", "\"identifier\": true", "info identifier-unread /fields/login/identifier")]
    [TestCase("\"role\": \"identifier\"", "\"label\": \"Your number\"")]
    [TestCase("{ \"type\": \"password\"", "{ \"label\": \"Your number\", \"type\": \"password\"", "info label-unknown /fields/password/label")]
    [TestCase("\"password\": {", "\"advancedFields\": {", "error legacy-property /fields/advancedFields")]
    [TestCase("\"type\": \"io.cozy.files\", ", "", "error missing-property /permissions/files/type")]
    [TestCase("[\"GET\", \"POST\"]", "[\"READ\"]", "error unknown-verb /permissions/files/verbs/0")]
    [TestCase("\"type\": \"io.cozy.files\"", "\"type\": \"io.cozy.bills\"", "warning files-permission-missing /folders")]
    [TestCase("\"success_message\":", "\"failure\":", "warning message-text-missing /messages/0")]
    [TestCase("[\"en\"]", "[\"en\", \"fr\"]", "info locale-missing /langs/1")]
    [TestCase("{ \"login\": { \"label\"", "{ \"log_in\": { \"label\"", "warning locale-orphan /locales/en/fields/log_in")]
    [TestCase("\"short_description\"", "\"description\"", "error legacy-property /locales/en/description")]
    [TestCase("\"tags\"", "\"name\": \"Twice\", \"tags\"", "error duplicate-key /name")]
    [TestCase("\"required\": false", "\"isRequired\": \"false\"", "error legacy-property /fields/uuid/isRequired")]
    [TestCase("\"required\": false", "\"required\": \"true\"", "warning wrong-type /fields/uuid/required")]
    [TestCase("\"required\": false", "\"required\": null", "warning wrong-type /fields/uuid/required")]
    [TestCase("\"icon\": \"icon.svg\"", "\"icon\": { \"light\": \"icon.svg\" }", "error wrong-type /icon")]
    [TestCase("\"icon\": \"icon.svg\"", "\"icon\": null", "warning wrong-type /icon")]
    [TestCase("\"editor\": \"Alder\"", "\"editor\": \"\"", "error missing-property /editor")]
    [TestCase("\"editor\": \"Alder\"", "\"editor\": null", "error missing-property /editor")]
    [TestCase("\"type\": \"io.cozy.files\"", "\"type\": null", "error missing-property /permissions/files/type")]
    [TestCase("\"editor\": \"Alder\",", "", "error missing-property /editor")]
    [TestCase("\"source\": \"git@github.com:alder/voltaire.git\",", "", "warning missing-property /source")]
    [TestCase("\"categories\": [\"press\"]", "\"category\": \"press\"", "warning legacy-property /category")]
    [TestCase("\"categories\": [\"press\"]", "\"category\": [\"press\"]", "error legacy-property /category")]
    [TestCase("\"password\": {", "\"advancedFields\": { \"folderPath\": {} }, \"password\": {", "warning legacy-property /fields/advancedFields")]
    [TestCase("\"tags\"", "\"cookie_domains\": [\"voltaire.example\"], \"features\": [\"2FA\"], \"qualification_labels\": [\"other_invoice\"], \"tags\"")]
    [TestCase("\"tags\"", "\"serverSide\": true, \"tags\"", "warning unknown-property /serverSide")]
    [TestCase("\"tags\"", "\"screenshots\": \"a.png\", \"tags\"", "error wrong-type /screenshots", "info app-property /screenshots")]
    [TestCase("\"1.2.0\"", "\"1.2\"", "error version-malformed /version")]
    [TestCase("\"1.2.0\"", "\"v1.2.0\"", "error version-malformed /version")]
    [TestCase("\"1.2.0\"", "\"1.02.0\"", "error version-malformed /version")]
    [TestCase("\"1.2.0\"", "\"1.2.0-rc.1\"", "error version-malformed /version")]
    [TestCase("\"1.2.0\"", "\"1.2.0-beta.3\"")]
    [TestCase("\"1.2.0\"", "\"1.2.0-dev.0a1b2c\"")]
    [TestCase("\"slug\": \"voltaire\"", "\"slug\": \"Voltaire\"", "error slug-malformed /slug")]
    [TestCase("\"slug\": \"voltaire\"", "\"slug\": \"vol_taire\"", "error slug-malformed /slug")]
    [TestCase("\"slug\": \"voltaire\"", "\"slug\": \"vol-taire-2\"")]
    [TestCase("\"time_interval\"", "\"timeInterval\": [1, 2], \"time_interval\"", "warning both-present /timeInterval")]
    [TestCase("\"time_interval\"", "\"timeInterval\": [5.5, 21], \"time_interval\"", "warning legacy-property /timeInterval")]
    [TestCase("\"clientSide\": false", "\"client_side\": true, \"clientSide\": false", "warning both-present /client_side")]
    [TestCase("{ \"login\": { \"label\": \"Reader number\" } }", "{ \"login\": { \"label\": \"Reader number\" } }, \"description\": \"Bills\"", "warning both-present /locales/en/description")]
    [TestCase("[\"GET\", \"POST\"]", "[\"READ\", \"ALL\"]")]
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

    [Test]
    public void An_error_names_the_reader_that_refuses_or_misreads_the_manifest()
    {
        string[] readers = ["cozy-stack", "cozy-client", "cozy-harvest-lib", "cozy-app-publish", "cozy-store", "registry"];
        var errors = KnownProperties.Manifest.Names.Words.Concat(OldProperties.At("").Select(old => old.Key))
            .SelectMany(key => new[] { "0", "\"x\"", "[]", "{}", "[1]" }.SelectMany(value => Validated($$"""{"{{key}}": {{value}}}""")))
            .Concat(KnownProperties.Field.Names.Words.Concat(OldProperties.At("/fields/*").Select(old => old.Key)).SelectMany(key => Validated($$$"""{"fields": {"x": {"{{{key}}}": 0 } } }""")))
            .Concat(OldProperties.At("/fields").SelectMany(old => Validated($$$"""{"fields": {"{{{old.Key}}}": {} } }""")))
            .Concat(Validated("""{"fields": {"x": 1}, "permissions": {"x": 1, "y": {"verbs": ["READ"]}, "z": {"values": 1}}, "locales": {"en": 1, "fr": {"description": "x"}}, "frequency": "x"}"""))
            .Where(finding => finding.Severity == Severity.Error && finding.Code != "uuid-malformed")
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(errors, Has.Count.GreaterThan(100));
            Assert.That(errors.Where(error => !readers.Any(reader => error.Hint.Contains(reader, StringComparison.Ordinal))), Is.Empty);
        });
    }

    [TestCase("file", null)]
    [TestCase("phone", null)]
    [TestCase("bil", "bill")]
    [TestCase("bills", "bill")]
    [TestCase("bank_accounts", "bankAccounts")]
    [TestCase("BankAcounts", "bankAccounts")]
    [TestCase("documnet", "document")]
    [TestCase("goods", null)]
    [TestCase("x", null)]
    [TestCase("", null)]
    public void A_hint_names_the_nearest_word_only_where_it_is_near(string word, string? nearest) =>
        Assert.That(Vocabulary.DataTypes.Nearest(word), Is.EqualTo(nearest));

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

    private static IEnumerable<Finding> Validated(string text) => ManifestValidator.Validate(SyntaxTree.Parse(text)).Select(placed => placed.Finding);

    private static IEnumerable<string> Findings(string text) => ManifestValidator.Validate(SyntaxTree.Parse(text))
        .Select(placed => placed.Finding)
        .Select(finding => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Code} {finding.Pointer}");
}
