using System.Runtime.Versioning;
using ManifestMigrator.Disk;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Hostile;

/// <summary>Which git is run, and what is said when there is none that can be.</summary>
[UnsupportedOSPlatform("windows")]
[StartsPrograms]
public sealed class GitOnThePathTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_program_is_the_first_on_the_PATH_that_can_be_started()
    {
        Directory.CreateDirectory(_folder["one/git"]);
        Directory.CreateDirectory(_folder["two"]);
        File.WriteAllText(_folder["two/git"], "no program");
        Trap.WriteProgram(_folder["three/git"], "#!/bin/sh\n");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder["three"]);

        Assert.Multiple(() =>
        {
            Assert.That(Programs.Find("git", string.Join(':', "", ".", relative, "~/bin", _folder["one"], _folder["two"], _folder["three"])), Is.EqualTo(_folder["three/git"]));
            Assert.That(Programs.Find("git", relative), Is.Null);
            Assert.That(Programs.Find("git", ""), Is.Null);
        });
    }

    [TestCase("echo git version 2.20.1", "PROGRAM is git 2.20.1; git 2.29 or later is needed")]
    [TestCase("echo git version 1.9.5.msysgit.0", "PROGRAM is git 1.9.5; git 2.29 or later is needed")]
    [TestCase("echo hello", "PROGRAM cannot be used: hello")]
    public async Task A_git_that_is_too_old_or_is_no_git_is_named(string script, string expected)
    {
        Trap.WriteProgram(_folder["bin/git"], $"#!/bin/sh\n{script}\n");

        await PlanAsync(_folder["bin"] + ":/usr/bin:/bin");

        Assert.That(File.ReadAllText(_folder["run/run.json"]), Does.Contain(expected.Replace("PROGRAM", _folder["bin/git"], StringComparison.Ordinal)));
    }

    [Test]
    public async Task Without_git_every_source_says_so()
    {
        Directory.CreateDirectory(_folder["bin"]);

        await PlanAsync(_folder["bin"]);

        Assert.That(File.ReadAllText(_folder["run/repositories.csv"]), Does.Contain(",failed,git-missing,"));
    }

    private Task<ToolRun> PlanAsync(string path)
    {
        var source = GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", "{}")).Path;
        return Tool.RunAsync(_folder.FullPath, [], ["plan", source, "--out", "run"], ("PATH", path), ("DOTNET_ROOT", Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? ""));
    }
}
