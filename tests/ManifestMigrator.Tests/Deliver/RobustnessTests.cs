using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Deliver;

/// <summary>What the world does to a delivery.</summary>
[StartsPrograms]
public sealed class RobustnessTests
{
    [Test]
    public async Task A_server_that_dies_in_the_middle_of_a_push_is_tried_again()
    {
        var posts = 0;
        await using var remotes = await Remotes.ServeAsync("http", (context, _) =>
        {
            if (!context.Request.Path.Value!.EndsWith("git-receive-pack", StringComparison.Ordinal) || Interlocked.Increment(ref posts) > 1)
                return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        });
        var repository = remotes.Add("amber");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");

        var push = await remotes.ToolAsync("push", "run");

        Assert.That((push.ExitCode, remotes.Rows().Single()["delivery_commit"]), Is.EqualTo((0, repository.CommitOf("manifest-v2"))), push.Errors);
    }

    [Test]
    public async Task What_a_dead_server_did_not_take_is_pushed_by_the_next_run()
    {
        var isDead = true;
        await using var remotes = await Remotes.ServeAsync("http", (context, _) =>
        {
            if (!isDead || !context.Request.Path.Value!.EndsWith("birch.git/git-receive-pack", StringComparison.Ordinal))
                return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        });
        var (amber, birch) = (remotes.Add("amber"), remotes.Add("birch"));
        await remotes.ToolAsync("plan", remotes.Source("amber"), remotes.Source("birch"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");

        var first = await remotes.ToolAsync("push", "run", "--retries", "0");
        var reasons = remotes.Rows().Select(row => row["reason"]).ToList();
        isDead = false;
        var second = await remotes.ToolAsync("push", "run", "--retries", "0");

        Assert.Multiple(() =>
        {
            Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((3, 0)), first.Errors + second.Errors);
            Assert.That(reasons, Is.EqualTo(new[] { "changes-planned", "connection-lost" }));
            Assert.That(remotes.Rows().Select(row => row["delivery_commit"]), Is.EqualTo(new[] { amber.CommitOf("manifest-v2"), birch.CommitOf("manifest-v2") }));
        });
    }

    [Test]
    public async Task A_wrong_password_pushes_nothing_and_says_so()
    {
        await using var remotes = await Remotes.ServeAsync("http");
        var repository = remotes.Add("amber");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run");
        await remotes.ToolAsync("apply", "--all", "run");
        await File.WriteAllTextAsync(remotes.Folder["gitconfig"], "[user]\n\tname = Ada\n\temail = ada@example.org\n");

        var push = await remotes.ToolAsync("push", "run");

        Assert.Multiple(() =>
        {
            Assert.That(push.ExitCode, Is.EqualTo(3));
            Assert.That(remotes.Rows().Single()["reason"], Is.EqualTo("authentication-refused"));
            Assert.That(GitRepository.Git(repository.Path, input: null, "branch", "--list"), Does.Not.Contain("manifest-v2"));
        });
    }

    [TestCase("apply")]
    [TestCase("push")]
    public async Task Of_two_processes_on_one_run_folder_the_second_is_told_who_has_it(string command)
    {
        await using var remotes = await Remotes.ServeAsync("file");
        remotes.Add("amber");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run");
        await File.WriteAllTextAsync(remotes.Folder["run/.lock.pid"], "4711");
        using var held = new FileStream(remotes.Folder["run/.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var second = await remotes.ToolAsync(command, "run");

        Assert.That((second.ExitCode, second.Errors), Is.EqualTo((2, $"error: Another process, 4711, is working on {remotes.Folder["run"]}; try again when it has ended.\n")));
    }

    [Test]
    public async Task A_full_disk_loses_nothing_and_the_delivery_goes_on_when_there_is_room()
    {
        await using var remotes = await Remotes.ServeAsync("file");
        var repository = remotes.Add("amber");
        Directory.CreateDirectory(remotes.Folder["small"]);

        var run = await Shell.RunAsync(
            remotes.Folder,
            $"""
            mount -t tmpfs -o size=2m tmpfs small
            cd small
            manifest-migrator plan -q --cache cache --out run '{remotes.Source("amber")}'
            head -c 3m /dev/zero > filler 2>/dev/null || true
            if manifest-migrator apply -q --all --cache cache run; then exit 90; fi
            [ -z "$(find run -name '*.tmp')" ]
            rm filler
            manifest-migrator apply -q --all --cache cache run
            manifest-migrator push -q --cache cache run
            cp run/repositories.csv ..
            """,
            ["unshare", "--map-root-user", "--mount"],
            remotes.Environment());

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Text + run.Errors);
            Assert.That(run.Errors, Does.Contain("No space left on device"));
            Assert.That(File.ReadAllText(remotes.Folder["repositories.csv"]), Does.Contain(repository.CommitOf("manifest-v2") + ",true"));
        });
    }

    [Test]
    public async Task A_run_folder_that_cannot_be_written_is_an_error_and_nothing_is_delivered()
    {
        await using var remotes = await Remotes.ServeAsync("file");
        var repository = remotes.Add("amber");
        await remotes.ToolAsync("plan", remotes.Source("amber"), "--out", "run");

        var run = await Shell.RunAsync(
            remotes.Folder,
            """
            mount --bind run run
            mount -o remount,bind,ro run
            if manifest-migrator apply -q --all run; then exit 90; fi
            """,
            ["unshare", "--map-root-user", "--mount"],
            remotes.Environment());

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Text + run.Errors);
            Assert.That(run.Errors, Does.StartWith("error: ").And.Contain("ead-only"));
            Assert.That(GitRepository.Git(repository.Path, input: null, "branch", "--list"), Does.Not.Contain("manifest-v2"));
        });
    }
}
