using System.Text.Json;
using ManifestMigrator.Output;
using ManifestMigrator.Reports.Csv;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>Options of <c>plan</c> that decide what is planned, and what is said of it.</summary>
[StartsPrograms]
public sealed class PlanOptionTests : IDisposable
{
    private const string Whole = """{ "name": "Voltaire", "slug": "voltaire", "version": "1.0.0", "type": "konnector", "editor": "Alder", "source": "git@github.com:konnectors/template.git" }""";
    private const string Old = """{ "name": "Rousseau", "slug": "rousseau", "version": "1.0.0", "type": "konnector", "editor": "Alder", "source": "x", "vendorLink": "https://alder.example" }""";

    private readonly TemporaryFolder _folder = new();

    [Test]
    public async Task A_fleet_can_leave_out_what_only_adds_a_version_or_a_UUID()
    {
        Manifest("label/manifest.konnector", Whole);
        Manifest("old/manifest.konnector", Old);
        Manifest("both/a/manifest.konnector", Whole.Replace("voltaire", "a", StringComparison.Ordinal));
        Manifest("both/b/manifest.konnector", Old.Replace("rousseau", "b", StringComparison.Ordinal));

        var run = await Tool.RunAsync(_folder.FullPath, "plan", "./label", "./old", "./both", "--without", "label", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Errors);
            Assert.That(Column("repositories.csv", "repository", "status", "reason", "impact"), Is.EqualTo(new[]
            {
                "both migrated several-manifests none", "label skipped impact-left-out label", "old migrated changes-planned none",
            }));
            Assert.That(Column("changes.csv", "repository", "path").Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "both b/manifest.konnector", "old manifest.konnector" }));
            Assert.That(_folder.Files().Where(file => file.EndsWith(".patch", StringComparison.Ordinal)).Select(Path.GetFileName), Is.EqualTo(new[] { "both.patch", "old.patch" }));
        });
    }

    [Test]
    public async Task A_run_of_many_folders_without_a_remote_is_told_of_it_once()
    {
        foreach (var name in new[] { "a", "b", "c" })
            Manifest($"{name}/manifest.konnector", Whole.Replace("voltaire", name, StringComparison.Ordinal));

        await Tool.RunAsync(_folder.FullPath, "plan", "./a", "./b", "./c", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(Column("findings.csv", "code", "pointer"), Is.EqualTo(new[] { "uuid-identity /uuid" }));
            Assert.That(File.ReadAllText(_folder["run/run.json"]).Split("\"uuid-identity\""), Has.Length.EqualTo(4), "run.json has all of them");
        });
    }

    [Test]
    public async Task A_local_folder_gets_the_UUID_of_the_repository_it_is_said_to_be_and_keeps_it_when_it_is_written()
    {
        Manifest("a/manifest.konnector", Whole);

        var planned = await Tool.RunAsync(_folder.FullPath, "plan", "./a", "--repository", "GitHub.com/Alder/Voltaire.git", "--out", "run");
        var converted = await Tool.RunAsync(_folder.FullPath, "convert", "--repository", "github.com/alder/voltaire", "a/manifest.konnector");
        var applied = await Tool.RunAsync(_folder.FullPath, "apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(planned.ExitCode, Is.EqualTo(ExitCode.Done), planned.Errors);
            Assert.That(Column("uuids.csv", "repository"), Is.EqualTo(new[] { "voltaire" }));
            Assert.That(applied.ExitCode, Is.EqualTo(ExitCode.Done), applied.Errors + applied.Text);
            Assert.That(File.ReadAllText(_folder["a/manifest.konnector"]), Is.EqualTo(converted.Text).And.Contain("\"uuid\": \""));
        });
    }

    [TestCase("plan", "./a", "./b", "--repository", "github.com/alder/voltaire")]
    [TestCase("plan", "alder/voltaire", "--repository", "github.com/alder/voltaire")]
    [TestCase("plan", "./a", "--repository", "alder/voltaire")]
    [TestCase("convert", "a/manifest.konnector", "--repository", "voltaire")]
    [TestCase("plan", "./a", "--without", "form")]
    public async Task What_names_no_repository_or_more_than_one_is_wrong_usage(params string[] arguments)
    {
        Manifest("a/manifest.konnector", Whole);
        Manifest("b/manifest.konnector", Whole);

        var run = await Tool.RunAsync(_folder.FullPath, arguments);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage), run.Errors);
        Assert.That(Directory.Exists(_folder["migration"]), Is.False);
    }

    [Test]
    public async Task A_bare_repository_is_the_repository_that_its_remote_names()
    {
        var bare = _folder["served/any.git"];
        GitRepository.Create(bare, new GitFile("manifest.konnector", Whole));
        GitRepository.Git(bare, null, "config", "remote.origin.url", "git@github.com:Alder/Voltaire.git");

        var run = await Tool.RunAsync(_folder.FullPath, "plan", bare, "--out", "run");
        var converted = await Tool.RunAsync(_folder.FullPath, "apply", "--all", "run");
        var commits = GitRepository.Git(bare, null, "for-each-ref", "--format=%(refname)").Trim();
        var pushed = await Tool.RunAsync(_folder.FullPath, "push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Errors);
            Assert.That(Column("repositories.csv", "status", "repository"), Is.EqualTo(new[] { "migrated voltaire" }));
            Assert.That(Column("uuids.csv", "uuid"), Is.EqualTo(new[] { ManifestMigrator.Rules.NamedUuid.Compute("github.com/alder/voltaire", "manifest.konnector") }));
            Assert.That(converted.ExitCode, Is.EqualTo(ExitCode.Done), converted.Errors);
            Assert.That(commits, Is.EqualTo("refs/heads/main"));
            Assert.That(pushed.ExitCode, Is.EqualTo(ExitCode.Done), pushed.Errors);
            Assert.That(GitRepository.Git(bare, null, "for-each-ref", "--format=%(refname)"), Does.Contain("refs/heads/manifest-v2"));
        });
    }

    [Test]
    public async Task A_bare_repository_whose_remote_is_another_since_the_plan_is_not_delivered_to()
    {
        var bare = _folder["served/any.git"];
        GitRepository.Create(bare, new GitFile("manifest.konnector", Whole));
        GitRepository.Git(bare, null, "config", "remote.origin.url", "git@github.com:Alder/Voltaire.git");
        await Tool.RunAsync(_folder.FullPath, "plan", bare, "--out", "run");
        GitRepository.Git(bare, null, "config", "remote.origin.url", "git@github.com:Alder/Rousseau.git");

        var applied = await Tool.RunAsync(_folder.FullPath, "apply", "--all", "run");

        Assert.That(applied.ExitCode, Is.EqualTo(ExitCode.SomeFailed), applied.Errors);
    }

    [Test]
    public async Task As_JSON_the_run_goes_to_standard_output_and_everything_for_people_to_standard_error()
    {
        Manifest("a/manifest.konnector", Old);

        var run = await Tool.RunAsync(_folder.FullPath, "plan", "./a", "--format", "json", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.Text, Is.EqualTo(File.ReadAllText(_folder["run/run.json"])));
            Assert.That(JsonDocument.Parse(run.Text).RootElement.GetProperty("repositories")[0].GetProperty("status").GetString(), Is.EqualTo("migrated"));
            Assert.That(run.Errors, Does.Contain("1 source, 1 manifest").And.Contain("Run folder: run"));
        });
    }

    [Test]
    public async Task In_a_build_the_summary_is_added_to_its_page()
    {
        Manifest("a/manifest.konnector", Old);
        await File.WriteAllTextAsync(_folder["page.md"], "before\n");

        await Tool.RunAsync(_folder.FullPath, [], ["plan", "./a", "--out", "run"], ("GITHUB_STEP_SUMMARY", _folder["page.md"]));
        var failing = await Tool.RunAsync(_folder.FullPath, [], ["report", "run"], ("GITHUB_STEP_SUMMARY", _folder["no/such/folder/page.md"]));

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(_folder["page.md"]), Is.EqualTo("before\n" + File.ReadAllText(_folder["run/summary.md"])));
            Assert.That(failing.ExitCode, Is.EqualTo(ExitCode.Done), "the reports are written all the same");
            Assert.That(failing.Errors, Does.Contain("GITHUB_STEP_SUMMARY"));
        });
    }

    public void Dispose() => _folder.Dispose();

    private void Manifest(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text + "\n");
    }

    /// <summary>Some cells of each row; of the repository, its name alone.</summary>
    private List<string> Column(string file, params string[] names)
    {
        var rows = CsvText.Read(File.ReadAllText(_folder[$"run/{file}"])).ToList();
        var header = rows[0].Cells.ToList();
        return [.. rows.Skip(1).Select(row => string.Join(' ', names.Select(name => name == "repository" ? row.Cells[header.IndexOf(name)].Split('/')[^1] : row.Cells[header.IndexOf(name)])))];
    }
}
