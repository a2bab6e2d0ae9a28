using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class DemoTests
{
    [Test]
    public async Task The_demo_shows_every_source_and_every_status_form_and_impact_that_the_default_rules_can_cause()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "demo", "--out", "run");

        using var reader = new RunJsonReader(File.OpenText(folder["run/run.json"]), "run.json");
        var repositories = reader.Repositories().ToList();
        var sources = System.Text.Encoding.UTF8.GetString(BuiltIn.Read("corpus/repositories/sources.txt")).Split('\n').Count(line => line.Length > 0 && line[0] != '#');
        var manifests = repositories.SelectMany(repository => repository.Manifests).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(repositories, Has.Count.GreaterThanOrEqualTo(25));
            Assert.That(File.ReadLines(folder["run/repositories.csv"]).Count(), Is.EqualTo(1 + sources));
            Assert.That(repositories.Select(repository => repository.Status).Distinct(), Is.EquivalentTo(Enum.GetValues<RepositoryStatus>().Where(status => status != RepositoryStatus.Interrupted)));
            Assert.That(manifests.Select(manifest => manifest.Status).Distinct(), Is.EquivalentTo(Enum.GetValues<ManifestStatus>()));
            Assert.That(manifests.Select(manifest => manifest.Form).Distinct(), Is.EquivalentTo(Enum.GetValues<ManifestForm>()));
            Assert.That(manifests.Select(manifest => manifest.Impact).Distinct(), Is.EquivalentTo(new[] { Impact.Label, Impact.None, Impact.Form, Impact.Schedule }));
        });
    }

    [Test]
    public async Task Two_demos_write_the_same_bytes_but_for_the_time_and_reports_are_made_again_from_the_run_as_they_were()
    {
        using var folder = new TemporaryFolder();

        await Tool.RunAsync(folder.FullPath, "demo", "--out", "run");
        await Tool.RunAsync(folder.FullPath, "demo", "--out", "two");

        var one = Fleet.Comparable(folder["run"]);
        Assert.That(one, Has.Count.GreaterThan(25));
        Assert.That(Fleet.Comparable(folder["two"]), Is.EqualTo(one));

        var before = folder.Files().Where(IsReport).ToDictionary(file => file, file => File.ReadAllBytes(folder[file]), StringComparer.Ordinal);
        foreach (var file in before.Keys.Where(file => !file.EndsWith(RunJson.FileName, StringComparison.Ordinal)))
            File.Delete(folder[file]);

        await Tool.RunAsync(folder.FullPath, "report", "run");

        Assert.Multiple(() =>
        {
            Assert.That(folder.Files().Where(IsReport), Is.EquivalentTo(before.Keys));
            foreach (var (file, content) in before)
                Assert.That(File.ReadAllBytes(folder[file]), Is.EqualTo(content), file);
        });
    }

    [Test]
    public async Task A_folder_that_the_demo_did_not_make_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["migration/demo"]);
        await File.WriteAllTextAsync(folder["migration/demo/thesis.txt"], "years of work");

        var run = await Tool.RunAsync(folder.FullPath, "demo");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.ToolError));
            Assert.That(File.ReadAllText(folder["migration/demo/thesis.txt"]), Is.EqualTo("years of work"));
        });
    }

    private static bool IsReport(string file) => file.StartsWith("run/", StringComparison.Ordinal);
}
