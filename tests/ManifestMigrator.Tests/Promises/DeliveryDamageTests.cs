using System.Text;
using ManifestMigrator.Tests.Deliver;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Promises;

/// <summary>A run folder that was changed by hand or is damaged gives a clear error and never a wrong delivery.</summary>
[StartsPrograms]
public sealed class DeliveryDamageTests
{
    [Test]
    public async Task A_commit_that_was_not_planned_is_not_built_on()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber", "birch");
        var parent = fleet.Remotes.Add("cedar").CommitOf("main");
        new GitRepository(fleet.Remotes.Source("cedar"))
            .Commit("main", new GitFile("manifest.konnector", Remotes.Old.Replace("SLUG", "cedar", StringComparison.Ordinal)));
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"), fleet.Remotes.Source("cedar"));
        fleet.Edit("cedar", repository => repository["commit"] = parent);

        var apply = await fleet.ToolAsync("apply", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(3));
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "moved" }));
        });
    }

    [TestCase("apply")]
    [TestCase("push")]
    public async Task A_source_that_names_another_repository_gets_nothing(string command)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        GitRepository.Git(fleet.Remotes.Folder.FullPath, input: null, "clone", "-q", "--bare", fleet.Remotes.Source("amber"), fleet.Remotes.Source("fork"));
        if (command == "push")
            await fleet.ToolAsync("apply", "--all", "run");
        fleet.Edit("amber", repository => repository["source"] = fleet.Remotes.Source("fork"));

        var run = await fleet.ToolAsync([command, "run", .. command == "apply" ? new[] { "--all" } : []]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(3));
            Assert.That(run.Errors, Does.Contain("local/served/amber: not-deliverable: ").And.Contain("served/fork.git"));
            Assert.That((fleet.IsUntouched("amber"), fleet.IsUntouched("fork")), Is.EqualTo((true, true)));
        });
    }

    [Test]
    public async Task A_planned_result_that_the_rules_do_not_give_is_not_committed()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        fleet.Edit("amber", repository => repository["manifests"]![0]!["sha256_after"] = new string('a', 64));

        await fleet.ToolAsync("apply", "--all", "run");

        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "moved" }));
    }

    [Test]
    public async Task An_approval_is_about_the_plan_that_was_looked_at()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        fleet.Edit("birch", repository => repository["manifests"]![0]!["sha256_after"] = new string('a', 64));
        var digest = ManifestMigrator.Reports.Decisions.Digest(ManifestMigrator.Runs.RunFolder.Open(fleet.Remotes.Folder["run"]).Results().First());
        await fleet.WriteDecisionsAsync($$"""
            {
              "local/served/amber": { "decision": "approved", "plan": "{{digest}}" },
              "local/served/birch": { "decision": "approved", "plan": "{{digest}}" }
            }
            """);

        await fleet.ToolAsync("apply", "run");

        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "not-approved" }));
    }

    [Test]
    public async Task No_branch_but_one_of_our_own_is_pushed_to_or_deleted()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.ToolAsync("apply", "--all", "run");
        var applied = await File.ReadAllBytesAsync(fleet.Remotes.Folder["run/run.json"]);

        foreach (var branch in new[] { "-x", "--force", "refs/heads/main", "HEAD", "main", "a..b", "a b" })
        {
            await File.WriteAllBytesAsync(fleet.Remotes.Folder["run/run.json"], applied);
            fleet.Edit("amber", repository => repository["delivery"]!["branch"] = branch);
            var push = await fleet.ToolAsync("push", "run");
            var revert = await fleet.ToolAsync("revert", "run");
            Assert.Multiple(() =>
            {
                Assert.That((push.ExitCode, revert.ExitCode), Is.EqualTo((3, 3)), branch);
                Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "not-deliverable" }), branch);
                Assert.That(fleet.IsUntouched("amber"), Is.True, branch);
            });
        }
    }

    [TestCase("main", true)]
    [TestCase("theirs", false)]
    public async Task A_branch_of_somebody_else_is_not_deleted_because_the_run_says_it_is_ours(string branch, bool isBase)
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        var repository = new GitRepository(fleet.Remotes.Source("amber"));
        repository.Commit("theirs", new GitFile("theirs", "1"));
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"));
        await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");
        var there = repository.CommitOf(branch);
        fleet.Edit("amber", edited => (edited["delivery"]!["branch"], edited["delivery"]!["commit"]) = (branch, there));

        var revert = await fleet.ToolAsync("revert", "run");

        Assert.Multiple(() =>
        {
            Assert.That(revert.ExitCode, Is.EqualTo(3));
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { isBase ? "not-deliverable" : "foreign-branch" }));
            Assert.That(repository.CommitOf(branch), Is.EqualTo(there));
        });
    }

    [Test]
    public async Task The_default_branch_of_the_remote_is_never_deleted_or_pushed_to_also_when_another_was_planned()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        var repository = new GitRepository(fleet.Remotes.Source("amber"));
        repository.Commit("next", new GitFile("manifest.konnector", Remotes.Old));
        await fleet.ToolAsync("plan", "--out", "run", $"{fleet.Remotes.Source("amber")}#next");

        var apply = await fleet.ToolAsync("apply", "--all", "--branch", "main", "run");

        Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "branch-taken")), apply.Errors);
    }

    [Test]
    public async Task A_commit_that_is_not_the_planned_one_is_not_pushed()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber");
        var repository = new GitRepository(fleet.Remotes.Source("amber"));
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"));
        await fleet.ToolAsync("apply", "--all", "run");
        fleet.Edit("amber", edited => edited["delivery"]!["commit"] = repository.CommitOf("main"));

        var push = await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.ExitCode, Is.EqualTo(3));
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "moved" }));
            Assert.That(fleet.IsUntouched("amber"), Is.True);
        });
    }

    [Test]
    public async Task A_commit_with_our_mark_that_changes_more_than_the_plan_is_not_pushed()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.ToolAsync("apply", "--all", "run");
        var cache = Directory.EnumerateDirectories(fleet.Remotes.Folder[".cache"], "amber*.git", SearchOption.AllDirectories).Single();
        var forged = Forge(cache);
        fleet.Edit("amber", edited => edited["delivery"]!["commit"] = forged);

        var push = await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That((push.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "moved")), push.Errors);
            Assert.That(fleet.IsUntouched("amber"), Is.True);
        });
    }

    [TestCase("run.json")]
    [TestCase(".delivery/patches/local/served/birch.json")]
    public async Task What_cannot_be_read_ends_the_delivery_before_anything_is_touched(string file)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        var path = fleet.Remotes.Folder[$"run/{file}"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (file == "run.json")
            await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path))
                .Replace("\"repository\": \"local/served/birch\"", "\"repository\": oops", StringComparison.Ordinal));
        else
            await File.WriteAllTextAsync(path, "{ \"step\": \"half\n");

        var apply = await fleet.ToolAsync("apply", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(2), apply.Errors);
            Assert.That(apply.Errors, Does.StartWith($"error: {path}:").And.Contain("plan"));
            Assert.That(Directory.Exists(fleet.Remotes.Folder["run/.delivery/patches/local/served/amber.json"]), Is.False);
            Assert.That(fleet.IsUntouched("amber"), Is.True);
        });
    }

    [Test]
    public async Task What_a_catalogue_supplied_is_refused_with_its_place_when_it_is_damaged()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");

        foreach (var (supplement, problem) in new[] { ("{ \"a\" 1 }", "line 1, column 6: "), ("[]", "line 1, column 1: It is not an object.") })
        {
            fleet.Edit("amber", repository => repository["manifests"]![0]!["supplement"] = supplement);
            var apply = await fleet.ToolAsync("apply", "--all", "run");
            Assert.That((apply.ExitCode, fleet.IsUntouched("amber")), Is.EqualTo((2, true)), supplement);
            Assert.That(apply.Errors, Does.Contain($"run.json: local/served/amber: the supplement of manifest.konnector, {problem}"));
        }
    }

    [Test]
    public async Task One_bad_repository_stops_no_other_and_is_told()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch", "cedar");
        fleet.Edit("birch", repository => repository["source"] = "-oops");

        var apply = await fleet.ToolAsync("apply", "--all", "run");
        await fleet.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(3));
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "not-deliverable", "changes-planned" }));
            Assert.That((fleet.HasBranch("amber"), fleet.HasBranch("birch"), fleet.HasBranch("cedar")), Is.EqualTo((true, false, true)));
        });
    }

    /// <summary>A commit on the same parent with one file more and the mark that belongs to it.</summary>
    private static string Forge(string cache)
    {
        var planned = GitRepository.Git(cache, input: null, "rev-parse", "manifest-v2").Trim();
        var parent = GitRepository.Git(cache, input: null, "rev-parse", "manifest-v2^").Trim();
        var blob = GitRepository.Git(cache, "evil()\n"u8.ToArray(), "hash-object", "-w", "--stdin").Trim();
        var entries = GitRepository.Git(cache, input: null, "ls-tree", planned);
        var tree = GitRepository.Git(cache, Encoding.UTF8.GetBytes($"{entries}100644 blob {blob}\tevil.js\n"), "mktree").Trim();
        var message = Encoding.UTF8.GetBytes($"x\n\n{ManifestMigrator.Deliver.OwnCommit.Mark(parent, tree)}\n");
        return GitRepository.Git(cache, message, "-c", "user.name=Eve", "-c", "user.email=eve@example.org", "commit-tree", tree, "-p", parent).Trim();
    }
}
