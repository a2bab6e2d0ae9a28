using System.Runtime.Versioning;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class PlanTests
{
    private const string Old = """
        {
          "version": "1.0.0",
          "type": "konnector",
          "source": "https://github.com/alder/voltaire.git",
          "vendorLink": "https://voltaire.example"
        }

        """;

    [TestCase("2>/dev/full")]
    [TestCase("2>&-")]
    [TestCase("2</dev/null")]
    [Platform("Linux")]
    public async Task A_log_that_cannot_be_written_stops_nothing(string redirection)
    {
        using var folder = new TemporaryFolder();
        Fleet.MakePlain(folder, "amber");

        var run = await Shell.RunAsync(folder, $"manifest-migrator plan served/amber.git ./served/amber.git --out run {redirection}");

        Assert.That((run.ExitCode, File.ReadAllLines(folder["run/repositories.csv"]).Length), Is.EqualTo((3, 3)), run.Text);
    }

    [Test]
    public async Task A_plan_touches_no_source()
    {
        using var folder = await FolderWithManifestAsync();

        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(folder["konnector/manifest.konnector"]), Is.EqualTo(Old));
            Assert.That(Directory.EnumerateFileSystemEntries(folder["konnector"]).Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Applying_in_place_writes_the_planned_bytes_and_nothing_else_and_twice_is_once()
    {
        using var folder = await FolderWithManifestAsync();
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");

        var first = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");
        var written = await File.ReadAllTextAsync(folder["konnector/manifest.konnector"]);
        var second = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");

        Assert.Multiple(() =>
        {
            Assert.That(first.ExitCode, Is.Zero);
            Assert.That(written, Is.EqualTo(Old
                .Replace("vendorLink", "vendor_link", StringComparison.Ordinal)
                .Replace("voltaire.example\"\n", "voltaire.example\",\n  \"manifest_version\": \"2\"\n", StringComparison.Ordinal)));
            Assert.That(Directory.EnumerateFileSystemEntries(folder["konnector"]).Count(), Is.EqualTo(1), "no backup and no temporary file is left");
            Assert.That(second.ExitCode, Is.Zero);
            Assert.That(second.Text, Does.Contain("is already what was planned"));
            Assert.That(File.ReadAllText(folder["konnector/manifest.konnector"]), Is.EqualTo(written));
        });
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Applying_in_place_keeps_the_mode_of_the_file()
    {
        const UnixFileMode executable = (UnixFileMode)0b111_101_101;
        using var folder = await FolderWithManifestAsync();
        File.SetUnixFileMode(folder["konnector/manifest.konnector"], executable);
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");

        await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");

        Assert.That(File.GetUnixFileMode(folder["konnector/manifest.konnector"]), Is.EqualTo(executable));
    }

    [Test]
    public async Task A_file_that_changed_since_the_plan_is_left_alone()
    {
        using var folder = await FolderWithManifestAsync();
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");
        var edited = Old.Replace("1.0.0", "1.0.1", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["konnector/manifest.konnector"], edited);

        var run = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(run.Text, Does.Contain("moved"));
            Assert.That(File.ReadAllText(folder["konnector/manifest.konnector"]), Is.EqualTo(edited));
        });
    }

    [Test]
    public async Task A_file_that_became_a_link_is_left_alone()
    {
        using var folder = await FolderWithManifestAsync();
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");
        File.Move(folder["konnector/manifest.konnector"], folder["elsewhere.konnector"]);
        File.CreateSymbolicLink(folder["konnector/manifest.konnector"], folder["elsewhere.konnector"]);

        await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");

        Assert.That(File.ReadAllText(folder["elsewhere.konnector"]), Is.EqualTo(Old));
    }

    [Test]
    public async Task Other_mappings_than_the_reviewed_ones_write_nothing()
    {
        using var folder = await FolderWithManifestAsync();
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");
        await File.WriteAllTextAsync(folder["mine.json"], """{ "format": 2, "rules": [] }""");

        var run = await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place", "--mappings", "mine.json");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(File.ReadAllText(folder["konnector/manifest.konnector"]), Is.EqualTo(Old));
        });
    }

    [Test]
    public async Task A_manifest_that_is_a_link_cannot_be_delivered()
    {
        using var folder = await FolderWithManifestAsync();
        File.Move(folder["konnector/manifest.konnector"], folder["elsewhere.konnector"]);
        File.CreateSymbolicLink(folder["konnector/manifest.konnector"], folder["elsewhere.konnector"]);

        var plan = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");

        Assert.That((plan.ExitCode, plan.Text.Split('\n')[0]), Is.EqualTo((ExitCode.SomeFailed, "    1 unreadable")), plan.Errors);
        Assert.That(File.ReadAllText(folder["run/repositories.csv"]), Does.Contain(",unreadable,manifest-is-link,"));
        Assert.That(File.ReadAllText(folder["run/summary.md"]), Does.Contain("### Cannot be delivered: 1\n").And.Contain("manifest.konnector is a symbolic link; links are not followed."));
    }

    [Test]
    public async Task Local_folders_are_led_to_apply_in_place_and_not_to_push()
    {
        using var folder = await FolderWithManifestAsync();
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "run");

        var apply = await Tool.RunAsync(folder.FullPath, [], ["apply", "--all", "run"], ("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@b.c"), ("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@b.c"));
        await Tool.RunAsync(folder.FullPath, "apply", "--all", "--in-place", "run");
        var again = await Tool.RunAsync(folder.FullPath, "apply", "--all", "--in-place", "run");
        var others = new[] { await Tool.RunAsync(folder.FullPath, "push", "run"), await Tool.RunAsync(folder.FullPath, "request", "run") };
        var revert = await Tool.RunAsync(folder.FullPath, "revert", "run");

        Assert.That(apply.Text, Does.EndWith("Next:       manifest-migrator apply --all --in-place run\n"), apply.Errors);
        Assert.That(again.Text, Does.Contain("    1 already written\n"));
        Assert.That(others.Select(run => run.Text), Is.EqualTo(new[] { "push", "request" }.Select(verb => $"Nothing to {verb}: the files were written in place. Commit and push them with git.\n")));
        Assert.That(revert.Text, Is.EqualTo("Nothing to revert: no branch was made from this run. Take back with git what was written in place.\n"));
    }

    [Test]
    public async Task Where_everything_failed_the_next_step_is_to_plan_it_again()
    {
        using var folder = new TemporaryFolder();

        var plan = await Tool.RunAsync(folder.FullPath, "plan", "./nowhere", "--out", "run");
        var status = await Tool.RunAsync(folder.FullPath, "status", "nowhere");

        Assert.That(plan.Text, Does.EndWith("Next:       manifest-migrator plan --from run --only failed\n"));
        Assert.That(status.Errors, Does.EndWith("nowhere does not exist.\n"));
    }

    [Test]
    public async Task Without_a_run_folder_the_newest_run_is_taken()
    {
        using var folder = await FolderWithManifestAsync();
        await Tool.RunAsync(folder.FullPath, "plan", "./konnector");

        var run = await Tool.RunAsync(folder.FullPath, "apply", "--all", "--in-place");

        Assert.That(run.Text, Does.Contain("    1 written\n"));
    }

    [Test]
    public async Task Check_exits_with_4_when_something_would_change_and_with_0_when_nothing_would()
    {
        using var folder = await FolderWithManifestAsync();

        var pending = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--check", "--out", "run");
        await Tool.RunAsync(folder.FullPath, "apply", "--all", "run", "--in-place");
        var done = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--check", "--out", "run");

        Assert.That((pending.ExitCode, done.ExitCode), Is.EqualTo((ExitCode.Pending, ExitCode.Done)));
    }

    [Test]
    public async Task A_UUID_of_the_ledger_wins_over_the_computed_one()
    {
        using var folder = await FolderWithManifestAsync();
        var repository = $"local/{Path.GetFileName(folder.FullPath).ToLowerInvariant()}/konnector";
        await File.WriteAllTextAsync(folder["uuids.csv"], $"uuid,slug,repository,path\n0123456789abcdef0123456789abcdef,voltaire,{repository},manifest.konnector\n");

        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--uuids", "uuids.csv", "--out", "run");

        Assert.That(File.ReadAllText(folder["run/uuids.csv"]), Does.Contain("0123456789abcdef0123456789abcdef"));
    }

    [Test]
    public async Task A_ledger_with_a_malformed_UUID_is_refused_with_its_line()
    {
        using var folder = await FolderWithManifestAsync();
        await File.WriteAllTextAsync(folder["uuids.csv"], "uuid,slug,repository,path\nnonsense,voltaire,github.com/alder/voltaire,manifest.konnector\n");

        var run = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--uuids", "uuids.csv", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(run.Errors, Does.Contain("uuids.csv:2:"));
            Assert.That(Directory.Exists(folder["run"]), Is.False);
        });
    }

    [Test]
    public async Task Mappings_that_are_not_understood_stop_the_plan_before_anything_is_touched()
    {
        using var folder = await FolderWithManifestAsync();
        await File.WriteAllTextAsync(folder["mine.json"], "{\n  \"format\": 2,\n  \"rules\": [],\n  \"extra\": true\n}\n");

        var run = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--mappings", "mine.json", "--out", "run");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(run.Errors, Does.Contain("mine.json:4:3: "));
            Assert.That(Directory.Exists(folder["run"]), Is.False);
        });
    }

    [Test]
    public async Task A_folder_that_is_no_run_folder_is_not_written_into()
    {
        using var folder = await FolderWithManifestAsync();

        var run = await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "--out", "konnector");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(Directory.EnumerateFileSystemEntries(folder["konnector"]).Count(), Is.EqualTo(1));
        });
    }

    [TestCase("plan")]
    [TestCase("plan", "./konnector", "--jobs", "0")]
    [TestCase("plan", "./konnector", "--jobs", "many")]
    [TestCase("plan", "./konnector", "--mappings", "nowhere.json")]
    [TestCase("plan", "--repos", "nowhere.txt")]
    [TestCase("rules", "no-such-rule")]
    [TestCase("apply", "nowhere", "--in-place")]
    [TestCase("fly")]
    public async Task Wrong_usage_exits_with_2_says_why_and_leaves_nothing_behind(params string[] arguments)
    {
        using var folder = await FolderWithManifestAsync();

        var run = await Tool.RunAsync(folder.FullPath, arguments);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(run.Errors, Is.Not.Empty);
            Assert.That(run.Output, Is.Empty);
            Assert.That(folder.Files(), Is.EqualTo(new[] { "konnector/manifest.konnector" }));
        });
    }

    [Test]
    public async Task The_same_source_twice_is_planned_once_and_reported_twice()
    {
        using var folder = await FolderWithManifestAsync();

        await Tool.RunAsync(folder.FullPath, "plan", "./konnector", "./konnector/", "--out", "run");

        var rows = await File.ReadAllLinesAsync(folder["run/repositories.csv"]);
        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Length.EqualTo(3));
            Assert.That(rows.Count(row => row.Contains(",skipped,duplicate-source,", StringComparison.Ordinal)), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task What_cannot_be_read_says_what_to_do_in_the_summary()
    {
        using var folder = new TemporaryFolder();
        GitRepository.CreateEmpty(folder["empty.git"]);
        GitRepository.Create(folder["one.git"], new GitFile("README.md", "# Nothing\n"));
        await File.WriteAllLinesAsync(folder["list.txt"], ["-folder", "./gone", "./empty.git", "./one.git#nowhere", "./one.git#next/../x"]);

        var plan = await Tool.RunAsync(folder.FullPath, "plan", "--repos", "list.txt", "--out", "run");

        var summary = await File.ReadAllTextAsync(folder["run/summary.md"]);
        var rows = await File.ReadAllTextAsync(folder["run/repositories.csv"]);
        Assert.Multiple(() =>
        {
            Assert.That(summary, Does.Contain("To read a local folder of that name, write ./ before it."), plan.Errors);
            Assert.That(summary, Does.Contain("does not exist: correct the path, or remove it from the sources."));
            Assert.That(summary, Does.Contain("nowhere: name another after"));
            Assert.That(rows, Does.Contain("remove it from the sources, or plan again when it has one."));
        });
    }

    private static async Task<TemporaryFolder> FolderWithManifestAsync()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["konnector"]);
        await File.WriteAllTextAsync(folder["konnector/manifest.konnector"], Old);
        return folder;
    }
}
