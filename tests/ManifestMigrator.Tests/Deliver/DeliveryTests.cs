using System.Security.Cryptography;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Deliver;

/// <summary>Plan, decide, apply, push, over every kind of server.</summary>
[StartsPrograms]
public sealed class DeliveryTests
{
    [TestCaseSource(typeof(Remotes), nameof(Remotes.Kinds))]
    public async Task What_was_reviewed_lands_on_a_branch_and_nothing_else_changes_over(string kind)
    {
        await using var remotes = await Remotes.ServeAsync(kind);
        var repositories = new[] { "amber", "birch" }.ToDictionary(name => name, name => remotes.Add(name), StringComparer.Ordinal);
        var before = repositories.ToDictionary(pair => pair.Key, pair => pair.Value.CommitOf("main"), StringComparer.Ordinal);

        var plan = await remotes.ToolAsync("plan", remotes.Source("amber"), remotes.Source("birch"), "--out", "run");
        var apply = await remotes.ToolAsync("apply", "--all", "run");
        var push = await remotes.ToolAsync("push", "run");

        Assert.That((plan.ExitCode, apply.ExitCode, push.ExitCode), Is.EqualTo((0, 0, 0)), plan.Errors + apply.Errors + push.Errors);
        foreach (var (name, repository) in repositories)
        {
            var row = remotes.Rows().Single(row => row["source"] == remotes.Source(name));
            Assert.Multiple(() =>
            {
                Assert.That((row["delivery_branch"], row["delivery_commit"], row["pushed"]), Is.EqualTo(("manifest-v2", repository.CommitOf("manifest-v2"), "true")));
                Assert.That(repository.CommitOf("main"), Is.EqualTo(before[name]), "the default branch is untouched");
                Assert.That(repository.CommitOf("manifest-v2~1"), Is.EqualTo(before[name]), "the parent is what was reviewed");
                Assert.That(Git(repository, "diff", "--raw", "main", "manifest-v2").Split('\t')[0], Does.StartWith(":100755 100755 "));
                Assert.That(Git(repository, "diff", "--name-only", "main", "manifest-v2"), Is.EqualTo("manifest.konnector\n"));
                Assert.That(Digest(Git(repository, "show", "manifest-v2:manifest.konnector")), Is.EqualTo(PlannedDigest(remotes, name)));
                Assert.That(Git(repository, "log", "-1", "--format=%an <%ae> %cn%n%B", "manifest-v2"), Does.StartWith("Ada Maintainer <ada@example.org> Ada Maintainer\nMigrate manifest.konnector to version 2\n").And.Contain("\n- data-types: 1\n"));
            });
        }
    }

    [Test]
    public async Task Doing_every_step_twice_does_nothing_more()
    {
        await using var remotes = await Remotes.ServeAsync("ssh");
        var repository = remotes.Add("amber");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");
        await remotes.ToolAsync("push", "run");
        var (commit, csv) = (repository.CommitOf("manifest-v2"), File.ReadAllText(remotes.Folder["run/run.json"]));

        var again = new[] { await remotes.ToolAsync("apply", "--all", "run"), await remotes.ToolAsync("push", "run"), await remotes.ToolAsync("push", "run") };

        Assert.Multiple(() =>
        {
            Assert.That(again.Select(run => run.ExitCode), Has.All.Zero, again[0].Errors);
            Assert.That(repository.CommitOf("manifest-v2"), Is.EqualTo(commit));
            Assert.That(File.ReadAllText(remotes.Folder["run/run.json"]), Is.EqualTo(csv));
        });
    }

