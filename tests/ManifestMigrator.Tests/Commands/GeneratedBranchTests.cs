using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>Sources of old catalogues name the branch that holds the built konnector.</summary>
[StartsPrograms]
public sealed class GeneratedBranchTests
{
    private const string Written = "{\n  \"slug\": \"written\",\n  \"vendorLink\": \"https://voltaire.example\"\n}\n";
    private const string Built = "{\"slug\":\"built\",\"vendorLink\":\"https://voltaire.example\"}";

    [TestCase("build")]
    [TestCase("latest")]
    public async Task The_default_branch_is_read_in_the_place_of_a_built_copy_and_a_warning_says_so(string branch)
    {
        using var folder = new TemporaryFolder();
        Make(folder);

        var run = await Tool.RunAsync(folder.FullPath, "plan", $"./voltaire.git#{branch}", "--out", "run", "--cache", "cache");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(Rows(folder, "repositories.csv").Single(), Does.Contain($"#{branch},spring,"));
            Assert.That(Rows(folder, "manifests.csv").Single(), Does.Contain(",written,"));
            Assert.That(
                Rows(folder, "findings.csv"),
                Has.Some.Contains(",warning,look,generated-branch,").And.Some.Contains($"The source names the branch {branch}, which holds a built copy; spring was read instead."));
        });
    }

    [TestCase("build", "built")]
    [TestCase("spring", "written")]
    public async Task A_branch_on_the_command_line_is_read_as_it_is_named(string branch, string slug)
    {
        using var folder = new TemporaryFolder();
        Make(folder);

        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire.git", "--branch", branch, "--out", "run", "--cache", "cache");

        Assert.That(Rows(folder, "manifests.csv").Single(), Does.Contain($",{slug},"));
        Assert.That(Rows(folder, "findings.csv"), Has.None.Contains("generated-branch"));
    }

    [Test]
    public async Task The_built_copy_of_a_source_is_read_when_the_command_line_insists()
    {
        using var folder = new TemporaryFolder();
        Make(folder);

        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire.git#build", "--branch", "build", "--out", "run", "--cache", "cache");

        Assert.That(Rows(folder, "manifests.csv").Single(), Does.Contain(",built,"));
        Assert.That(Rows(folder, "findings.csv"), Has.None.Contains("generated-branch"));
    }

    [Test]
    public async Task A_repository_and_its_built_copy_are_one_source()
    {
        using var folder = new TemporaryFolder();
        Make(folder);

        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire.git", "./voltaire.git#build", "./voltaire.git#summer", "--out", "run", "--cache", "cache");

        Assert.That(
            Rows(folder, "repositories.csv").Select(row => row.Split(',')).Select(cells => $"{cells[1]} {cells[5]}"),
            Is.EquivalentTo(new[] { "./voltaire.git changes-planned", "./voltaire.git#build duplicate-source", "./voltaire.git#summer changes-planned" }));
    }

    [Test]
    public async Task What_was_planned_from_the_default_branch_is_delivered_on_top_of_it()
    {
        using var folder = new TemporaryFolder();
        var repository = Make(folder);
        await Tool.RunAsync(folder.FullPath, "plan", "./voltaire.git#build", "--out", "run", "--cache", "cache");

        var apply = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--author", "Ada <ada@example.org>", "--cache", "cache");
        await Tool.RunAsync(folder.FullPath, "push", "run", "--cache", "cache");

        Assert.That(apply.ExitCode, Is.Zero, apply.Errors);
        Assert.That(repository.CommitOf("manifest-v2^"), Is.EqualTo(repository.CommitOf("spring")));
    }

    private static GitRepository Make(TemporaryFolder folder) => GitRepository.CreateEmpty(folder["voltaire.git"], "spring")
        .Commit("spring", new GitFile("manifest.konnector", Written))
        .Commit("summer", new GitFile("manifest.konnector", Written))
        .Commit("build", new GitFile("manifest.konnector", Built))
        .Commit("latest", new GitFile("manifest.konnector", Built));

    private static IEnumerable<string> Rows(TemporaryFolder folder, string file) => File.ReadLines(folder[$"run/{file}"]).Skip(1);
}
