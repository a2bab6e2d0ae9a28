using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Deliver;

/// <summary>What people decide about a delivery.</summary>
[StartsPrograms]
public sealed class DecisionTests
{
    [Test]
    public async Task What_was_rejected_is_not_delivered_and_its_note_is_told()
    {
        await using var remotes = await PlannedAsync("amber", "birch", "cedar");
        await DecideAsync(remotes, """{ "local/served/amber": { "decision": "approved" }, "local/served/birch": { "decision": "rejected", "note": "Closes next month" } }""");

        var apply = await remotes.ToolAsync("apply", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(apply.Errors, Does.Contain("local/served/birch: rejected: Closes next month"));
            Assert.That(Reasons(remotes), Is.EqualTo(new[] { "changes-planned", "rejected", "changes-planned" }));
        });
    }

    [Test]
    public async Task A_decision_about_another_plan_does_not_count()
    {
        await using var remotes = await PlannedAsync("amber");
        await DecideAsync(remotes, """{ "local/served/amber": { "decision": "approved", "plan": "0000000000000000000000000000000000000000000000000000000000000000" } }""");

        await remotes.ToolAsync("apply", "run", "--approved-only");

        Assert.That(Reasons(remotes), Is.EqualTo(new[] { "not-approved" }));
    }

    [Test]
    public async Task Decisions_that_cannot_be_read_are_an_error_with_their_place_and_nothing_is_done()
    {
        await using var remotes = await PlannedAsync("amber");
        await DecideAsync(remotes, "{\n  \"local/served/amber\": \"maybe\"\n}");

        var apply = await remotes.ToolAsync("apply", "run");

        Assert.That((apply.ExitCode, apply.Errors), Is.EqualTo((2, $"error: {remotes.Folder["run/decisions.json"]}:2:3: the decision about 'local/served/amber' is neither approved nor rejected: \"maybe\". Correct it, or delete the file and decide again with review.\n")));
    }

    [Test]
    public async Task A_dry_run_says_what_would_be_sent_where_and_sends_nothing()
    {
        await using var remotes = await PlannedAsync("amber");
        await remotes.ToolAsync("apply", "--all", "run");

        var push = await remotes.ToolAsync("push", "run", "--dry-run");

        Assert.Multiple(() =>
        {
            Assert.That(push.Text, Does.StartWith($"local/served/amber: {remotes.Rows()[0]["delivery_commit"][..10]} -> {new Uri(remotes.Source("amber"))} manifest-v2 (new)\n"));
            Assert.That(GitRepository.Git(remotes.Source("amber"), input: null, "branch", "--list"), Does.Not.Contain("manifest-v2"));
        });
    }

    [Test]
    public async Task Canaries_go_first_and_the_rest_follows()
    {
        await using var remotes = await PlannedAsync("amber", "birch", "cedar");
        await remotes.ToolAsync("apply", "--all", "run");

        await remotes.ToolAsync("push", "run", "--max", "1");
        var first = remotes.Rows().Select(row => row["pushed"]).ToList();
        await remotes.ToolAsync("push", "run", "--max", "2");

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new[] { "true", "false", "false" }));
            Assert.That(remotes.Rows().Select(row => row["pushed"]), Has.All.EqualTo("true"));
        });
    }

    [TestCase("--message", "{{unknown}}")]
    [TestCase("--message", "{{#each rules}}")]
    [TestCase("--branch", "a..b")]
    [TestCase("--branch", "-x")]
    [TestCase("--author", "Ada")]
    public async Task Wrong_values_are_wrong_usage_and_nothing_is_done(string option, string value)
    {
        await using var remotes = await PlannedAsync("amber");
        await File.WriteAllTextAsync(remotes.Folder["message.txt"], value);

        var apply = await remotes.ToolAsync("apply", "--all", "run", $"{option}={(option == "--message" ? "message.txt" : value)}");

        Assert.That((apply.ExitCode, remotes.Rows()[0]["delivery_commit"]), Is.EqualTo((2, "")), apply.Errors);
    }

    [Test]
    public async Task Branch_author_and_message_are_those_that_were_given()
    {
        await using var remotes = await PlannedAsync("amber");
        await File.WriteAllTextAsync(remotes.Folder["message.txt"], "Move {{repository}} <to> v2\n\n{{#each rules}}{{id}}={{changes}} {{/each}}");

        await remotes.ToolAsync("apply", "--all", "run", "--branch", "next/manifest", "--author", "Grace <grace@example.org>", "--message", "message.txt");
        await remotes.ToolAsync("push", "run");

        Assert.That(
            GitRepository.Git(remotes.Source("amber"), input: null, "log", "-1", "--format=%an|%cn|%B", "next/manifest"),
            Does.StartWith("Grace|Ada Maintainer|Move local/served/amber <to> v2\n\ndata-types=1"));
    }

    [Test]
    public async Task Two_konnectors_in_one_repository_become_one_commit()
    {
        await using var remotes = await Remotes.ServeAsync("file");
        var repository = remotes.Add("pair", new GitFile("a/manifest.konnector", Remotes.Old), new GitFile("b/manifest.konnector", Remotes.Old.Replace("SLUG", "b", StringComparison.Ordinal)));
        await remotes.ToolAsync("plan", remotes.Source("pair"), remotes.Source("pair"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");

        await remotes.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(GitRepository.Git(repository.Path, input: null, "rev-list", "--count", "main..manifest-v2"), Is.EqualTo("1\n"));
            Assert.That(GitRepository.Git(repository.Path, input: null, "diff", "--name-only", "main", "manifest-v2"), Is.EqualTo("a/manifest.konnector\nb/manifest.konnector\n"));
        });
    }

    [Test]
    public async Task Status_tells_every_step_and_what_became_of_the_branch()
    {
        await using var remotes = await PlannedAsync("amber", "birch", "cedar", "damson");
        await DecideAsync(remotes, """{ "local/served/amber": "approved" }""");
        await remotes.ToolAsync("apply", "--all", "run");
        await remotes.ToolAsync("push", "run");
        GitRepository.Git(remotes.Source("birch"), input: null, "update-ref", "refs/heads/main", "refs/heads/manifest-v2");
        GitRepository.Git(remotes.Source("cedar"), input: null, "branch", "-D", "manifest-v2");
        new GitRepository(remotes.Source("damson")).Commit("manifest-v2", new GitFile("theirs", "1"));

        var status = Newtonsoft.Json.Linq.JObject.Parse((await remotes.ToolAsync("status", "run", "--remote", "--format", "json")).Text);

        Assert.That(
            status["repositories"]!.Select(row => $"{row["planned"]} {row["approved"]} {row["pushed"]} {row["remote"]}"),
            Is.EqualTo(new[] { "migrated approved True there", "migrated  True merged", "migrated  True gone", "migrated  True changed" }));
    }

    private static async Task<Remotes> PlannedAsync(params string[] names)
    {
        var remotes = await Remotes.ServeAsync("file");
        foreach (var name in names)
            remotes.Add(name);
        await remotes.ToolAsync(["plan", "--out", "run", .. names.Select(remotes.Source)]);
        return remotes;
    }

    private static Task DecideAsync(Remotes remotes, string json) => File.WriteAllTextAsync(remotes.Folder["run/decisions.json"], json);

    private static IEnumerable<string> Reasons(Remotes remotes) => remotes.Rows().Select(row => row["reason"]);
}
