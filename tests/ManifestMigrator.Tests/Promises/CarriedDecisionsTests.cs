using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Promises;

/// <summary>A decision holds for a later run as far as the same is planned there.</summary>
[StartsPrograms]
public sealed class CarriedDecisionsTests
{
    [TestCase("--from", "run")]
    [TestCase("--decisions", "run/decisions.json")]
    public async Task What_was_approved_is_approved_in_a_later_run_that_plans_the_same(string option, string value)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "rejected"));

        var plan = await fleet.ToolAsync(["plan", option, value, "--out", "later", .. option == "--from" ? Array.Empty<string>() : [fleet.Remotes.Source("amber"), fleet.Remotes.Source("birch")]]);
        var apply = await fleet.ToolAsync("apply", "--all", "later");
        var push = await fleet.ToolAsync("push", "later");

        Assert.That((plan.ExitCode, apply.ExitCode, push.ExitCode), Is.EqualTo((0, 0, 0)), plan.Errors + apply.Errors + push.Errors);
        Assert.That((fleet.HasBranch("amber"), fleet.HasBranch("birch")), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task What_was_rejected_in_an_earlier_run_has_to_be_decided_anew_when_something_else_is_planned()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.DecideAsync(("amber", "rejected"));
        var rules = Path.Combine(fleet.Remotes.Folder.FullPath, "mine.json");
        await File.WriteAllTextAsync(
            rules,
            """{ "format": 2, "rules": [{ "id": "mine", "kind": "add-member", "key": "mine", "value": 1, "why": "A plan of its own." }] }""");

        await fleet.ToolAsync("plan", "--from", "run", "--out", "later", "--mappings", rules);
        await fleet.ToolAsync("apply", "--all", "later", "--mappings", rules);
        await fleet.ToolAsync("push", "later");

        Assert.That(fleet.HasBranch("amber"), Is.False);
    }

    [Test]
    public async Task A_decision_of_a_file_about_a_repository_that_the_run_does_not_have_is_named()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await File.WriteAllTextAsync(
            fleet.Remotes.Folder["mine.json"], """{ "local/served/ambre": "rejected", "local/served/cedar": "approved", "local/served/birch": "approved" }""");

        var plan = await fleet.ToolAsync("plan", "--decisions", "mine.json", "--out", "later", fleet.Remotes.Source("amber"), fleet.Remotes.Source("birch"));

        Assert.That(plan.ExitCode, Is.Zero, plan.Errors);
        Assert.That(plan.Errors, Does.Contain("reject 'local/served/ambre', and this run has no repository of that name. Did you mean 'local/served/amber'?")
            .And.Contain("also about 1 repository that this run does not have: local/served/cedar."));
    }

    [Test]
    public async Task Decisions_of_an_earlier_run_about_what_is_left_out_of_this_one_are_no_news()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "rejected"), ("birch", "approved"));

        var plan = await fleet.ToolAsync("plan", "--from", "run", "--out", "later", "--exclude", "amber");

        Assert.That((plan.ExitCode, plan.Errors), Is.EqualTo((0, "[1/1] local/served/birch: migrated (changes-planned)\n1 decision carried over.\n")));
    }

    [Test]
    public async Task A_run_that_was_delivered_and_decided_on_is_not_overwritten()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("plan", fleet.Remotes.Source("amber"), "--out", "other");
        await fleet.ToolAsync("plan", fleet.Remotes.Source("birch"), "--out", "later");
        await fleet.DecideAsync(("amber", "approved"));
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");
        var before = Fleet.Comparable(fleet.Remotes.Folder["run"]);

        foreach (var command in new string[][] { ["plan", fleet.Remotes.Source("amber")], ["plan", "--from", "other"], ["report", "other", "later"] })
        {
            var over = await fleet.ToolAsync([.. command, "--out", "run"]);
            Assert.That((over.ExitCode, over.Errors), Is.EqualTo((2, "error: run holds a run with 2 delivered repositories and 1 decision, which would be lost: choose another --out.\n")));
            Assert.That(Fleet.Comparable(fleet.Remotes.Folder["run"]), Is.EqualTo(before), command[0]);
        }
        var revert = await fleet.ToolAsync("revert", "run");

        Assert.That((revert.ExitCode, fleet.HasBranch("amber"), fleet.HasBranch("birch")), Is.EqualTo((0, false, false)), revert.Errors);
    }

    [Test]
    public async Task What_was_decided_stands_in_the_reports_after_a_revert_too()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "rejected"));
        await fleet.ToolAsync("apply", "run");
        await fleet.ToolAsync("push", "run");

        await fleet.ToolAsync("revert", "run");

        Assert.That(await File.ReadAllTextAsync(fleet.Remotes.Folder["run/summary.md"]), Does.Contain("1 approved, 1 rejected"));
        Assert.That(await File.ReadAllTextAsync(fleet.Remotes.Folder["run/repositories.csv"]), Does.Contain(",approved,").And.Contain(",rejected,"));
    }

    [Test]
    public async Task A_branch_that_was_taken_back_in_one_run_is_not_pushed_by_another_until_it_is_applied_again()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("plan", fleet.Remotes.Source("birch"), "--out", "later");
        await fleet.ToolAsync("report", "run", "later", "--out", "joined");
        await fleet.ToolAsync("push", "joined");
        Assert.That(fleet.HasBranch("amber"), Is.True);
        await fleet.ToolAsync("revert", "joined");

        var (refused, there) = (await fleet.ToolAsync("push", "joined"), fleet.HasBranch("amber"));
        var other = await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(there, Is.False, refused.Text);
            Assert.That(other.Text + other.Errors, Does.Contain("reverted"));
            Assert.That(fleet.HasBranch("amber"), Is.False);
        });
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");
        Assert.That(fleet.HasBranch("amber"), Is.True);
    }

    [Test]
    public async Task A_branch_that_cannot_be_taken_back_does_not_keep_the_others_waiting()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch", "cedar");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");
        new GitRepository(fleet.Remotes.Folder["served/amber.git"]).Commit("manifest-v2", new GitFile("a", "added by somebody"));

        foreach (var _ in Enumerable.Range(0, 3))
            await fleet.ToolAsync("revert", "run", "--max", "1");

        Assert.That((fleet.HasBranch("amber"), fleet.HasBranch("birch"), fleet.HasBranch("cedar")), Is.EqualTo((true, false, false)));
    }

    [Test]
    public async Task The_page_that_is_opened_shows_what_was_decided_since()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "rejected"));

        await fleet.ToolAsync("review", "run");

        Assert.That(await File.ReadAllTextAsync(fleet.Remotes.Folder["run/summary.md"]), Does.Contain("1 rejected"));
    }

    [Test]
    public async Task What_was_only_planned_is_planned_again_in_its_place_and_the_same_runs_are_merged_again()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("plan", fleet.Remotes.Source("birch"), "--out", "later");
        await fleet.DecideAsync(("amber", "approved"));
        await fleet.ToolAsync("apply", "run");
        string[][] commands = [["plan", fleet.Remotes.Source("birch"), "--out", "later"], ["plan", "--from", "run", "--out", "third"], ["report", "run", "later", "--out", "merged"]];

        foreach (var command in commands.Concat(commands))
            Assert.That((await fleet.ToolAsync(command)).ExitCode, Is.Zero, command[0]);
        await fleet.ToolAsync("push", "merged");
        var pushed = await fleet.ToolAsync("report", "run", "later", "--out", "merged");

        Assert.That((pushed.ExitCode, fleet.HasBranch("amber")), Is.EqualTo((2, true)), "what was pushed from the merged run is known to it alone");
    }

    [Test]
    public async Task A_plan_that_was_killed_while_it_wrote_its_reports_has_its_rejections()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await File.WriteAllTextAsync(fleet.Remotes.Folder["mine.json"], """{ "local/served/amber": "rejected" }""");
        File.Delete(fleet.Remotes.Folder["run/findings.csv"]);
        Directory.CreateDirectory(fleet.Remotes.Folder["run/findings.csv"]);

        await fleet.ToolAsync("plan", fleet.Remotes.Source("amber"), "--decisions", "mine.json", "--out", "run");
        Directory.Delete(fleet.Remotes.Folder["run/findings.csv"]);
        await fleet.ToolAsync("report", "run");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");

        Assert.That(fleet.HasBranch("amber"), Is.False);
    }

    [Test]
    public async Task Damaged_decisions_of_an_earlier_run_end_the_plan_before_anything_is_read()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync("{ \"local/served/amber\": \"approved\"");

        var plan = await fleet.ToolAsync("plan", "--from", "run", "--out", "later");

        Assert.That((plan.ExitCode, Directory.Exists(fleet.Remotes.Folder["later"])), Is.EqualTo((2, false)), plan.Errors);
    }
}
