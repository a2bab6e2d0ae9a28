using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Plans;

public sealed class ManifestDraftTests
{
    [Test]
    public void A_konnector_in_code_gets_a_version_2_manifest_of_all_that_its_code_says()
    {
        var draft = Draft("""
            const connector = module.exports = baseKonnector.createNew({
              name: 'Blue Melon-Mobile',
              vendorLink: 'melon.example',
              category: 'telecom',
              color: {hex: '#ff0'},
              fields: {
                login: {type: 'text'},
                password: 'password',
                folderPath: {type: 'folder', advanced: true},
                accessToken: {type: 'hidden'},
                lastSync: {type: 'hidden'},
                region: {type: 'dropdown', options: ['north', 'south'], default: 'north'},
                frequency: {type: 'dropdown', options: ['daily', 'weekly'], default: 'weekly'}
              },
              dataType: ['bill'],
              models: [Bill, File],
              connectUrl: 'https://melon.example/auth?secret=7',
              fetchOperations: [logIn]
            })
            """);

        Assert.Multiple(() =>
        {
            Assert.That(draft.Text, Is.EqualTo("""
                {
                  "name": "Blue Melon-Mobile",
                  "slug": "blue_melon_mobile",
                  "type": "konnector",
                  "language": "node",
                  "vendor_link": "https://melon.example",
                  "categories": [
                    "telecom"
                  ],
                  "data_types": [
                    "bill"
                  ],
                  "doctypes": [
                    "io.cozy.files"
                  ],
                  "fields": {
                    "login": {
                      "type": "text"
                    },
                    "password": {
                      "type": "password"
                    },
                    "region": {
                      "type": "dropdown",
                      "options": [
                        {
                          "name": "north",
                          "value": "north"
                        },
                        {
                          "name": "south",
                          "value": "south"
                        }
                      ],
                      "default": {
                        "name": "north",
                        "value": "north"
                      }
                    }
                  },
                  "folders": [
                    {
                      "defaultDir": "$administrative/$konnector/$account"
                    }
                  ],
                  "frequency": "weekly",
                  "manifest_version": "2",
                  "uuid": "7a72d073e9df5329888c9ce4012addd2"
                }

                """));
            Assert.That(draft.Findings.Select(finding => $"{finding.Code} {finding.Pointer}".TrimEnd()), Is.EqualTo(new[]
            {
                "draft-state /fields/accessToken",
                "draft-state /fields/lastSync",
                "draft-slug /slug",
                "draft-link /vendor_link",
                "draft-oauth /oauth",
                "draft-dropped",
                "draft-permissions /permissions",
                "missing-property /version",
                "missing-property /editor",
                "missing-property /source",
                "slug-malformed /slug",
            }));
            Assert.That(draft.Findings.Single(finding => finding.Code == "draft-permissions").Message, Does.Contain("Bill, File"));
            Assert.That(draft.Findings.Select(finding => finding.Message), Has.None.Contain("secret"));
        });
    }

    [Test]
    public void A_draft_of_an_unknown_repository_lacks_its_uuid_once()
    {
        var tree = SourceTree.Read([new SourceFile("index.js", Encoding.UTF8.GetBytes("module.exports = baseKonnector.createNew({name: 'Melon', fields: {login: {type: 'text'}}})"))], []);

        var draft = ManifestDraft.Draft(tree, repository: null, DefaultMappings.Value).Single();

        Assert.That(draft.Findings.Where(finding => finding.Pointer == "/uuid").Select(finding => finding.Code), Is.EqualTo(["uuid-identity"]));
    }

    [Test]
    public void What_the_code_computes_or_does_not_say_is_told_and_left_out()
    {
        var draft = Draft("module.exports = base.createNew({name: t('melon'), slug: 'melon', dataType: kinds(), fields: {login: {type: kind}, code: {type: 'text', max: limit()}}})");

        Assert.Multiple(() =>
        {
            Assert.That(draft.Text, Does.Not.Contain("\"name\"").And.Not.Contain("data_types").And.Not.Contain("login").And.Not.Contain("max"));
            Assert.That(draft.Findings.Select(finding => $"{finding.Code} {finding.Pointer}").Where(finding => finding.StartsWith("draft", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "draft-computed /fields/login",
                "draft-computed /fields/code/max",
                "draft-computed /name",
                "draft-missing /vendorLink",
                "draft-missing /category",
                "draft-computed /dataType",
                "draft-permissions /permissions",
            }));
        });
    }

    [Test]
    public void A_category_that_is_not_known_is_told() =>
        Assert.That(Draft("module.exports = base.createNew({name: 'A', category: 'bills', fields: {}})").Findings.Select(finding => finding.Code), Has.Some.EqualTo("unknown-category"));

    [Test]
    public void Each_of_several_konnectors_has_a_folder_of_its_own_and_what_tests_and_libraries_hold_is_none()
    {
        var code = SourceTree.Read(
            [
                File("server/konnectors/melon.js", "module.exports = base.createNew({name: 'Melon', fields: {}})"),
                File("server/konnectors/plum.coffee", "module.exports =\n  name: 'Plum'\n  fields: {}\n"),
                File("server/lib/base_konnector.js", "module.exports = { createNew: function (konnector) { return konnector } }"),
                File("tests/base.js", "base.createNew({name: 'Test', fields: {}})"),
                File("node_modules/base/index.js", "base.createNew({name: 'Other', fields: {}})"),
                File("README.md", "base.createNew({name: 'Text', fields: {}})"),
            ],
            []);
        var drafts = ManifestDraft.Draft(code, "git.example.org/garden/salbei", DefaultMappings.Value);

        Assert.That(drafts.Select(draft => draft.Path), Is.EqualTo(new[] { "server/konnectors/melon/manifest.konnector", "server/konnectors/plum/manifest.konnector" }));
        Assert.That(drafts.SelectMany(draft => draft.Findings).Select(finding => $"{finding.Path}:{finding.Line}:{finding.Column}").Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "server/konnectors/melon.js:1:33", "server/konnectors/plum.coffee:2:3" }));
    }

    private static ManifestDraft Draft(string code) =>
        ManifestDraft.Draft(SourceTree.Read([File("index.js", code)], []), "git.example.org/garden/salbei", DefaultMappings.Value).Single();

    private static SourceFile File(string path, string code) => new(path, Encoding.UTF8.GetBytes(code));
}
