using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class SourceCodeTests
{
    private const string Package = """{ "main": "src/index.js", "dependencies": { "cozy-konnector-libs": "^4.32.0" } }""";
    private const string Old = """{ "slug": "voltaire", "fields": { "clientId": {}, "advancedFields": { "folderPath": { "advanced": true } } }, "vendorLink": "https://voltaire.example", "icon": "lost.svg", "permissions": { "files": { "type": "io.cozy.files" } } }""";

    private const string Code = """
        const { BaseKonnector } = require('cozy-konnector-libs')
        const naming = require('../lib/naming') // require('../lib/poller')

        module.exports = new BaseKonnector(start)

        async function start(fields) {
          await this.saveBills(read(fields.clientId), fields)
        }

        """;

    private const string Bundle = "!function(e){var t={};function n(r){var o=t[r]={i:r,exports:{}};return e[r].call(o.exports,o,o.exports,n),o.exports}}([]);";

    private const string WithoutClientId = """
        {
          "format": 2,
          "rules": [{ "id": "client-id", "kind": "remove-member", "at": ["/fields/clientId"], "changes": ["form"], "why": "For the test." }]
        }
        """;

    private static readonly GitFile[] Files =
    [
        new("manifest.konnector", Old),
        new("package.json", Package),
        new("assets/icon.svg", "<svg/>"),
        new("src/index.js", Code),
        new("build/index.js", Code),
        new("src/bundle.js", Bundle),
        GitFile.Link("src/link.js", "index.js"),
    ];

    [TestCase("voltaire.git", TestName = "A_plan_tells_what_the_code_of_a_repository_uses")]
    [TestCase("voltaire", TestName = "A_plan_tells_what_the_code_of_a_folder_uses")]
    public async Task Uses(string source)
    {
        using var folder = Konnector();

        var run = await Tool.RunAsync(folder.FullPath, "plan", $"./{source}", "--out", "run");

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(
            Rows(folder, "references.csv"),
            Is.EqualTo([
                "src/index.js,2,24,../lib/naming,lib/naming,removed",
            ]));
        Assert.That(
            Rows(folder, "findings.csv").Where(row => row.StartsWith("src/", StringComparison.Ordinal)),
            Is.EqualTo(["src/index.js,7,14,warning,decide,doctype-not-permitted,/permissions", "src/index.js,7,14,warning,decide,doctype-not-permitted,/permissions", "src/bundle.js,,,info,look,source-bundle,"]));
    }

    [Test]
    public async Task References_that_can_stay_are_listed_when_they_are_asked_for()
    {
        using var folder = Konnector();

        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire", "--all-references", "--out", "run");

        Assert.That(Rows(folder, "references.csv"), Has.Some.EqualTo("src/index.js,1,35,cozy-konnector-libs,libs:BaseKonnector,same-call"));
        Assert.That(await File.ReadAllTextAsync(folder["run/references.csv"]), Does.Contain(",same-call,none,").And.Contains(",removed,rewrite,"));
    }

    [TestCase("voltaire.git", "lost.svg", true, TestName = "An_icon_that_a_repository_lacks_is_told")]
    [TestCase("voltaire.git", "icon.svg", false, TestName = "An_icon_of_a_repository_is_found")]
    [TestCase("voltaire", "lost.svg", true, TestName = "An_icon_that_a_folder_lacks_is_told")]
    [TestCase("voltaire", "icon.svg", false, TestName = "An_icon_of_a_folder_is_found")]
    [TestCase("voltaire.tgz", "lost.svg", true, TestName = "An_icon_that_a_tarball_lacks_is_told")]
    [TestCase("voltaire.tgz", "icon.svg", false, TestName = "An_icon_of_a_tarball_is_found")]
    public async Task Icon(string source, string icon, bool isMissing)
    {
        using var folder = new TemporaryFolder();
        var manifest = $$"""{ "slug": "voltaire", "icon": "{{icon}}" }""";
        GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", manifest), new GitFile("assets/icon.svg", "<svg/>")).CloneTo(folder["voltaire"]);
        await File.WriteAllBytesAsync(folder["voltaire.tgz"], Tarball.Of(("package/manifest.konnector", manifest), ("package/assets/icon.svg", "<svg/>")));

        await Tool.RunAsync(folder.FullPath, "plan", $"./{source}", "--out", "run");

        Assert.That((await File.ReadAllTextAsync(folder["run/findings.csv"])).Contains("icon-missing", StringComparison.Ordinal), Is.EqualTo(isMissing));
        Assert.That(await File.ReadAllTextAsync(folder["run/repositories.csv"]), Does.Contain(",migrated,"));
    }

    [Test]
    public async Task A_manifest_that_loses_a_field_its_code_reads_is_blocked()
    {
        using var folder = Konnector();
        await File.WriteAllTextAsync(folder["mappings.json"], WithoutClientId);

        var run = await Tool.RunAsync(folder.FullPath, "plan", "./voltaire", "--mappings", "mappings.json", "--out", "run");

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Errors);
        Assert.That(Rows(folder, "findings.csv"), Has.Some.EqualTo("src/index.js,7,36,error,fix,field-lost,/fields/clientId"));
        Assert.That(await File.ReadAllTextAsync(folder["run/repositories.csv"]), Does.Contain(",blocked,field-lost,"));
    }

    [TestCase("field-escapes", 0)]
    [TestCase("field-escapes@local/konnectors/voltaire", 0)]
    [TestCase("field-escapes@local/konnectors/other", 3)]
    [TestCase("field-computed", 3)]
    public async Task A_finding_that_blocks_can_be_accepted_for_all_repositories_or_one(string accepted, int exitCode)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["konnectors/voltaire"]);
        await File.WriteAllTextAsync(folder["konnectors/voltaire/manifest.konnector"], Old);
        await File.WriteAllTextAsync(folder["konnectors/voltaire/index.js"], "function start(fields) { request.post(url, fields) }\n");
        await File.WriteAllTextAsync(folder["mappings.json"], WithoutClientId);

        var run = await Tool.RunAsync(folder.FullPath, "plan", "./konnectors/voltaire", "--mappings", "mappings.json", "--accept", accepted, "--out", "run");

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Errors);
        Assert.That(await File.ReadAllTextAsync(folder["run/run.json"]), Does.Contain($"\"accept\": \"{accepted}\""));
        Assert.That(run.Errors.Contains("this run has no repository of that name", StringComparison.Ordinal), Is.EqualTo(accepted.EndsWith("/other", StringComparison.Ordinal)), run.Errors);
        Assert.That(Rows(folder, "findings.csv"), Has.Some.EqualTo($"index.js,1,44,{(exitCode == 0 ? "warning,look" : "error,decide")},field-escapes,/fields"));
    }

    [TestCase("field-lost")]
    [TestCase("effective-changed")]
    [TestCase("field-escapes@")]
    [TestCase("nonsense")]
    public async Task What_breaks_a_promise_cannot_be_accepted(string accepted)
    {
        using var folder = Konnector();

        var run = await Tool.RunAsync(folder.FullPath, "plan", "./voltaire", "--accept", accepted, "--out", "run");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.Contain($"--accept '{accepted}'").And.Contains("field-escapes, field-computed"));
        Assert.That(Directory.Exists(folder["run"]), Is.False);
    }

    [Test]
    public async Task Reports_that_are_written_again_tell_the_same()
    {
        using var folder = Konnector();
        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire", "--out", "run");
        var references = await File.ReadAllTextAsync(folder["run/references.csv"]);
        File.Delete(folder["run/references.csv"]);

        await Tool.RunAsync(folder.FullPath, "report", "run");

        Assert.That(await File.ReadAllTextAsync(folder["run/references.csv"]), Is.EqualTo(references).And.Contains("lib/naming"));
    }

    /// <summary>One konnector as a repository and as its work tree.</summary>
    private static TemporaryFolder Konnector()
    {
        var folder = new TemporaryFolder();
        GitRepository.Create(folder["voltaire.git"], Files).CloneTo(folder["voltaire"]);
        return folder;
    }

    /// <summary>The first columns after the repository.</summary>
    private static IEnumerable<string> Rows(TemporaryFolder folder, string file) =>
        File.ReadLines(folder[$"run/{file}"]).Skip(1).Select(line => string.Join(',', line.Split(',')[1..(file == "findings.csv" ? 8 : 7)]));
}
