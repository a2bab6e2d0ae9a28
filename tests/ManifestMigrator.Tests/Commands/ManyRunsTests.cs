using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

public sealed class ManyRunsTests
{
    [Test]
    public async Task Shards_that_are_merged_give_what_one_whole_run_gives_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await PlanAsync(folder, "whole");
        for (var shard = 1; shard <= 3; shard++)
            await PlanAsync(folder, $"shard{shard}", "--shard", $"{shard}/3");

        var merging = await Tool.RunAsync(folder.FullPath, "report", "shard3", "shard1", "shard2", "--out", "merged");

        Assert.Multiple(() =>
        {
            Assert.That(merging.ExitCode, Is.Zero, merging.Errors);
            Assert.That(Enumerable.Range(1, 3).Select(shard => Rows(folder, $"shard{shard}").Count), Has.All.GreaterThan(0));
            Assert.That(Fleet.Comparable(folder["merged"]), Is.EqualTo(Fleet.Comparable(folder["whole"])));
        });
    }

    [Test]
    public async Task What_failed_is_tried_again_and_the_repetition_takes_its_place()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await PlanAsync(folder, "first");
        GitRepository.Create(folder["served/missing.git"], new GitFile("manifest.konnector", "{ \"slug\": \"found\" }"));
        GitRepository.Create(folder["served/empty.git"], new GitFile("manifest.konnector", "{ \"slug\": \"filled\" }"));
        await Tool.RunAsync(folder.FullPath, "plan", "--from", "first", "--only", "failed", "--out", "second");
        await PlanAsync(folder, "whole");

        await Tool.RunAsync(folder.FullPath, "report", "first", "second", "--out", "merged");

        Assert.Multiple(() =>
        {
            Assert.That(Rows(folder, "second"), Has.Count.EqualTo(2));
            Assert.That(Fleet.Comparable(folder["merged"]), Is.EqualTo(Fleet.Comparable(folder["whole"])));
        });
    }

    [Test]
    public async Task A_repetition_may_free_what_the_batch_had_blocked()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await PlanAsync(folder, "first");
        GitRepository.Create(folder["other/twin-two.git"], new GitFile("manifest.konnector", "{ \"slug\": \"twin-two\" }"));
        Directory.Delete(folder["served/twin-two.git"], recursive: true);
        Directory.Move(folder["other/twin-two.git"], folder["served/twin-two.git"]);
        await Tool.RunAsync(folder.FullPath, "plan", "--from", "first", "--only", "blocked", "--include", "*two", "--out", "second");

        await Tool.RunAsync(folder.FullPath, "report", "first", "second", "--out", "merged");

        Assert.That(
            Rows(folder, "merged").Where(row => row.Contains("twin", StringComparison.Ordinal)).Select(row => row.Split(',')[5]),
            Is.EqualTo(new[] { "changes-planned", "changes-planned" }));
    }

    [TestCase("amber birch", "--include", "amber", "--include", "b*ch")]
    [TestCase("amber", "--include", "*er", "--exclude", "*/elder")]
    [TestCase("amber", "--limit", "1")]
    public async Task Only_the_repositories_that_were_asked_for_are_planned(string names, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);

        await PlanAsync(folder, "run", options);

        Assert.That(Rows(folder, "run").Select(row => row.Split(',')[0].Split('/')[^1]).Distinct(StringComparer.Ordinal), Is.EqualTo(names.Split(' ')));
    }

    [TestCase("--shard", "0/3")]
    [TestCase("--shard", "4/3")]
    [TestCase("--shard", "1")]
    [TestCase("--limit", "0")]
    [TestCase("--only", "failed")]
    public async Task Wrong_values_are_wrong_usage_and_nothing_is_touched(params string[] options)
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);

        var run = await PlanAsync(folder, "run", options);

        Assert.That((run.ExitCode, Directory.Exists(folder["run"])), Is.EqualTo((2, false)), run.Errors);
    }

    [Test]
    public async Task Runs_with_different_rules_are_not_merged()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await File.WriteAllTextAsync(folder["other.json"], (await File.ReadAllTextAsync(Path.Combine(House.Repository.Root, "mappings.json"))) + "\n");
        await PlanAsync(folder, "one", "--limit", "1");
        await PlanAsync(folder, "two", "--limit", "1", "--mappings", "other.json");

        var run = await Tool.RunAsync(folder.FullPath, "report", "one", "two", "--out", "merged");

        Assert.That((run.ExitCode, Directory.Exists(folder["merged"])), Is.EqualTo((2, false)), run.Errors);
    }

    private static Task<ToolRun> PlanAsync(TemporaryFolder folder, string run, params string[] options) =>
        Tool.RunAsync(folder.FullPath, ["plan", "--repos", "fleet.txt", "--out", run, .. options]);

    private static IReadOnlyList<string> Rows(TemporaryFolder folder, string run) => [.. File.ReadLines(folder[$"{run}/repositories.csv"]).Skip(1)];
}
