using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Promises;

/// <summary>A rejection holds until somebody decides the repository anew.</summary>
[StartsPrograms]
public sealed class RejectionTests
{
    private static readonly string OtherPlan = new('0', 64);

    [Test]
    public async Task A_note_in_the_terminal_leaves_a_rejection_of_another_plan_as_it_is()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync($$"""{ "local/served/amber": { "decision": "rejected", "plan": "{{OtherPlan}}" } }""");

        var review = await PseudoTerminal.RunAsync(fleet.Remotes.Folder.FullPath, ["review", "run", "--terminal"], "n\nask Ada\nq\n");
        await fleet.ToolAsync("apply", "--all", "run");

        Assert.That(Read(fleet, "run").ByKey["local/served/amber"], Is.EqualTo(new Decision(Verdict.Rejected, "ask Ada", OtherPlan)), review.Text);
        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "not-approved" }));
    }

    [Test]
    public async Task What_was_rejected_before_is_delivered_when_this_plan_is_approved_in_the_terminal()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.WriteDecisionsAsync($$"""
            { "local/served/amber": { "decision": "rejected", "plan": "{{OtherPlan}}" }, "local/served/birch": "rejected" }
            """);

        var review = await PseudoTerminal.RunAsync(fleet.Remotes.Folder.FullPath, ["review", "run", "--terminal"], "a\nq\n");
        await fleet.ToolAsync("apply", "--all", "run");

        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "rejected" }), review.Text);
    }

    [TestCase("undecided", "not-approved")]
    [TestCase("approved", "changes-planned")]
    public async Task In_merged_runs_a_later_note_leaves_a_rejection_and_a_later_approval_does_not(string later, string reason)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.ToolAsync("plan", "--out", "later", fleet.Remotes.Source("amber"));
        await fleet.WriteDecisionsAsync($$"""{ "local/served/amber": { "decision": "rejected", "plan": "{{OtherPlan}}" } }""");
        await File.WriteAllTextAsync(fleet.Remotes.Folder["later/decisions.json"], $$"""{ "local/served/amber": { "decision": "{{later}}", "note": "ask Ada" } }""");

        var merge = await fleet.ToolAsync("report", "run", "later", "--out", "merged");
        await fleet.ToolAsync("apply", "--all", "merged");

        Assert.That(fleet.Remotes.Rows("merged").Select(row => row["reason"]), Is.EqualTo(new[] { reason }), merge.Errors);
        Assert.That(Read(fleet, "merged").ByKey["local/served/amber"].Note, Is.EqualTo("ask Ada"));
    }

    [TestCase("report")]
    [TestCase("plan")]
    public async Task A_rejection_by_hand_of_what_failed_to_be_read_counts_in_the_next_run(string command)
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"), fleet.Remotes.Source("birch"));
        await fleet.WriteDecisionsAsync("""{ "local/served/birch": "rejected" }""");
        fleet.Remotes.Add("birch");

        var later = command == "plan"
            ? await fleet.ToolAsync("plan", "--from", "run", "--out", "later")
            : await fleet.ToolAsync("plan", "--out", "second", fleet.Remotes.Source("birch"));
        if (command == "report")
            later = await fleet.ToolAsync("report", "run", "second", "--out", "later");
        var apply = await fleet.ToolAsync("apply", "--all", "later");

        Assert.That(fleet.Remotes.Rows("later").Select(row => row["reason"]), Is.EqualTo(new[] { "changes-planned", "rejected" }), later.Errors + apply.Errors);
    }

    [Test]
    public async Task A_rejection_under_a_name_that_the_run_does_not_have_ends_the_delivery()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");

        foreach (var name in new[] { "local/served/amber.git", "served/amber", "https://github.com/served/amber", "local/served/amber ", "local/served/ambre" })
        {
            await fleet.WriteDecisionsAsync($$"""{ "{{name}}": "rejected" }""");

            var apply = await fleet.ToolAsync("apply", "--all", "run");

            Assert.Multiple(() =>
            {
                Assert.That(apply.ExitCode, Is.EqualTo(2), apply.Errors);
                Assert.That(apply.Errors, Does.Contain($"rejects '{name}'").And.Contain("Did you mean 'local/served/amber'?"));
                Assert.That(fleet.Column("delivery_commit"), Has.All.Empty, name);
            });
        }
    }

    [Test]
    public async Task A_rejection_of_the_plan_of_another_run_does_not_end_the_delivery()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync($$"""
            { "local/served/other": { "decision": "rejected", "plan": "{{OtherPlan}}" }, "local/served/ambre": "approved" }
            """);

        var apply = await fleet.ToolAsync("apply", "--all", "run");

        Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((0, "changes-planned")), apply.Errors);
        Assert.That(apply.Errors, Does.Contain("'local/served/ambre'"));
    }

    [Test]
    public async Task What_is_rejected_under_a_wrong_name_after_apply_is_not_pushed()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.WriteDecisionsAsync("""{ "served/amber": "rejected" }""");

        var push = await fleet.ToolAsync("push", "run");

        Assert.That((push.ExitCode, fleet.HasBranch("amber")), Is.EqualTo((2, false)), push.Errors);
    }

    [Test]
    public async Task From_another_folder_a_relative_source_never_means_another_repository()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        var (home, away) = (fleet.Remotes.Folder["home"], fleet.Remotes.Folder["away"]);
        foreach (var folder in new[] { home, away })
        {
            Directory.CreateDirectory(folder);
            GitRepository.Git(fleet.Remotes.Folder.FullPath, input: null, "clone", "-q", "--bare", fleet.Remotes.Source("amber"), Path.Combine(folder, "served", "amber.git"));
        }
        Task<ToolRun> InAsync(string folder, params string[] arguments) => Tool.RunAsync(folder, [], arguments, fleet.Remotes.Environment());
        var run = Path.Combine(home, "run");
        await InAsync(home, "plan", "--out", run, "./served/amber.git");

        foreach (var command in new string[][] { ["apply", "--all", run], ["push", run], ["revert", run] })
        {
            var delivery = await InAsync(away, command);
            Assert.Multiple(() =>
            {
                Assert.That(delivery.ExitCode, Is.EqualTo(3), $"{command[0]}: {delivery.Errors}");
                Assert.That(delivery.Errors, Does.Contain("local/served/amber: not-deliverable: ").And.Contain(Path.Combine(home, "served", "amber.git")));
                Assert.That(GitRepository.Git(Path.Combine(away, "served", "amber.git"), input: null, "branch", "--format=%(refname)"), Is.EqualTo("refs/heads/main\n"));
            });
            if (command[0] != "revert")
                Assert.That((await InAsync(home, command)).ExitCode, Is.Zero, command[0]);
        }
    }

    [Test]
    public async Task A_dry_run_of_push_counts_what_its_lines_say()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "--max", "1", "run");

        var push = await fleet.ToolAsync("push", "--dry-run", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.Text, Does.Contain("    1 already there\n").And.Contain("    1 would be pushed\n"));
            Assert.That(push.Text, Does.Contain("manifest-migrator push run\n").And.Not.Contain("manifest-migrator request"));
            Assert.That(push.Errors, Does.Not.Contain("applied").And.Not.Contain("pushed"));
        });
    }

    [Test]
    public async Task Apply_after_apply_in_place_leaves_the_rows_of_what_is_written()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        await fleet.ToolAsync("apply", "--all", "--in-place", "run");
        var before = fleet.Remotes.Rows();

        var apply = await fleet.ToolAsync("apply", "--all", "run");

        Assert.That(apply.Errors, Does.Contain("--in-place"));
        Assert.That(fleet.Remotes.Rows(), Is.EqualTo(before));
    }

    private static Decisions Read(DeliveryFleet fleet, string run) => DecisionsFile.Read(RunFolder.Open(fleet.Remotes.Folder[run]));
}
