using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Hostile;

namespace ManifestMigrator.Tests.Git;

/// <summary>How git ends, and what is said about it.</summary>
[UnsupportedOSPlatform("windows")]
[StartsPrograms]
public sealed class GitProgramTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_git_that_ends_before_it_has_read_everything_is_quoted()
    {
        var repository = GitRepository.CreateEmpty(_folder["voltaire.git"]);

        Assert.That(
            () => GitProgram.AskAsync(repository.Path, ["hash-object", "--no-such-option"], CancellationToken.None, new byte[4 << 20]),
            Throws.TypeOf<RepositoryException>().With.Message.Contains("no-such-option").And.Message.Not.Contains("Broken pipe"));
    }

    [TestCase("", 3)]
    [TestCase("echo username=ada; echo password=s3cret;", 0)]
    public async Task A_helper_that_outlives_git_and_keeps_its_standard_error_is_not_waited_for(string answer, int exitCode)
    {
        await using var server = await ServeAsync(before: null);

        var plan = await PlanAsync(server, answer);

        using var helper = Helper();
        var outlived = !helper.HasExited;
        helper.Kill();
        Assert.That((plan.ExitCode, outlived), Is.EqualTo((exitCode, true)), plan.Errors);
    }

    [Test]
    public async Task When_the_time_is_over_all_that_git_has_started_is_ended()
    {
        await using var server = await ServeAsync((context, stop) =>
            context.Request.Headers.Authorization.Count > 0 ? GitHttpServer.Stall(context, stop) : Task.FromResult(false));

        await PlanAsync(server, "echo username=ada; echo password=s3cret;", "--timeout", "3");

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(_folder["run/repositories.csv"]), Does.Contain(",failed,timeout,"));
            Assert.That(CommandLine, Does.Not.Contain("sleep").After(20_000, 20));
        });
    }

    private Task<GitHttpServer> ServeAsync(Func<Microsoft.AspNetCore.Http.HttpContext, CancellationToken, Task<bool>>? before)
    {
        GitRepository.Create(_folder["served/voltaire.git"], new GitFile("manifest.konnector", "{}"));
        return GitHttpServer.StartAsync(_folder["served"], "ada:s3cret", before);
    }

    private async Task<ToolRun> PlanAsync(GitHttpServer server, string answer, params string[] arguments)
    {
        Trap.WriteProgram(_folder["helper"], $"#!/bin/sh\ntest \"$1\" = get || exit 0\n{answer}\nsleep 600 >/dev/null &\necho $! > {_folder["helper.pid"]}\n");
        await File.WriteAllTextAsync(_folder["gitconfig"], $"[credential]\n\thelper = {_folder["helper"]}\n");
        return await Tool.RunAsync(
            _folder.FullPath, [], ["plan", $"{server.Address}/voltaire.git", "--retries", "0", "--out", "run", .. arguments], ("GIT_CONFIG_GLOBAL", _folder["gitconfig"]));
    }

    private Process Helper() => Process.GetProcessById(int.Parse(File.ReadAllText(_folder["helper.pid"]), CultureInfo.InvariantCulture));

    private string CommandLine()
    {
        var file = $"/proc/{File.ReadAllText(_folder["helper.pid"]).Trim()}/cmdline";
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }
}
