using System.Diagnostics;
using System.Runtime.Versioning;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Deliver;
using ManifestMigrator.Tests.Fixtures;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Promises;

/// <summary><c>apply --in-place</c> writes the planned bytes into manifests that were planned, and nothing anywhere else.</summary>
[StartsPrograms]
public sealed class DeliveryInPlaceTests
{
    [Test]
    public async Task One_bad_folder_stops_no_other_and_is_told()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber", "birch", "cedar");
        Directory.Delete(fleet.WorkTree("birch"), recursive: true);

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(3), apply.Errors);
            Assert.That((IsMigrated(fleet, "amber"), IsMigrated(fleet, "cedar")), Is.EqualTo((true, true)));
            Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { "changes-planned", "folder-not-found", "changes-planned" }));
        });
    }

    [TestCase(".git/config", "timeout")]
    [TestCase(".git/HEAD", "timeout")]
    [TestCase("manifest.konnector", "read-failed")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_pipe_in_the_place_of_a_file_is_a_row_and_stops_no_other(string file, string reason)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber", "birch");
        File.Delete(Path.Combine(fleet.WorkTree("amber"), file));
        Process.Start("mkfifo", [Path.Combine(fleet.WorkTree("amber"), file)])!.WaitForExit();

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run", "--timeout", "3");

        Assert.That((apply.ExitCode, IsMigrated(fleet, "birch")), Is.EqualTo((3, true)), apply.Errors);
        Assert.That(fleet.Column("reason"), Is.EqualTo(new[] { reason, "changes-planned" }));
    }

    [Test]
    public async Task After_everything_approved_was_written_the_report_does_not_ask_to_write_it_again()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        await File.WriteAllTextAsync(fleet.Remotes.Folder["run/decisions.json"], $$"""{ "{{fleet.Column("repository").Single()}}": "approved" }""");

        var before = await fleet.ToolAsync("report", "run");
        await fleet.ToolAsync("apply", "--in-place", "run");
        var after = await fleet.ToolAsync("report", "run");

        Assert.That(before.Text, Does.EndWith("Next:       manifest-migrator apply --in-place run\n"));
        Assert.That(after.Text, Does.EndWith("Next:       manifest-migrator status run\n"), after.Errors);
    }

    [Test]
    public async Task What_was_written_can_be_written_again_and_status_tells_it()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        await fleet.ToolAsync("apply", "--in-place", "--all", "run");
        var run = await File.ReadAllBytesAsync(fleet.Remotes.Folder["run/run.json"]);

        var again = await fleet.ToolAsync("apply", "--in-place", "--all", "run");
        var status = JObject.Parse((await fleet.ToolAsync("status", "run", "--format", "json")).Text);

        Assert.Multiple(() =>
        {
            Assert.That(again.ExitCode, Is.Zero);
            Assert.That(again.Text, Does.Contain("is already what was planned"));
            Assert.That(File.ReadAllBytes(fleet.Remotes.Folder["run/run.json"]), Is.EqualTo(run));
            Assert.That((int)status["counts"]!["written"]!, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_folder_that_the_source_does_not_name_is_not_written_to()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        var copy = fleet.Remotes.Folder["copy/served/amber"];
        GitRepository.Git(fleet.Remotes.Folder.FullPath, input: null, "clone", "-q", fleet.WorkTree("amber"), copy);
        GitRepository.Git(copy, input: null, "remote", "remove", "origin");
        fleet.Edit("amber", repository => repository["folder"] = copy);

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "not-deliverable")), apply.Errors);
            Assert.That(GitRepository.Git(copy, input: null, "status", "--porcelain"), Is.Empty);
            Assert.That(fleet.IsUntouched("amber"), Is.True);
        });
    }

    [Test]
    public async Task A_path_that_is_no_manifest_inside_the_folder_is_not_written_to()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        var planned = await File.ReadAllBytesAsync(fleet.Remotes.Folder["run/run.json"]);

        foreach (var path in new[]
        {
            "../../../outside/manifest.konnector", fleet.Remotes.Folder["outside/manifest.konnector"], ".git/manifest.konnector", "node_modules/manifest.konnector", "other.json",
        })
        {
            var file = Path.GetFullPath(path, fleet.WorkTree("amber"));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(Manifest(fleet, "amber"), file, overwrite: true);
            await File.WriteAllBytesAsync(fleet.Remotes.Folder["run/run.json"], planned);
            fleet.Edit("amber", repository => repository["manifests"]![0]!["path"] = path);

            var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

            Assert.Multiple(() =>
            {
                Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "moved")), $"{path}: {apply.Errors}");
                Assert.That(File.ReadAllText(file), Does.Not.Contain("manifest_version"), path);
                Assert.That(IsMigrated(fleet, "amber"), Is.False, path);
            });
            File.Delete(file);
        }
    }

    [TestCase("served/amber")]
    [TestCase("served/amber/konnector")]
    public async Task A_folder_that_became_a_link_is_not_followed(string linked)
    {
        await using var fleet = await DeliveryFleet.ServedAsync();
        Directory.CreateDirectory(fleet.Remotes.Folder["trees/served/amber/konnector"]);
        await File.WriteAllTextAsync(fleet.Remotes.Folder["trees/served/amber/konnector/manifest.konnector"], Remotes.Old);
        await fleet.ToolAsync("plan", "--out", "run", fleet.WorkTree("amber"));
        Directory.Move(fleet.Remotes.Folder[$"trees/{linked}"], fleet.Remotes.Folder["elsewhere"]);
        Directory.CreateSymbolicLink(fleet.Remotes.Folder[$"trees/{linked}"], fleet.Remotes.Folder["elsewhere"]);

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "moved")), apply.Errors);
            Assert.That(
                Directory.EnumerateFiles(fleet.Remotes.Folder["elsewhere"], "*.konnector", SearchOption.AllDirectories).Select(File.ReadAllText),
                Is.EqualTo(new[] { Remotes.Old }));
        });
    }

    [Test]
    public async Task A_folder_that_holds_another_repository_now_is_left_alone()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        GitRepository.Git(fleet.WorkTree("amber"), input: null, "remote", "add", "origin", "https://github.com/somebody/else.git");

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "moved")), apply.Errors);
            Assert.That(apply.Errors, Does.Contain("github.com/somebody/else"));
            Assert.That(IsMigrated(fleet, "amber"), Is.False);
        });
    }

    [Test]
    public async Task Of_two_manifests_none_is_written_when_one_is_not_what_was_planned()
    {
        await using var fleet = await DeliveryFleet.ServedAsync();
        foreach (var name in new[] { "a", "b" })
        {
            Directory.CreateDirectory(fleet.Remotes.Folder[$"trees/served/amber/{name}"]);
            await File.WriteAllTextAsync(
                fleet.Remotes.Folder[$"trees/served/amber/{name}/manifest.konnector"], Remotes.Old.Replace("SLUG", name, StringComparison.Ordinal));
        }
        await fleet.ToolAsync("plan", "--out", "run", fleet.WorkTree("amber"));
        await File.AppendAllTextAsync(fleet.Remotes.Folder["trees/served/amber/b/manifest.konnector"], "\n");

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That((apply.ExitCode, fleet.Column("reason")[0]), Is.EqualTo((3, "moved")), apply.Errors);
            Assert.That(File.ReadAllText(fleet.Remotes.Folder["trees/served/amber/a/manifest.konnector"]), Does.Not.Contain("manifest_version"));
        });
    }

    [Test]
    public async Task Remote_repositories_are_rows_beside_the_folders_that_are_written()
    {
        await using var fleet = await DeliveryFleet.ServedAsync("amber", "birch");
        var tree = new GitRepository(fleet.Remotes.Source("birch")).CloneTo(fleet.WorkTree("birch"));
        GitRepository.Git(tree, input: null, "remote", "remove", "origin");
        await fleet.ToolAsync("plan", "--out", "run", fleet.Remotes.Source("amber"), tree);

        var inPlace = await fleet.ToolAsync("apply", "--in-place", "--all", "run");
        var commit = await fleet.ToolAsync("apply", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That((inPlace.ExitCode, commit.ExitCode), Is.EqualTo((3, 3)));
            Assert.That(inPlace.Errors, Does.Contain("local/served/amber: not-deliverable: "));
            Assert.That(commit.Errors, Does.Contain("local/served/birch: not-deliverable: "));
            Assert.That(IsMigrated(fleet, "birch"), Is.True);
            Assert.That(fleet.Column("delivery_commit").Select(name => name.Length > 0), Is.EqualTo(new[] { true, false }));
        });
    }

    [Test]
    public async Task Killed_at_any_moment_it_leaves_whole_manifests_and_nothing_to_add_and_the_next_one_ends_it()
    {
        const int count = 40;
        var names = Enumerable.Range(0, count).Select(number => $"r{number}").ToArray();
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, names);
        var old = names.ToDictionary(name => name, name => File.ReadAllText(Manifest(fleet, name)), StringComparer.Ordinal);
        var random = new Random(11);

        for (var kill = 0; kill < 8; kill++)
        {
            Task Kill(Process process) => KillAsync(process, random.Next(250, 700));
            await Tool.RunAsync(fleet.Remotes.Folder.FullPath, [], ["apply", "--in-place", "--all", "run"], Kill, fleet.Remotes.Environment());
            foreach (var name in names)
            {
                Assert.That(File.ReadAllText(Manifest(fleet, name)) == old[name] || IsMigrated(fleet, name), Is.True, name);
                Assert.That(GitRepository.Git(fleet.WorkTree(name), input: null, "status", "--porcelain"), Is.AnyOf("", " M manifest.konnector\n"));
            }
        }
        var last = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(last.ExitCode, Is.Zero, last.Errors);
            Assert.That(names.Where(name => !IsMigrated(fleet, name)), Is.Empty);
            Assert.That(Directory.EnumerateFiles(fleet.Remotes.Folder.FullPath, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        });
    }

    [Test]
    public async Task What_a_killed_one_left_is_swept_by_the_next()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber");
        var file = Path.Combine(fleet.WorkTree("amber"), ".manifest-migrator", ".git", "manifest.konnector.abc.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "half a mani");
        var listed = GitRepository.Git(fleet.WorkTree("amber"), input: null, "status", "--porcelain");

        await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.That((listed, Directory.Exists(Path.Combine(fleet.WorkTree("amber"), ".manifest-migrator"))), Is.EqualTo(("", false)));
    }

    [Test]
    public async Task A_link_that_a_repository_has_in_the_place_of_our_temporary_folder_is_not_followed()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync(areWorkTrees: true, "amber", "birch");
        var theirs = Path.Combine(fleet.WorkTree("birch"), ".git", "theirs.tmp");
        await File.WriteAllTextAsync(theirs, "theirs");
        Directory.CreateSymbolicLink(Path.Combine(fleet.WorkTree("amber"), ".manifest-migrator"), fleet.WorkTree("birch"));

        var apply = await fleet.ToolAsync("apply", "--in-place", "--all", "run");

        Assert.Multiple(() =>
        {
            Assert.That(apply.ExitCode, Is.EqualTo(3));
            Assert.That(apply.Errors, Does.Contain("local/served/amber: read-failed: ").And.Contain("symbolic link"));
            Assert.That((File.Exists(theirs), IsMigrated(fleet, "amber"), IsMigrated(fleet, "birch")), Is.EqualTo((true, false, true)));
        });
    }

    private static string Manifest(DeliveryFleet fleet, string name) => Path.Combine(fleet.WorkTree(name), "manifest.konnector");

    private static bool IsMigrated(DeliveryFleet fleet, string name) =>
        File.ReadAllText(Manifest(fleet, name)).Contains("\"manifest_version\": \"2\"", StringComparison.Ordinal);

    private static async Task KillAsync(Process process, int milliseconds)
    {
        using var deadline = new CancellationTokenSource(milliseconds);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }
}
