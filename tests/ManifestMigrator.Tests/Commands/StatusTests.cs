using System.Diagnostics;
using System.Globalization;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class StatusTests
{
    [Test]
    public async Task Each_repository_has_its_line_and_the_counts_stand_below()
    {
        using var folder = new TemporaryFolder();
        await Fleet.MakeAsync(folder);
        await Tool.RunAsync(folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run");

        var status = await Tool.RunAsync(folder.FullPath, "status", "run");

        var lines = status.Text.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(status.ExitCode, Is.EqualTo(3));
            Assert.That(lines[0], Is.EqualTo("repository\tplanned\tdecision\tapplied\tpushed\tremote\trequest\tchecks\treason"));
            Assert.That(lines[1..15], Has.All.Matches<string>(line => line.Split('\t').Length == 9));
            Assert.That(lines, Has.Member("local/served/twin-one\tblocked\t\t\t\t\t\t\tduplicate-uuid"));
            Assert.That(lines[15..], Is.EqualTo(new[] { "", "Planned:    5 migrated (ready), 2 blocked, 1 unreadable, 1 no-manifest, 2 skipped, 3 failed", "Delivery:   5 undecided", "", "Run folder: run", "" }));
        });
    }

    [Test]
    public async Task A_run_that_is_damaged_anywhere_is_wrong_usage_and_nothing_of_it_is_printed()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch");
        await Tool.RunAsync(folder.FullPath, "plan", folder["served/amber.git"], folder["served/birch.git"], "--out", "run");
        var text = await File.ReadAllTextAsync(folder["run/run.json"]);
        await File.WriteAllTextAsync(folder["run/run.json"], text.Insert(text.LastIndexOf("\"manifests\"", StringComparison.Ordinal), "nonsense"));
        var before = folder.Files().Where(file => !file.EndsWith("journal.jsonl", StringComparison.Ordinal));

        foreach (var arguments in new[] { "status run", "status run --format json", "report run", "request run --dry-run", "plan --from run --out later" })
        {
            var run = await Tool.RunAsync(folder.FullPath, arguments.Split(' '));
            Assert.Multiple(() =>
            {
                Assert.That((run.ExitCode, run.Text), Is.EqualTo((2, "")), run.Errors);
                Assert.That(run.Errors, Does.Match(@"run\.json:\d+:\d+: "));
                Assert.That(folder.Files().Where(file => !file.EndsWith("journal.jsonl", StringComparison.Ordinal)), Is.EqualTo(before), arguments);
                Assert.That(Directory.Exists(folder["run/.work"]), Is.False, arguments);
            });
        }
    }

    [Test]
    public async Task Steps_and_decisions_are_told_also_as_JSON()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch");
        await Tool.RunAsync(folder.FullPath, "plan", folder["served/amber.git"], folder["served/birch.git"], "--out", "run");
        var run = RunFolder.Open(folder["run"]);
        var amber = run.Results().First();
        run.StoreDelivery(amber with { Delivery = new DeliveryState { Step = DeliveryStep.Pushed, Branch = "manifest-v2", Commit = new string('a', 40), Request = "https://example.org/1" } });
        await File.WriteAllTextAsync(folder["run/decisions.json"], $$"""{ "{{amber.Repository}}": "approved" }""");

        var status = await Tool.RunAsync(folder.FullPath, "status", "run", "--format", "json");

        var told = JObject.Parse(status.Text);
        Assert.Multiple(() =>
        {
            Assert.That(status.ExitCode, Is.Zero);
            Assert.That((bool)told["is_complete"]!, Is.True);
            Assert.That(
                told["repositories"]![0]!.ToObject<Dictionary<string, string>>(),
                Is.SupersetOf(new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["repository"] = "local/served/amber",
                    ["planned"] = "migrated",
                    ["approved"] = "approved",
                    ["applied"] = new('a', 40),
                    ["pushed"] = "True",
                    ["reason"] = "changes-planned",
                    ["request"] = "https://example.org/1",
                }));
            Assert.That(
                told["counts"]!.ToObject<Dictionary<string, int>>(),
                Is.EquivalentTo(new Dictionary<string, int>(StringComparer.Ordinal) { ["applied"] = 1, ["approved"] = 1, ["migrated"] = 2, ["pushed"] = 1 }));
        });
    }

    [Test]
    public async Task Each_repository_counts_once_as_far_as_it_came_in_the_order_of_the_steps()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch", "cedar", "damson");
        await Tool.RunAsync(folder.FullPath, ["plan", "--out", "run", .. Directory.GetDirectories(folder["served"])]);
        var run = RunFolder.Open(folder["run"]);
        foreach (var (name, step) in new[] { ("/amber", DeliveryStep.Pushed), ("/birch", DeliveryStep.Applied) })
        {
            var plan = run.Results().Single(result => result.Repository.EndsWith(name, StringComparison.Ordinal));
            run.StoreDelivery(plan with { Delivery = new DeliveryState { Step = step, Branch = "manifest-v2", Commit = new string('a', 40), AppliedWithAll = true } });
        }
        await File.WriteAllTextAsync(folder["run/decisions.json"], """{ "local/served/amber": "approved", "local/served/cedar": "rejected" }""");

        var status = await Tool.RunAsync(folder.FullPath, "status", "run");
        var narrow = await PseudoTerminal.RunAsync(folder.FullPath, ["status", "run"], "", columns: 40);

        Assert.That(status.Text, Does.Contain("\nPlanned:    4 migrated (ready)\nDelivery:   1 undecided, 1 rejected, 1 applied, 1 pushed\n"));
        Assert.That(narrow.Text.ReplaceLineEndings("\n"), Does.Contain("Delivery:   1 undecided, 1 rejected,\n            1 applied, 1 pushed\n").And.Contain(" rejected").And.Not.Contain(": rejected"));
    }

    [Test]
    public async Task What_was_interrupted_names_the_command_that_plans_the_rest()
    {
        using var folder = new TemporaryFolder();
        using (var made = RunFolder.Create(folder["run"], Reports.Sample.Header))
        {
            made.Store(Reports.Sample.Repository("h/a/a", Reports.Sample.Manifest("m")));
            made.Store(RepositoryPlan.Unreached(BatchSource.Parse("https://h/a/b")));
            made.WriteReports(ManifestMigrator.Reports.Decisions.None);
        }

        var status = await Tool.RunAsync(folder.FullPath, "status", "run");

        Assert.That(status.Text, Does.Contain("1 of 2 sources done: the run was interrupted. To plan the rest: manifest-migrator plan --from run --only interrupted\n"), status.Errors);
    }

    [Test]
    public async Task What_could_not_be_delivered_fails_and_what_nobody_wanted_delivered_does_not()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");
        await Tool.RunAsync(folder.FullPath, "plan", folder["served/amber.git"], "--out", "run");
        var run = RunFolder.Open(folder["run"]);

        run.StoreDelivery(run.Results().Single() with { Delivery = new DeliveryState { Reason = Reasons.Rejected } });
        var rejected = await Tool.RunAsync(folder.FullPath, "status", "run");
        run.StoreDelivery(run.Results().Single() with { Delivery = new DeliveryState { Reason = Reasons.ForeignBranch } });
        var foreign = await Tool.RunAsync(folder.FullPath, "status", "run");

        Assert.That((rejected.ExitCode, foreign.ExitCode), Is.EqualTo((0, 3)));
    }

    [Test]
    public async Task A_run_that_was_killed_tells_how_far_it_came_and_what_it_did_not_come_to_can_be_planned()
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber", "birch", "cedar");
        var isStalling = true;
        await using var server = await GitHttpServer.StartAsync(
            folder["served"], before: (context, stop) => isStalling && context.Request.Path.StartsWithSegments("/birch.git", StringComparison.Ordinal) ? GitHttpServer.Stall(context, stop) : Task.FromResult(false));
        var killed = await Tool.RunAsync(
            folder.FullPath,
            [],
            ["plan", $"{server.Address}/amber.git", $"{server.Address}/birch.git", $"{server.Address}/cedar.git", $"{server.Address}/birch.git", "--jobs", "1", "--out", "run"],
            async process =>
            {
                await Wait.UntilAsync(() => process.HasExited || server.Requests.Any(request => request.Contains("birch", StringComparison.Ordinal)));
                using var kill = Process.Start("kill", ["-KILL", process.Id.ToString(CultureInfo.InvariantCulture)]);
                await process.WaitForExitAsync();
            });
        isStalling = false;

        var status = await Tool.RunAsync(folder.FullPath, "status", "run");
        await Tool.RunAsync(folder.FullPath, "plan", "--from", "run", "--only", "interrupted", "--out", "rest");
        await Tool.RunAsync(folder.FullPath, "report", "run", "rest", "--out", "merged");

        Assert.Multiple(() =>
        {
            Assert.That(killed.ExitCode, Is.EqualTo(137));
            Assert.That(status.ExitCode, Is.EqualTo(3), status.Errors);
            Assert.That(status.Text, Does.Contain("/amber\tmigrated\t").And.Contain("/cedar\tinterrupted\t\t\t\t\t\t\tinterrupted\n").And.Contain("\n1 of 4 sources done: "));
            Assert.That(
                File.ReadLines(folder["merged/repositories.csv"]).Skip(1).Select(row => row.Split(',')).Select(cells => $"{cells[0].Split('/')[^1]} {cells[5]}"),
                Is.EqualTo(new[] { "amber changes-planned", "birch duplicate-source", "birch changes-planned", "cedar changes-planned" }));
        });
    }
}
