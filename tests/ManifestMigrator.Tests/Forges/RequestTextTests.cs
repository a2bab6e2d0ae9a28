using ManifestMigrator.Forges;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Forges;

/// <summary>What is written into other people's repositories.</summary>
public sealed class RequestTextTests
{
    private static readonly RunHeader Run = new()
    {
        ToolVersion = "1",
        MappingsSha256 = new string('c', 64),
        Started = "2026-03-02T09:00:00Z",
        Rules = new Dictionary<string, string>(StringComparer.Ordinal) { ["data-types"] = "Readers know `data_types` alone." },
    };

    private static readonly string[] Hostile =
    [
        "@alder/everybody", "fixes #1", "alder/voltaire#12", "GH-3", "<!-- hidden -->", "<script>alert(1)</script>", "<img src=x>",
            "``` ends the code", "`@alder`",
        "<!-- manifest-migrator:end -->", "<!-- manifest-migrator:begin plan=00 title=00 text=00 -->", "a\u202eb\u200bc\u2066d",
            "line\none", "\u001b[31m", "[x](https://evil.example)", "| a | b |",
        "\U000E0041", "\u3164",
    ];

    [Test]
    public void The_text_says_what_changes_why_how_it_was_checked_and_how_to_refuse()
    {
        var text = Texts().Write(
            Repository(new Finding(Severity.Warning, "unknown-category", "/categories/0", "unknown", "") { Line = 12 }), (path, line) =>
            $"https://github.com/alder/voltaire/blob/abc/{path}#L{line}");

        Assert.Multiple(() =>
        {
            Assert.That(text.Title, Is.EqualTo("chore(manifest): migrate to version 2"));
            Assert.That(text.Body, Does.Contain("- The account form changes."));
            Assert.That(text.Body, Does.Contain("- `data-types` (1): Readers know `data_types` alone."));
            Assert.That(text.Body, Does.Contain("[`manifest.konnector:12`](https://github.com/alder/voltaire/blob/abc/manifest.konnector#L12)"));
            Assert.That(text.Body, Does.Contain("- [ ] The account form still asks"));
            Assert.That(text.Body, Does.Contain("version is left alone").And.Contain("next release"));
            Assert.That(text.Body, Does.Contain("Close this request; it will not come back"));
        });
    }

    [Test]
    public void The_text_says_that_a_person_reviewed_only_what_a_person_approved()
    {
        var plan = Repository();
        var approved = Decisions.From([new("github.com/alder/voltaire", new Decision(Verdict.Approved, "", Decisions.Digest(plan)))]);

        var reviewed = new RequestTexts(title: null, file: null, Run, "20260302T090000Z") { Decisions = approved }.Write(plan, page: null).Body;
        var appliedWithAll = Texts().Write(plan, page: null).Body;

        Assert.That(reviewed, Does.Contain("A person approved this change. It is one commit on `main`"));
        Assert.That(appliedWithAll, Does.Contain("No person has approved this change yet. It is one commit").And.Not.Contain("A person approved"));
    }

    [TestCaseSource(nameof(Hostile))]
    public void No_value_of_a_manifest_mentions_refers_or_hides(string value)
    {
        var harmless = Texts().Write(Repository(new Finding(Severity.Warning, "code", "", "plain", "")), page: null).Body;

        var body = Texts().Write(Repository(new Finding(Severity.Warning, "code", "", value, value) { Path = value }), page: null).Body;

        var ours = RequestText.FindMarkers(body)!;
        Assert.Multiple(() =>
        {
            Assert.That(ours, Is.Not.Null, "our own markers stand once");
            Assert.That(ours.Inner, Does.Not.Contain("<").And.Not.Contain("@"));
            Assert.That(ours.Inner.Count(character => character == '#'),
                Is.EqualTo(RequestText.FindMarkers(harmless)!.Inner.Count(character => character == '#')), "headings only");
            Assert.That(ours.Inner
                .Where(character => character != '\n'
                && (char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format)),
                Is.Empty);
            Assert.That(ours.Inner.Split('\n').Select(line => line.Count(character => character == '`') % 2), Has.All.Zero, "every code span ends on its line");
            Assert.That(ours.Inner, Does.Not.Contain("``"));
        });
    }

    [Test]
    public void However_much_was_found_the_text_stays_below_the_limit_and_whole()
    {
        var findings = Enumerable.Range(1, 5000).Select(line => new Finding(Severity.Warning, "code", "", new string('x', 150), "") { Line = line }).ToArray();

        var text = Texts().Write(Repository(findings), page: null);

        Assert.That(text.Body, Has.Length.LessThanOrEqualTo(60_000).And.Length.GreaterThan(20_000));
        Assert.That(RequestText.FindMarkers(text.Body), Is.Not.Null);
        Assert.That(text.Body, Does.Match("… and [0-9]+ more"));
    }

    [Test]
    public void A_template_of_ones_own_is_used_and_a_wrong_one_is_refused_before_anything_is_sent()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["own.md"], "{{#each rules}}{{id}} {{/each}}on {{base}}");
        File.WriteAllText(folder["wrong.md"], "{{nothing}}");
        File.WriteAllText(folder["markers.md"], "<!-- manifest-migrator:end -->");

        Assert.That(Texts(folder["own.md"]).Write(Repository(), page: null).Body, Does.Contain("\n`data-types` on main\n"));
        Assert.That(() => Texts(folder["wrong.md"]), Throws.TypeOf<UsageException>().With.Message.Contains("wrong.md"));
        Assert.That(() => Texts(folder["markers.md"]), Throws.TypeOf<UsageException>());
        Assert.That(() => Texts(folder["missing.md"]), Throws.TypeOf<UsageException>());
    }

    private static RequestTexts Texts(string? file = null) => new(title: null, file is null ? null : new FileInfo(file), Run, "20260302T090000Z");

    private static RepositoryResult Repository(params Finding[] findings) => new()
    {
        Repository = "github.com/alder/voltaire",
        Source = "alder/voltaire",
        Branch = "main",
        Commit = new string('1', 40),
        Status = RepositoryStatus.Migrated,
        Reason = Reasons.ChangesPlanned,
        Manifests =
        [
            new ManifestResult
            {
                Path = "manifest.konnector", Status = ManifestStatus.Migrated, Impact = Impact.Form, Sha256Before = new string('a', 64),
                    Sha256After = new string('b', 64),
                Changes = [new Change("data-types", ChangeKind.Rename, 3, "/dataType", "/data_types", "", "")],
                Findings = findings,
            },
        ],
    };
}
