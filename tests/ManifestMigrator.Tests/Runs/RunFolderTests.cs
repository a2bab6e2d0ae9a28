using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Reports;

namespace ManifestMigrator.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Test]
    public void A_run_is_named_after_the_time_it_began() =>
        Assert.That(RunFolder.CreateInAsync(_temporary["runs"], Sample.Header, CancellationToken.None).GetAwaiter().GetResult().FullPath, Is.EqualTo(_temporary["runs/20260131T120000Z"]));

    [Test]
    public void Runs_of_the_same_second_have_folders_of_their_own()
    {
        var paths = Enumerable.Range(0, 3).Select(_ => Path.GetFileName(RunFolder.CreateInAsync(_temporary.FullPath, Sample.Header, CancellationToken.None).GetAwaiter().GetResult().FullPath));

        Assert.That(string.Join(' ', paths), Is.EqualTo("20260131T120000Z 20260131T120000Z-2 20260131T120000Z-3"));
    }

    [Test]
    public void Runs_that_begin_at_the_same_moment_do_not_share_a_folder()
    {
        var paths = new string[16];

        Parallel.For(0, paths.Length, number => paths[number] = RunFolder.CreateInAsync(_temporary["runs"], Sample.Header, CancellationToken.None).GetAwaiter().GetResult().FullPath);

        Assert.That(paths, Is.Unique);
        Assert.That(Directory.GetDirectories(_temporary["runs"]), Is.EquivalentTo(paths));
    }

    [Test]
    public void A_finished_run_holds_the_reports_and_patches_and_nothing_else()
    {
        var run = RunFolder.Create(_temporary["run"], Sample.Header);
        run.Store(Sample.Repository("h/a/b", Sample.Manifest("manifest.konnector")));
        run.Store(Sample.Repository("h/a/a"));

        var totals = run.WriteReports(Decisions.None);

        Assert.That(_temporary.Files(), Is.EquivalentTo(ReportList.All.Select(report => $"run/{report.FileName}").Append("run/patches/h/a/b.patch")));
        Assert.That(totals.Repositories[RepositoryStatus.Migrated], Is.EqualTo(1));
        Assert.That(run.IsComplete, Is.True);
    }

    [Test]
    public void Drafts_stand_beside_the_reports_and_those_of_an_earlier_run_go()
    {
        var earlier = RunFolder.Create(_temporary["run"], Sample.Header);
        earlier.Store(Sample.Repository("h/a/old") with { Drafts = [new DraftFile("manifest.konnector", "{}\n")] });
        earlier.WriteReports(Decisions.None);
        var run = RunFolder.Create(_temporary["run"], Sample.Header);
        run.Store(Sample.Repository("h/a/new") with { Drafts = [new DraftFile("manifest.konnector", "{\"slug\": \"é\"}\n")] });

        run.WriteReports(Decisions.None);
        RunFolder.Open(_temporary["run"]).WriteReports(Decisions.None);

        Assert.That(_temporary.Files().Where(file => file.EndsWith(".konnector", StringComparison.Ordinal)), Is.EqualTo(new[] { "run/drafts/h/a/new/manifest.konnector" }));
        Assert.That(File.ReadAllText(_temporary["run/drafts/h/a/new/manifest.konnector"]), Is.EqualTo("{\"slug\": \"é\"}\n"));
    }

    [Test]
    public void Rows_stand_in_ordinal_order_however_the_results_came()
    {
        RepositoryResult[] results =
        [
            Sample.Repository("h/B/a"),
            Sample.Repository("h/a/b", Sample.Manifest("z"), Sample.Manifest("a")),
            Sample.Repository("h/a/b") with { Branch = "a" },
            Sample.Repository("h/a/b") with { Branch = "a", Source = "#", Status = RepositoryStatus.Skipped },
            Sample.Repository("h/a/b") with { Branch = "a", Status = RepositoryStatus.Skipped },
        ];

        var one = Reports("one", results);
        var other = Reports("other", [.. results.Reverse()]);

        Assert.That(other, Is.EqualTo(one));
    }

    [Test]
    public void Results_may_come_from_many_threads()
    {
        var run = RunFolder.Create(_temporary["run"], Sample.Header);

        Parallel.For(0, 100, number => run.Store(Sample.Repository($"h/a/{number:D3}")));

        Assert.That(run.Results().Select(result => result.Repository), Is.EqualTo(Enumerable.Range(0, 100).Select(number => $"h/a/{number:D3}")));
    }

    [Test]
    public void What_is_on_the_disk_is_not_held_in_memory()
    {
        var run = RunFolder.Create(_temporary["run"], Sample.Header);

        var stored = Stored(run);
        GC.Collect();

        Assert.That(stored.IsAlive, Is.False);
        Assert.That(run.Results().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_killed_run_keeps_what_was_done()
    {
        RunFolder.Create(_temporary["run"], Sample.Header).Store(Sample.Repository("h/a/b"));
        File.WriteAllText(_temporary["run/.work/half.tmp"], "{");

        var run = RunFolder.Open(_temporary["run"]);
        run.Store(Sample.Repository("h/a/c"));

        Assert.That(run.IsComplete, Is.False);
        Assert.That(run.Header.Started, Is.EqualTo(Sample.Header.Started));
        Assert.That(run.WriteReports(Decisions.None).Repositories[RepositoryStatus.NoManifest], Is.EqualTo(2));
        Assert.That(_temporary.Files(), Has.None.Contains(".work"));
    }

    [Test]
    public void What_a_killed_run_did_not_come_to_has_its_row()
    {
        var run = RunFolder.Create(_temporary["run"], Sample.Header);
        var (twice, repeated, once) = (Sample.Repository("h/a/b"), Sample.Repository("h/a/b") with { Status = RepositoryStatus.Skipped, Reason = Reasons.DuplicateSource }, Sample.Repository("h/a/a"));
        run.Expect([twice, repeated, once]);
        run.Store(repeated with { Message = "done" });

        var opened = RunFolder.Open(_temporary["run"]);

        Assert.That(opened.Unreached, Is.EqualTo(2));
        Assert.That(opened.Results().Select(result => (result.Repository, result.Reason, result.Message)), Is.EqualTo(new[] { ("h/a/a", once.Reason, ""), ("h/a/b", twice.Reason, ""), ("h/a/b", Reasons.DuplicateSource, "done") }));
    }

    [Test]
    public void What_is_expected_is_written_one_after_another_and_not_held()
    {
        using var run = RunFolder.Create(_temporary["run"], Sample.Header);
        var given = new List<WeakReference>();

        run.Expect(Enumerable.Range(0, 5).Select(Next));

        Assert.That(RunFolder.Open(_temporary["run"]).Results().Select(result => result.Repository), Is.EqualTo(new[] { "h/a/0", "h/a/1", "h/a/2", "h/a/3", "h/a/4" }));

        RepositoryResult Next(int number)
        {
            GC.Collect();
            Assert.That(given.SkipLast(1).Count(result => result.IsAlive), Is.Zero);
            var result = Sample.Repository($"h/a/{number}");
            given.Add(new WeakReference(result));
            return result;
        }
    }

    [Test]
    public void A_run_of_no_sources_expects_nothing()
    {
        using var run = RunFolder.Create(_temporary["run"], Sample.Header);
        run.Expect([]);

        Assert.That(RunFolder.Open(_temporary["run"]).Results(), Is.Empty);
    }

    [Test]
    public void A_run_that_is_still_going_on_is_not_begun_anew()
    {
        using var run = RunFolder.Create(_temporary["run"], Sample.Header);
        run.Store(Sample.Repository("h/a/b"));

        Assert.That(() => RunFolder.Create(_temporary["run"], Sample.Header), Throws.TypeOf<IOException>().With.Message.Contains("is working on"));
        Assert.That(run.Results().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Every_file_can_be_made_again_from_run_json()
    {
        var before = Reports("run", Sample.HostileRepository(), Sample.Repository("h/a/b", Sample.Manifest("x") with { Slug = "s" }), Sample.Repository("h/a/c", Sample.Manifest("x") with { Slug = "s" }));
        foreach (var file in _temporary.Files().Where(file => file != "run/run.json"))
            File.Delete(_temporary[file]);

        RunFolder.Open(_temporary["run"]).WriteReports(Decisions.None);

        Assert.That(Contents("run"), Is.EqualTo(before));
    }

    [Test]
    public void What_repositories_share_is_found_when_all_are_known()
    {
        var shared = Sample.Manifest("manifest.konnector") with { Uuid = new string('0', 32) };

        var contents = Reports("run", Sample.Repository("h/a/a", shared), Sample.Repository("h/a/b", shared));

        Assert.That(contents["findings.csv"], Does.Contain("duplicate-uuid").And.Contain("h/a/b"));
        Assert.That(contents.Keys, Has.None.StartWith("patches/"));
    }

    [Test]
    public void A_second_run_in_the_same_folder_leaves_no_patch_of_the_first()
    {
        Reports("run", Sample.Repository("h/a/a", Sample.Manifest("x")), Sample.Repository("h/b/b", Sample.Manifest("x")));

        var contents = Reports("run", Sample.Repository("h/b/b", Sample.Manifest("x")));

        Assert.That(contents.Keys.Where(file => file.StartsWith("patches/", StringComparison.Ordinal)), Is.EqualTo(["patches/h/b/b.patch"]));
        Assert.That(Directory.Exists(_temporary["run/patches/h/a"]), Is.False);
    }

    [Test]
    public void Reports_that_cannot_be_finished_leave_those_of_before()
    {
        Reports("run", Sample.Repository("h/a/a", Sample.Manifest("x")));
        var text = File.ReadAllText(_temporary["run/run.json"]);
        File.WriteAllText(_temporary["run/run.json"], text[..^10]);
        var before = Contents("run");

        Assert.That(() => RunFolder.Open(_temporary["run"]).WriteReports(Decisions.None), Throws.TypeOf<InvalidDataException>().With.Message.Contains("run.json:"));
        Assert.That(Contents("run"), Is.EqualTo(before));
    }

    [Test]
    public void A_place_from_outside_never_leaves_the_run_folder()
    {
        Reports("run", Sample.Repository("../../evil", Sample.Manifest("x")) with { Patch = "../../evil.patch" });

        Assert.That(_temporary.Files(), Has.All.StartWith("run/"));
        Assert.That(_temporary.Files(), Has.Member("run/patches/%2E%2E/%2E%2E/evil.patch"));
    }

    [Test]
    public void A_folder_of_something_else_is_refused()
    {
        Directory.CreateDirectory(_temporary["photos"]);
        File.WriteAllText(_temporary["photos/holiday.jpg"], "");

        Assert.That(() => RunFolder.Create(_temporary["photos"], Sample.Header), Throws.TypeOf<IOException>().With.Message.Contains("is not empty"));
        Assert.That(() => RunFolder.Open(_temporary["photos"]), Throws.TypeOf<IOException>().With.Message.Contains("is not a run folder"));
        Assert.That(_temporary.Files(), Is.EqualTo(["photos/holiday.jpg"]));
    }

    [Test]
    public void The_newest_run_is_the_one_that_began_last()
    {
        RunFolder.CreateInAsync(_temporary["runs"], Sample.Header with { Started = "2026-01-31T11:00:00Z" }, CancellationToken.None).GetAwaiter().GetResult();
        RunFolder.Create(_temporary["runs/first"], Sample.Header with { Started = "2026-01-31T13:00:00Z" }).WriteReports(Decisions.None);
        RunFolder.CreateInAsync(_temporary["runs"], Sample.Header, CancellationToken.None).GetAwaiter().GetResult();
        Directory.CreateDirectory(_temporary["runs/zzz"]);

        Assert.That(RunFolder.NewestFirst(_temporary["runs"])[0].FullPath, Is.EqualTo(_temporary["runs/first"]));
    }

    [Test]
    public void Of_many_runs_of_one_second_the_one_with_the_highest_number_is_the_newest()
    {
        for (var number = 0; number < 11; number++)
            RunFolder.CreateInAsync(_temporary["runs"], Sample.Header, CancellationToken.None).GetAwaiter().GetResult();

        Assert.That(RunFolder.NewestFirst(_temporary["runs"])[0].FullPath, Does.EndWith("-11"));
    }

    [Test]
    public void Where_there_are_no_runs_none_is_the_newest() =>
        Assert.That(RunFolder.NewestFirst(_temporary["runs"]), Is.Empty);

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Stored(RunFolder run)
    {
        var manifest = Sample.Manifest("manifest.konnector");
        run.Store(Sample.Repository("h/a/b", manifest));
        return new WeakReference(manifest);
    }

    private Dictionary<string, string> Reports(string name, params RepositoryResult[] results)
    {
        var run = RunFolder.Create(_temporary[name], Sample.Header);
        foreach (var result in results)
            run.Store(result);

        run.WriteReports(Decisions.None);
        return Contents(name);
    }

    /// <summary>The text of every file by its path in the run folder.</summary>
    private Dictionary<string, string> Contents(string name) => _temporary.Files()
        .Where(file => file.StartsWith($"{name}/", StringComparison.Ordinal) && !file.Contains("/.work/", StringComparison.Ordinal))
        .ToDictionary(file => file[(name.Length + 1)..], file => File.ReadAllText(_temporary[file]), StringComparer.Ordinal);
}
