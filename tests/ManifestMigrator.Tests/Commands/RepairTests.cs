using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>A repair on the way from the plan to the written file.</summary>
[StartsPrograms]
public sealed class RepairTests
{
    private const string Broken = "{\n  \"uuid\": \"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b\",\n  \"slug\": \"voltaire\"\n  \"manifest_version\": \"2\"\n}\n";
    private const string Mended = "{\n  \"uuid\": \"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b\",\n  \"slug\": \"voltaire\",\n  \"manifest_version\": \"2\"\n}\n";

    [Test]
    public async Task A_repaired_manifest_is_planned_reported_and_written_in_place_as_it_was_reviewed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["konnector"]);
        await File.WriteAllTextAsync(folder["konnector/manifest.konnector"], Broken);

        var without = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "without");
        var plan = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run", "--repair");
        var changes = await File.ReadAllLinesAsync(folder["run/changes.csv"]);
        var apply = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");

        Assert.Multiple(() =>
        {
            Assert.That(without.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(File.ReadAllText(folder["without/findings.csv"]), Does.Contain("Missing comma after the value of \"\"slug\"\".").And.Contain("--repair"));
            Assert.That(plan.ExitCode, Is.Zero);
            Assert.That(changes[1], Does.EndWith(",manifest.konnector,3,repair,repair,,/slug,\"\"\"slug\"\": \"\"voltaire\"\"\",\"\"\"slug\"\": \"\"voltaire\"\",\""));
            Assert.That(changes, Has.Length.EqualTo(2));
            Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
            Assert.That(File.ReadAllText(folder["konnector/manifest.konnector"]), Is.EqualTo(Mended));
        });
    }

    [Test]
    public async Task A_repaired_manifest_is_committed_as_it_was_reviewed_and_the_message_says_so()
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", Broken));
        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire.git", "--out", "run", "--repair", "--cache", "cache");

        var apply = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--author", "Ada <ada@example.org>", "--cache", "cache");
        await Tool.RunAsync(folder.FullPath, "push", "run", "--cache", "cache");

        Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
        Assert.That(GitRepository.Git(folder["voltaire.git"], input: null, "show", "manifest-v2:manifest.konnector"), Is.EqualTo(Mended));
        Assert.That(GitRepository.Git(folder["voltaire.git"], input: null, "log", "-1", "--format=%B", "manifest-v2"), Does.Contain("- repair: 1\n"));
    }

    [Test]
    public async Task The_rules_name_the_repair_before_all_of_them()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "rules");

        Assert.That(run.Text.Split('\n')[1], Does.StartWith("(repair)").And.Contain("--repair"));
    }
}
