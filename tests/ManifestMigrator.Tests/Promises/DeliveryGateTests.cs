using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Deliver;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Promises;

/// <summary>What is not approved is not delivered, by any way.</summary>
[StartsPrograms]
public sealed class DeliveryGateTests
{
    [Test]
    public async Task What_is_rejected_after_apply_is_not_pushed()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "approved"));
        await fleet.ToolAsync("apply", "run");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "rejected"));

        var push = await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.ExitCode, Is.Zero, push.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "rejected" }));
            Assert.That((fleet.HasBranch("amber"), fleet.HasBranch("birch")), Is.EqualTo((true, false)));
        });
    }

    [Test]
    public async Task An_approval_that_is_withdrawn_after_apply_is_not_pushed()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "approved"));
        await fleet.ToolAsync("apply", "run");
        await fleet.DecideAsync(("amber", "approved"));

        var push = await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.ExitCode, Is.Zero, push.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "rejected" }));
            Assert.That((fleet.HasBranch("amber"), fleet.HasBranch("birch")), Is.EqualTo((true, false)));
        });
    }

    [Test]
    public async Task What_was_applied_with_all_is_pushed_without_a_decision_but_never_after_a_rejection()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.DecideAsync(("birch", "rejected"));

        var push = await fleet.ToolAsync("push", "run");

        Assert.That((push.ExitCode, fleet.HasBranch("amber"), fleet.HasBranch("birch")), Is.EqualTo((0, true, false)), push.Errors);
    }

    [Test]
    public async Task All_delivers_what_nobody_decided_and_never_what_is_rejected()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("birch", "rejected"));

        var apply = await fleet.ToolAsync("apply", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "rejected" }));
            Assert.That(fleet.Column("delivery_commit").Select(commit => commit.Length > 0), Is.EqualTo(new[] { true, false }));
        });
    }

    [TestCase()]
    [TestCase("--in-place")]
    public async Task With_nothing_decided_apply_touches_nothing_and_names_the_two_ways_on(params string[] option)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(option.Length > 0, "amber", "birch");

        var apply = await fleet.ToolAsync(["apply", "run", .. option]);

        var inPlace = string.Concat(option.Select(word => $" {word}"));
        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(2));
            Assert.That(apply.Errors, Does.StartWith("error: ").And.Contain("2 repositories"));
            Assert.That(apply.Errors, Does.Contain("manifest-migrator review run").And.Contain($"manifest-migrator apply --all{inPlace} run"));
            Assert.That(fleet.Column("reason"), Has.All.EqualTo("changes-planned"));
            Assert.That(fleet.Column("delivery_commit"), Has.All.Empty);
        });
    }

    [TestCase("apply")]
    [TestCase("apply", "--in-place")]
    public async Task Where_some_are_decided_the_others_are_rows_and_nothing_has_failed(params string[] command)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(command.Length > 1, "amber", "birch", "cedar");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "rejected"));

        var apply = await fleet.ToolAsync([.. command, "run"]);

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "rejected", "not-approved" }));
            Assert.That(apply.Text, Does.Contain("manifest-migrator review run"), "what is undecided can be decided");
        });
    }

    [TestCase("apply", "--all")]
    [TestCase("apply", "--all", "--in-place")]
    public async Task What_was_rejected_in_another_plan_has_to_be_decided_anew_also_with_all(params string[] command)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(command.Length > 2, "amber", "birch");
        await fleet.WriteDecisionsAsync($$"""{ "local/served/amber": { "decision": "rejected", "plan": "{{new string('0', 64)}}" } }""");

        var apply = await fleet.ToolAsync([.. command, "run"]);

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "not-approved", "changes-planned" }));
            Assert.That(apply.Errors, Does.Contain("local/served/amber: not-approved: ").And.Contain("rejected"));
        });
    }

    [Test]
    public async Task An_approval_of_another_plan_is_none()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.WriteDecisionsAsync($$"""
            { "local/served/amber": { "decision": "approved", "plan": "{{new string('0', 64)}}" }, "local/served/birch": "approved" }
            """);

        await fleet.ToolAsync("apply", "run");

        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "not-approved", "changes-planned" }));
    }

    [TestCase("apply")]
    [TestCase("apply", "--all")]
    [TestCase("apply", "--in-place", "--all")]
    [TestCase("push")]
    public async Task Malformed_decisions_end_every_delivery_before_anything_is_touched(params string[] command)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(command.Contains("--in-place"), "amber");
        if (command[0] == "push")
            await fleet.ToolAsync("apply", "--all", "run");
        var before = await File.ReadAllBytesAsync(fleet.Remotes.Folder["run/run.json"]);
        await fleet.WriteDecisionsAsync("{\n  \"local/served/amber\": \"approved\",\n  \"local/served/birch\": oops\n}");

        var run = await fleet.ToolAsync([.. command, "run"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Errors, Does.StartWith($"error: {fleet.Remotes.Folder["run/decisions.json"]}:3:"), "place and cause");
            Assert.That(run.Errors, Does.Contain("review"), "what to do");
            Assert.That(File.ReadAllBytes(fleet.Remotes.Folder["run/run.json"]), Is.EqualTo(before));
            Assert.That(fleet.IsUntouched("amber"), Is.True);
        });
    }

    [Test]
    public async Task A_rejection_counts_whatever_the_case_of_its_letters()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync("""{ "Local/Served/AMBER": "rejected" }""");

        await fleet.ToolAsync("apply", "--all", "run");

        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "rejected" }));
    }

    [Test]
    public async Task A_repository_that_is_decided_twice_is_an_error_with_its_place()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync("{\n  \"local/served/amber\": \"approved\",\n  \"Local/served/amber\": \"rejected\"\n}");

        var apply = await fleet.ToolAsync("apply", "--all", "run");

        Assert.That((apply.ExitCode, apply.Errors), Is.EqualTo((2, apply.Errors)));
        Assert.That(apply.Errors, Does.Contain("decisions.json:3:"));
    }

    [Test]
    public async Task A_decision_about_a_repository_that_the_run_does_not_have_is_told()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync("""{ "local/served/amber": "approved", "local/served/ambre": "rejected" }""");

        var apply = await fleet.ToolAsync("apply", "run");

        Assert.That(apply.Errors, Does.Contain("local/served/ambre"));
    }

    [Test]
    public async Task Approved_only_is_the_default_and_still_accepted()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "approved"));

        var apply = await fleet.ToolAsync("apply", "--approved-only", "run");
        var help = await fleet.ToolAsync("apply", "--help");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "not-approved" }));
            Assert.That(help.Text, Does.Contain("--all").And.Not.Contain("--approved-only"));
        });
    }

    [Test]
    public async Task A_run_with_mappings_of_ones_own_is_pushed_without_naming_them_again()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        var shipped = await File.ReadAllTextAsync(Path.Combine(House.Repository.Root, "mappings.json"));
        await File.WriteAllTextAsync(fleet.Remotes.Folder["mine.json"], shipped + "\n");
        await fleet.ToolAsync("plan", "--out", "run", "--mappings", "mine.json", fleet.Remotes.Source("amber"));
        await fleet.ToolAsync("apply", "--all", "run", "--mappings", "mine.json");

        var push = await fleet.ToolAsync("push", "run");

        Assert.That((push.ExitCode, fleet.HasBranch("amber")), Is.EqualTo((0, true)), push.Errors);
    }

    [TestCase("apply")]
    [TestCase("apply", "--in-place")]
    public async Task Another_build_of_the_tool_is_noticed_where_something_is_planned_again(params string[] command)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(command.Length > 1, "amber");
        fleet.EditRun(run => run["tool_sha256"] = new string('0', 64));

        var apply = await fleet.ToolAsync([.. command, "--all", "run"]);

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(3), apply.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "moved" }));
            Assert.That(apply.Errors, Does.Contain("build"));
            Assert.That(fleet.IsUntouched("amber"), Is.True);
        });
    }

    [Test]
    public async Task Another_build_of_the_tool_pushes_the_commit_that_was_made()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.ToolAsync("apply", "--all", "run");
        fleet.EditRun(run => (run["tool_sha256"], run["tool_version"]) = (new string('0', 64), "0.0.1"));

        var push = await fleet.ToolAsync("push", "run");

        Assert.That((push.ExitCode, fleet.HasBranch("amber")), Is.EqualTo((0, true)), push.Errors);
    }

    [Test]
    public async Task After_a_plan_without_decisions_review_is_the_next_step()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");

        var plan = await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"));

        Assert.That(plan.Text, Does.Contain("manifest-migrator review run").And.Not.Contain("apply"));
    }

    [Test]
    public async Task Push_before_apply_says_that_apply_comes_first()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");

        var push = await fleet.ToolAsync("push", "run");

        Assert.That(push.Text, Does.StartWith("Nothing to push: ").And.Contain("manifest-migrator review run"));
        Assert.That(push.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Revert_with_nothing_there_says_so()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");

        var revert = await fleet.ToolAsync("revert", "run");

        Assert.That((revert.ExitCode, revert.Text.Split('\n')[0]), Is.EqualTo((0, "Nothing to revert: no branch was made from this run.")));
    }

    [Test]
    public async Task Apply_with_nothing_to_apply_says_so()
    {
        await using var fleet = await DeliveryFleet.ServedAsync();
        fleet.Remotes.Add("plain", new GitFile("index.js", "//\n"));
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("plain"));

        var apply = await fleet.ToolAsync("apply", "run");

        Assert.That((apply.ExitCode, apply.Text.Split('\n')[0]), Is.EqualTo((0, "Nothing to apply: no repository of this run has a planned change.")));
    }

    [Test]
    public async Task After_canaries_push_says_what_is_left_and_the_command()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch", "cedar");
        await fleet.ToolAsync("apply", "--all", "run");

        var push = await fleet.ToolAsync("push", "--max", "1", "run");
        var rest = await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.Text, Does.Contain("2 left: manifest-migrator push run\n"));
            Assert.That(rest.Text, Does.StartWith("    2 pushed\n    1 already there\n").And.Not.Contain("left"));
            Assert.That(fleet.Column("pushed"), Has.All.EqualTo("true"));
        });
    }

    [Test]
    public async Task What_is_pushed_is_not_applied_or_pushed_again_and_the_next_step_is_the_request()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.ToolAsync("apply", "--all", "run");
        var again = await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");

        var apply = await fleet.ToolAsync("apply", "--all", "run");
        GitRepository.Git(fleet.Remotes.Source("amber"), input: null, "branch", "-D", "manifest-v2");
        var push = await fleet.ToolAsync("push", "run");

        Assert.That(again.Text, Does.StartWith("    1 already applied\n").And.Contain("Next:       manifest-migrator push run\n"));
        Assert.That(apply.Text, Does.StartWith("    1 already pushed\n").And.Contain("Next:       manifest-migrator request run\n").And.Not.Contain("push run"));
        Assert.That(push.Text, Does.StartWith("    1 pushed\n"), "somebody had deleted it");
    }

    [Test]
    public async Task A_dry_run_of_revert_names_what_it_would_delete_and_touches_nothing()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "--max", "1", "run");
        var before = Fleet.Comparable(fleet.Remotes.Folder["run"]);

        var dry = await fleet.ToolAsync("revert", "--dry-run", "run");
        var after = Fleet.Comparable(fleet.Remotes.Folder["run"]);
        var one = await fleet.ToolAsync("revert", "--max", "1", "run");

        Assert.That(dry.Text, Does.StartWith($"local/served/amber: deletes manifest-v2 at {new Uri(fleet.Remotes.Source("amber"))}\nlocal/served/birch: deletes manifest-v2 in the cache, where alone it is\n    2 would be reverted\n")
            .Or.StartWith("local/served/birch: deletes manifest-v2 in the cache"));
        Assert.That(dry.Text, Does.Contain("Next:       manifest-migrator revert run\n"));
        Assert.That(after, Is.EqualTo(before));
        Assert.That((one.ExitCode, fleet.HasBranch("amber")), Is.EqualTo((0, false)), one.Errors);
        Assert.That(one.Text, Does.StartWith("    1 reverted\n").And.Contain("1 left: manifest-migrator revert run\n"));
    }

    [Test]
    public async Task Applied_branches_are_not_cleaned_away_unless_they_are_pushed_or_somebody_insists()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("apply", "--all", "run");

        var refused = await fleet.ToolAsync("clean");
        await fleet.ToolAsync("push", "--max", "1", "run");
        var one = await fleet.ToolAsync("clean");
        var forced = await fleet.ToolAsync("clean", "--force");
        var push = await fleet.ToolAsync("push", "run");

        Assert.That((refused.ExitCode, refused.Errors), Is.EqualTo((2, "error: 2 branches in the cache are applied and not pushed: push first, or remove them too with --force.\n")));
        Assert.That((one.ExitCode, one.Errors), Is.EqualTo((2, "error: 1 branch in the cache is applied and not pushed: push first, or remove it too with --force.\n")));
        Assert.That(forced.ExitCode, Is.Zero);
        Assert.That(push.Text, Does.StartWith("    1 already there\n    1 not-cached\n").Or.StartWith("    1 not-cached\n    1 already there\n"));
    }

    [Test]
    public async Task What_waits_in_an_older_run_is_named_with_its_command()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber", "birch");
        await fleet.ToolAsync("plan", fleet.Remotes.Source("amber"), fleet.Remotes.Source("birch"));
        new GitRepository(fleet.Remotes.Source("birch")).Commit("main", new GitFile("manifest.konnector", Remotes.Old), new GitFile("new.js", "//\n"));
        var apply = await fleet.ToolAsync("apply", "--all");
        var older = Path.GetRelativePath(fleet.Remotes.Folder.FullPath, Directory.GetDirectories(fleet.Remotes.Folder["migration/runs"]).Single());
        var plan = await fleet.ToolAsync("plan", "--from", older, "--only", "moved");

        var push = await fleet.ToolAsync("push");
        var status = await fleet.ToolAsync("status");
        var nothing = await fleet.ToolAsync("plan", "--from", older, "--only", "interrupted");
        await fleet.ToolAsync("push", older);
        var pushed = await fleet.ToolAsync("push");

        var waits = $"The older run {older} has 1 branch applied and not pushed: manifest-migrator push {older}\n";
        Assert.That(apply.Text, Does.Contain($"Next:       manifest-migrator push {older}\nMoved:      manifest-migrator plan --from {older} --only moved\n"));
        Assert.That(plan.Errors, Does.Contain($"What was delivered from {older} (1 repository) stays with that run: manifest-migrator status {older}\n"));
        Assert.That(plan.Text, Does.Contain($"Next:       manifest-migrator report {older} migration/runs/"));
        Assert.That(push.Text, Does.StartWith("Nothing to push: "));
        Assert.That(push.Errors, Does.Contain(waits));
        Assert.That(status.Errors, Does.Contain(waits));
        Assert.That((nothing.ExitCode, nothing.Text), Is.EqualTo((0, "Nothing to plan: no source is left.\n2 sources left out: 2 by --only\n")));
        Assert.That(Directory.GetDirectories(fleet.Remotes.Folder["migration/runs"]), Has.Length.EqualTo(2));
        Assert.That(pushed.Errors, Does.Not.Contain("older run"));
    }

    [Test]
    public async Task A_dry_run_of_push_changes_nothing_in_the_run_either()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.DecideAsync(("birch", "rejected"));
        var before = await File.ReadAllBytesAsync(fleet.Remotes.Folder["run/run.json"]);

        await fleet.ToolAsync("push", "--dry-run", "run");

        Assert.That(File.ReadAllBytes(fleet.Remotes.Folder["run/run.json"]), Is.EqualTo(before));
    }

    [Test]
    public async Task Of_two_plans_for_one_repository_the_one_that_is_approved_is_delivered()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        new GitRepository(fleet.Remotes.Source("amber"))
            .Commit("next", new GitFile("manifest.konnector", Remotes.Old.Replace("SLUG", "next", StringComparison.Ordinal)));
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"), $"{fleet.Remotes.Source("amber")}#next");
        await fleet.WriteDecisionsAsync("""{ "local/served/amber#main": "rejected", "local/served/amber#next": "approved" }""");

        var apply = await fleet.ToolAsync("apply", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "rejected", "changes-planned" }));
        });
    }
}