    [Test]
    public async Task A_remote_that_moved_since_the_plan_is_left_alone()
    {
        await using var remotes = await Remotes.ServeAsync("http");
        remotes.Add("amber").Commit("main", new GitFile("manifest.konnector", Remotes.Old));
        var birch = remotes.Add("birch");
        await remotes.ToolAsync("plan", remotes.Source("amber"), remotes.Source("birch"), "--out", "run");
        birch.Commit("main", new GitFile("manifest.konnector", Remotes.Old), new GitFile("new.js", "//\n"));

        var apply = await remotes.ToolAsync("apply", "--all", "run");
        await remotes.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(3));
            Assert.That(apply.Text, Does.Contain("plan --from run --only moved"));
            Assert.That(Column(remotes, "reason"), Is.EqualTo(new[] { "changes-planned", "moved" }));
            Assert.That(Git(birch, "branch", "--list"), Does.Not.Contain("manifest-v2"));
        });
    }

    [Test]
    public async Task A_branch_that_somebody_else_has_is_left_alone()
    {
        await using var remotes = await Remotes.ServeAsync("git");
        var before = remotes.Add("amber").Commit("manifest-v2", new GitFile("theirs", "1"));
        var between = remotes.Add("birch");
        await remotes.ToolAsync("plan", remotes.Source("amber"), remotes.Source("birch"), "--out", "run");
        var apply = await remotes.ToolAsync("apply", "--all", "run");
        var theirs = (before.CommitOf("manifest-v2"), between.Commit("manifest-v2", new GitFile("theirs", "2")).CommitOf("manifest-v2"));

        var push = await remotes.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That((apply.ExitCode, push.ExitCode), Is.EqualTo((3, 3)));
            Assert.That((before.CommitOf("manifest-v2"), between.CommitOf("manifest-v2")), Is.EqualTo(theirs));
            Assert.That(Column(remotes, "reason"), Is.EqualTo(new[] { "foreign-branch", "foreign-branch" }));
        });
    }

    [TestCase("http")]
    [TestCase("ssh")]
    public async Task A_server_that_refuses_is_quoted_over(string kind)
    {
        await using var remotes = await Remotes.ServeAsync(kind);
        var repository = remotes.Add("amber");
        await HookAsync(repository, "echo 'This repository is frozen until Monday' >&2\nexit 1");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");

        var push = await remotes.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.ExitCode, Is.EqualTo(3));
            Assert.That(push.Errors, Does.Contain("This repository is frozen until Monday"));
            Assert.That(Column(remotes, "reason"), Is.EqualTo(new[] { "push-refused" }));
            Assert.That(Column(remotes, "pushed"), Is.EqualTo(new[] { "false" }));
        });
    }

    [Test]
    public async Task A_newer_plan_takes_the_place_of_our_own_older_one()
    {
        await using var remotes = await Remotes.ServeAsync("file");
        var repository = remotes.Add("amber");
        await DeliverAsync(remotes, "first");
        repository.Commit("main", new GitFile("manifest.konnector", Remotes.Old), new GitFile("new.js", "//\n"));

        await DeliverAsync(remotes, "second");

        Assert.Multiple(() =>
        {
            Assert.That(remotes.Rows("second").Single()["pushed"], Is.EqualTo("true"));
            Assert.That(repository.CommitOf("manifest-v2~1"), Is.EqualTo(repository.CommitOf("main")));
        });
    }

    [Test]
    public async Task What_was_delivered_is_taken_back_where_nobody_has_added_to_it()
    {
        await using var remotes = await Remotes.ServeAsync("http");
        var (amber, birch) = (remotes.Add("amber"), remotes.Add("birch"));
        await remotes.ToolAsync("plan", remotes.Source("amber"), remotes.Source("birch"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");
        await remotes.ToolAsync("push", "run");
        birch.Commit("manifest-v2", new GitFile("theirs", "1"));

        var revert = await remotes.ToolAsync("revert", "run");

        Assert.Multiple(() =>
        {
            Assert.That(revert.ExitCode, Is.EqualTo(3));
            Assert.That(Git(amber, "branch", "--list"), Does.Not.Contain("manifest-v2"));
            Assert.That(Git(birch, "branch", "--list"), Does.Contain("manifest-v2"));
            Assert.That(remotes.Rows().Select(row => (row["delivery_commit"].Length > 0, row["reason"])), Is.EqualTo(new[] { (false, "changes-planned"), (true, "foreign-branch") }));
        });
    }

    [Test]
    public async Task GitLab_opens_the_merge_request_itself_and_its_address_is_told()
    {
        await using var remotes = await Remotes.ServeAsync("http");
        var repository = remotes.Add("amber");
        var source = remotes.Source("amber").Replace("127.0.0.1", "gitlab.localhost", StringComparison.Ordinal);
        var request = source.Replace("amber.git", "amber/-/merge_requests/7", StringComparison.Ordinal);
        GitRepository.Git(repository.Path, input: null, "config", "receive.advertisePushOptions", "true");
        await HookAsync(repository, $"echo \"$GIT_PUSH_OPTION_COUNT $GIT_PUSH_OPTION_0 $GIT_PUSH_OPTION_1 $GIT_PUSH_OPTION_2 $GIT_PUSH_OPTION_3\" > options\necho 'View merge request for manifest-v2:' >&2\necho '  {request}' >&2");
        await remotes.ToolAsync("plan", source, "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");

        var push = await remotes.ToolAsync("push", "run", "--open-requests");

        Assert.Multiple(() =>
        {
            Assert.That(push.ExitCode, Is.Zero, push.Errors);
            Assert.That(File.ReadAllText(Path.Combine(repository.Path, "options")), Is.EqualTo("5 merge_request.create merge_request.target_project=amber merge_request.target=main merge_request.title=chore(manifest): migrate to version 2\n"));
            Assert.That(Column(remotes, "request"), Is.EqualTo(new[] { request }));
            Assert.That(push.Text, Does.Contain(request));
        });
    }

    [Test]
    public async Task Other_rules_than_those_that_were_reviewed_deliver_nothing()
    {
        await using var remotes = await Remotes.ServeAsync("file");
        remotes.Add("amber");
        await File.WriteAllTextAsync(remotes.Folder["mappings.json"], await File.ReadAllTextAsync(Path.Combine(House.Repository.Root, "mappings.json")) + "\n");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run", "--mappings", "mappings.json");

        var with = await remotes.ToolAsync("apply", "--all", "run");
        var reasons = Column(remotes, "reason").ToList();
        var same = await remotes.ToolAsync("apply", "--all", "run", "--mappings", "mappings.json");

        Assert.Multiple(() =>
        {
            Assert.That((with.ExitCode, same.ExitCode), Is.EqualTo((3, 0)));
            Assert.That(reasons, Is.EqualTo(new[] { "moved" }));
        });
    }

    private static async Task HookAsync(GitRepository repository, string script)
    {
        var hook = Path.Combine(repository.Path, "hooks", "pre-receive");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task DeliverAsync(Remotes remotes, string run)
    {
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", run);
        await remotes.ToolAsync("apply", "--all", run);
        await remotes.ToolAsync("push", run);
    }

    private static IEnumerable<string> Column(Remotes remotes, string name) => remotes.Rows().Select(row => row[name]);

    private static string PlannedDigest(Remotes remotes, string slug)
    {
        var rows = File.ReadLines(remotes.Folder["run/manifests.csv"]).Select(line => line.Split(',')).ToList();
        return rows.Single(cells => cells[2] == slug)[Array.IndexOf(rows[0], "sha256_after")];
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string Git(GitRepository repository, params string[] arguments) => GitRepository.Git(repository.Path, input: null, arguments);
}
