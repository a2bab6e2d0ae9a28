using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
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
            Assert.That(Fleet.Comparable(folder["merged"], withOptions: true), Is.EqualTo(Fleet.Comparable(folder["whole"], withOptions: true)));
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
            Assert.That(Rows(folder, "second").Select(row => row.Split(',')[5]), Is.EquivalentTo(new[] { "changes-planned", "changes-planned", "source-syntax" }));
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

    [Test]
    public async Task Every_source_of_an_earlier_run_is_planned_again_as_it_was()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await PlanAsync(folder, "first");

        await Tool.RunAsync(folder.FullPath, "plan", "--from", "first", "--out", "second");

        Assert.That(Fleet.Comparable(folder["second"]), Is.EqualTo(Fleet.Comparable(folder["first"])));
    }

    [Test]
    public async Task A_repository_counts_once_however_it_is_spelled_and_the_later_run_wins()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");
        await Tool.RunAsync(folder.FullPath, "plan", folder["served/amber.git"], "--out", "first");
        await ChangeStartAsync(folder["first"], "2026-01-01T00:00:00Z");
        await Tool.RunAsync(folder.FullPath, "plan", "./served/amber.git", "--out", "second");

        await Tool.RunAsync(folder.FullPath, "report", "second", "first", "--out", "merged");

        Assert.That(Rows(folder, "merged").Select(row => row.Split(',')[1]), Is.EqualTo(new[] { "./served/amber.git" }));
    }

    [Test]
    public async Task What_a_later_run_did_not_come_to_keeps_its_earlier_result()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await PlanAsync(folder, "first");
        var killed = RunFolder.Create(folder["killed"], RunFolder.Open(folder["first"]).Header with { Started = "2999-01-01T00:00:00Z" });
        killed.Expect([.. RunFolder.Open(folder["first"]).Results().Where(result => result.Reason != Reasons.DuplicateSource).Select(result => RepositoryPlan.Unreached(BatchSource.Parse(result.Source)))]);
        killed.Dispose();

        var merging = await Tool.RunAsync(folder.FullPath, "report", "first", "killed", "--out", "merged");

        Assert.Multiple(() =>
        {
            Assert.That(merging.ExitCode, Is.Zero, merging.Errors);
            Assert.That(Fleet.Comparable(folder["merged"]), Is.EqualTo(Fleet.Comparable(folder["first"])));
            Assert.That(RunFolder.Open(folder["killed"]).IsComplete, Is.False, "it is left as it is");
        });
    }

    [Test]
    public async Task A_run_that_is_still_going_on_is_not_merged()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");
        await PlanAsync(folder, "first", "--limit", "1");
        using var running = RunFolder.Create(folder["running"], RunFolder.Open(folder["first"]).Header);

        var merging = await Tool.RunAsync(folder.FullPath, "report", "first", "running", "--out", "merged");

        Assert.That((merging.ExitCode, Directory.Exists(folder["merged"])), Is.EqualTo((2, false)), merging.Errors);
    }

    [Test]
    public async Task The_merged_run_is_the_newest_and_keeps_what_reviewers_decided()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch", "cedar");
        await Tool.RunAsync(folder.FullPath, "plan", folder["served/amber.git"], folder["served/birch.git"]);
        var first = Path.GetFileName(Directory.GetDirectories(folder["migration/runs"]).Single());
        var identity = Rows(folder, $"migration/runs/{first}").Select(row => row.Split(',')[0]).ToList();
        await File.WriteAllTextAsync(folder[$"migration/runs/{first}/decisions.json"], $$"""{ "{{identity[0]}}": "rejected", "{{identity[1]}}": "approved" }""");
        await Tool.RunAsync(folder.FullPath, "plan", folder["served/cedar.git"], "--out", "second");

        var merging = await Tool.RunAsync(folder.FullPath, "report", $"migration/runs/{first}", "second");
        var status = await Tool.RunAsync(folder.FullPath, "status");

        Assert.Multiple(() =>
        {
            Assert.That(merging.ExitCode, Is.Zero, merging.Errors);
            Assert.That(Directory.GetDirectories(folder["migration/runs"]), Has.Length.EqualTo(2));
            Assert.That(status.Text, Does.Contain("/amber\tmigrated\trejected\t").And.Contain("/birch\tmigrated\tapproved\t").And.Contain("/cedar\tmigrated\t\t"));
        });
    }

    [Test]
    public async Task What_was_decided_about_one_plan_does_not_count_for_another()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch");
        await PlanAsync(folder, "first");
        await File.WriteAllTextAsync(folder["first/decisions.json"], """{ "local/served/amber": "approved", "local/served/birch": "approved" }""");
        GitRepository.Create(folder["other/amber.git"], new GitFile("manifest.konnector", "{ \"slug\": \"changed\" }"));
        Directory.Delete(folder["served/amber.git"], recursive: true);
        Directory.Move(folder["other/amber.git"], folder["served/amber.git"]);
        await PlanAsync(folder, "second", "--include", "amber");

        await Tool.RunAsync(folder.FullPath, "report", "first", "second", "--out", "merged");
        var status = await Tool.RunAsync(folder.FullPath, "status", "merged");

        Assert.That(status.Text, Does.Contain("/amber\tmigrated\t\t").And.Contain("/birch\tmigrated\tapproved\t"));
    }

    [Test]
    public async Task Only_the_repositories_that_were_asked_for_are_planned()
    {
        (string Options, string Names)[] questions =
        [
            ("--include amber --include b*ch", "amber amber birch birch"),
            ("--include *er --exclude */elder", "amber amber"),
            ("--include local/served/*r* --include */cedar.git --exclude amber --exclude *el* --exclude bro* --exclude */served/birch.git", "birch cedar"),
            ("--limit 1", "amber"),
        ];
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);

        foreach (var (options, names) in questions)
        {
            await PlanAsync(folder, "run", options.Split(' '));
            Assert.That(Rows(folder, "run").Select(row => row.Split(',')[0].Split('/')[^1]), Is.EqualTo(names.Split(' ')), options);
        }
    }

    [Test]
    public async Task What_was_asked_for_of_an_earlier_run_is_chosen_by_status_and_by_reason()
    {
        (string[] Only, string Names)[] questions =
        [
            (["failed,blocked,unreadable,moved"], "broken damson elder missing no+source+at+all twin-one twin-two"),
            (["duplicate-uuid", "json-missing-value,source-syntax"], "broken no+source+at+all twin-one twin-two"),
            (["interrupted"], ""),
        ];
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await PlanAsync(folder, "first", "--exclude", "empty");
        var first = RunFolder.Open(folder["first"]);
        foreach (var result in first.Results().Where(result => result.Repository.EndsWith("/damson", StringComparison.Ordinal) || result.Repository.EndsWith("/elder", StringComparison.Ordinal)))
            first.StoreDelivery(result with { Delivery = new DeliveryState { Reason = Reasons.Moved } });

        foreach (var ((only, names), number) in questions.Select((question, number) => (question, number)))
        {
            var run = await Tool.RunAsync(folder.FullPath, ["plan", "--from", "first", "--out", $"second{number}", .. only.SelectMany(words => new[] { "--only", words })]);
            var rows = Rows(folder, $"second{number}");
            Assert.Multiple(() =>
            {
                Assert.That(run.ExitCode, Is.EqualTo(names.Length == 0 ? 0 : 3), run.Errors);
                Assert.That(rows.Select(row => row.Split(',')[0].Split('/')[^1].Replace(' ', '+')).Order(StringComparer.Ordinal), Is.EqualTo(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                Assert.That(run.Text, Does.Contain($"{13 - rows.Count} by --only"));
            });
        }
    }

    [Test]
    public async Task The_summary_says_how_many_sources_each_option_left_out()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);

        var run = await PlanAsync(folder, "run", "--exclude", "twin-*", "--include", "*i*", "--limit", "2");

        Assert.That(run.Text, Does.Contain("12 sources left out: 2 by --exclude, 9 by --include, 1 by --limit\n"));
    }

    [Test]
    public async Task Wrong_values_are_wrong_usage_and_nothing_is_touched()
    {
        (string[] Options, string Words)[] wrong =
        [
            (["--shard", "0/3"], "0/3"),
            (["--shard", "4/3"], "4/3"),
            (["--shard", "1"], "1"),
            (["--limit", "0"], "0"),
            (["--limit", "many"], "many"),
            (["--include", ""], "--include"),
            (["--only", "failed"], "--only"),
            (["--from", "nowhere"], "nowhere"),
            (["--from", "first", "--only", "faild"], "--only"),
            (["--from", "first", "--only", ","], "--only"),
            (["--from", "first", "--out", "first"], "choose another --out"),
        ];
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");
        await PlanAsync(folder, "first", "--limit", "1");
        var before = Fleet.Comparable(folder["first"]);

        foreach (var (options, words) in wrong)
        {
            string[] target = options.Contains("--out", StringComparer.Ordinal) ? [] : ["--out", "run"];
            var run = await Tool.RunAsync(folder.FullPath, ["plan", "--repos", "fleet.txt", .. target, .. options]);
            Assert.Multiple(() =>
            {
                Assert.That((run.ExitCode, Directory.Exists(folder["run"])), Is.EqualTo((2, false)), run.Errors);
                Assert.That(run.Errors, Does.Contain(words));
                Assert.That(Fleet.Comparable(folder["first"]), Is.EqualTo(before), string.Join(' ', options));
            });
        }
    }

    [Test]
    public async Task Runs_with_different_rules_or_of_different_versions_are_not_merged()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");
        await PlanAsync(folder, "one", "--limit", "1");
        await PlanAsync(folder, "two", "--limit", "1");
        var equal = await File.ReadAllTextAsync(folder["two/run.json"]);

        foreach (var (property, cause) in new[] { ("mappings_sha256", "mappings file"), ("tool_version", "version of the tool"), ("tool_sha256", "build of the tool") })
        {
            await ChangeAsync(folder["two"], property, new string('0', 64));
            var run = await Tool.RunAsync(folder.FullPath, "report", "one", "two", "--out", "merged");
            Assert.Multiple(() =>
            {
                Assert.That((run.ExitCode, Directory.Exists(folder["merged"])), Is.EqualTo((2, false)), property);
                Assert.That(run.Errors, Does.Contain(folder["two"]).And.Contain($"another {cause}"));
            });
            await File.WriteAllTextAsync(folder["two/run.json"], equal);
        }
    }

    [Test]
    public async Task A_merge_that_cannot_be_is_wrong_usage_and_touches_nothing()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch");
        await PlanAsync(folder, "one", "--limit", "1");
        await PlanAsync(folder, "two", "--limit", "2");
        var before = folder.Files();

        foreach (var (second, target) in new[] { ("two", "one"), ("two", "served"), ("nowhere", "merged") })
        {
            var run = await Tool.RunAsync(folder.FullPath, "report", "one", second, "--out", target);
            Assert.That((run.ExitCode, folder.Files()), Is.EqualTo((2, before)), $"{second}, {target}: {run.Errors}");
        }
    }

    private static Task ChangeStartAsync(string runFolder, string time) => ChangeAsync(runFolder, "started", time);

    private static async Task ChangeAsync(string runFolder, string property, string value)
    {
        var path = Path.Combine(runFolder, "run.json");
        var run = Newtonsoft.Json.JsonConvert.DeserializeObject<Newtonsoft.Json.Linq.JObject>(await File.ReadAllTextAsync(path), new Newtonsoft.Json.JsonSerializerSettings { DateParseHandling = Newtonsoft.Json.DateParseHandling.None })!;
        run[property] = value;
        await File.WriteAllTextAsync(path, run.ToString());
    }

    private static Task<ToolRun> PlanAsync(TemporaryFolder folder, string run, params string[] options) =>
        Tool.RunAsync(folder.FullPath, ["plan", "--repos", "fleet.txt", "--out", run, .. options]);

    private static IReadOnlyList<string> Rows(TemporaryFolder folder, string run) => [.. File.ReadLines(folder[$"{run}/repositories.csv"]).Skip(1)];
}
