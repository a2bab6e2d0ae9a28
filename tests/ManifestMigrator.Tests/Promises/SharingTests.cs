using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Reports;

namespace ManifestMigrator.Tests.Promises;

/// <summary>Several processes at one folder, and what a killed one has left there.</summary>
[StartsPrograms]
public sealed class SharingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Of_two_plans_with_one_run_folder_the_second_is_told_and_the_first_is_whole()
    {
        Fleet.MakePlain(_folder, "amber", "birch");
        using (RunFolder.Create(_folder["run"], Sample.Header))
        {
            var second = await Tool.RunAsync(_folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run");

            Assert.That(second.ExitCode, Is.EqualTo(2), second.Errors);
            Assert.That(second.Errors, Does.Contain($"Another process, {Environment.ProcessId}, is working on"));
            Assert.That(RunFolder.Open(_folder["run"]).Header.Started, Is.EqualTo(Sample.Header.Started));
        }

        var third = await Tool.RunAsync(_folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run");
        Assert.That(third.ExitCode, Is.Zero, third.Errors);
    }

    [Test]
    public void A_fresh_cache_may_be_made_by_many_at_once()
    {
        for (var round = 0; round < 25; round++)
        {
            var cache = _folder[$"cache-{round}"];

            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => CacheFolder.OpenAsync(cache, CancellationToken.None).GetAwaiter().GetResult().Dispose());

            Assert.That(Directory.GetFiles(cache).Select(Path.GetFileName), Is.EquivalentTo(new[] { "CACHEDIR.TAG", ".use" }));
        }
    }

    [Test]
    public async Task Plans_that_start_together_on_a_fresh_cache_all_succeed()
    {
        Fleet.MakePlain(_folder, "amber", "birch");

        var plans = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => Tool.RunAsync(_folder.FullPath, "plan", "--repos", "fleet.txt", "--out", $"run-{number}")));

        Assert.That(plans.Select(plan => plan.ExitCode), Is.All.Zero, string.Join('\n', plans.Select(plan => plan.Errors)));
        Assert.That(Fleet.Comparable(_folder["run-1"]), Is.EqualTo(Fleet.Comparable(_folder["run-0"])));
    }

    [Test]
    public async Task A_cache_in_use_is_not_emptied_and_one_that_is_being_emptied_is_not_used()
    {
        Fleet.MakePlain(_folder, "amber");
        using (await CacheFolder.OpenAsync(_folder["cache"], CancellationToken.None))
        {
            var clean = await Tool.RunAsync(_folder.FullPath, "clean", "--cache", "cache");
            Assert.That((clean.ExitCode, clean.Errors), Is.EqualTo((2, $"error: {Messages.CacheIsUsed(_folder["cache"])}\n")));
        }
        using (FileLock.TryTake(_folder["cache/.use"], FileLockKind.Exclusive))
        {
            var plan = await Tool.RunAsync(_folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run", "--cache", "cache");
            Assert.That((plan.ExitCode, plan.Errors), Is.EqualTo((2, $"error: {Messages.CacheIsEmptied(_folder["cache"])}\n")));
            Assert.That(Directory.Exists(_folder["run"]), Is.False);
        }
    }

    [Test]
    public async Task After_a_kill_branches_keep_whatever_name_they_have_and_temporary_files_go()
    {
        var repository = GitRepository.Create(_folder["served/amber.git"], new GitFile("manifest.konnector", "{ \"slug\": \"amber\" }"));
        var branches = new[] { "x.tmp", "tmp_y", "deep/tmp_z.tmp" };
        foreach (var branch in branches)
            GitRepository.Git(repository.Path, input: null, "branch", branch, "main");
        await Tool.RunAsync(_folder.FullPath, ["plan", .. branches.Select(branch => $"./served/amber.git#{branch}"), "--out", "run", "--cache", "cache"]);
        var copy = Directory.GetDirectories(_folder["cache/local"], "amber*.git", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(Path.ChangeExtension(copy, ".lock"), "1");
        string[] left = ["refs/heads/x.tmp.lock", "packed-refs.lock", "HEAD.dead1234.tmp", "objects/tmp_obj_1", "objects/pack/tmp_pack_1", "objects/pack/.tmp-1-pack-1.pack"];
        foreach (var file in left)
            await File.WriteAllTextAsync(Path.Combine(copy, file), "half");

        var offline = await Tool.RunAsync(_folder.FullPath, ["plan", .. branches.Select(branch => $"./served/amber.git#{branch}"), "--out", "again", "--cache", "cache", "--offline"]);

        Assert.That(offline.ExitCode, Is.Zero, offline.Errors);
        Assert.That(left.Where(file => File.Exists(Path.Combine(copy, file))), Is.Empty);
    }

    [TestCase(true, TestName = "Killed between the old copy and the new")]
    [TestCase(false, TestName = "Killed when the new copy had its place")]
    public async Task One_who_is_killed_while_a_copy_is_replaced_loses_none(bool isBetween)
    {
        Fleet.MakePlain(_folder, "amber");
        await Tool.RunAsync(_folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "run", "--cache", "cache");
        var copy = Directory.GetDirectories(_folder["cache/local"], "amber*.git", SearchOption.AllDirectories).Single();
        var (incoming, replaced) = (Path.ChangeExtension(copy, ".incoming"), Path.ChangeExtension(copy, ".replaced"));
        await File.WriteAllTextAsync(Path.ChangeExtension(copy, ".lock"), "1");
        if (isBetween)
            Directory.Move(copy, replaced);
        Directory.CreateDirectory(Path.Combine(isBetween ? incoming : replaced, "objects"));

        var offline = await Tool.RunAsync(_folder.FullPath, "plan", "--repos", "fleet.txt", "--out", "again", "--cache", "cache", "--offline");

        Assert.That(offline.ExitCode, Is.Zero, offline.Errors);
        Assert.That((Directory.Exists(incoming), Directory.Exists(replaced)), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_run_that_is_killed_while_its_work_is_put_away_is_complete()
    {
        var run = RunFolder.Create(_folder["run"], Sample.Header);
        run.Store(Sample.Repository("h/a/a"));
        run.Store(Sample.Repository("h/a/b"));
        run.WriteReports(Decisions.None);
        File.WriteAllText(Directory.CreateDirectory(_folder["run/.work"]).FullName + "/result-1.json", "{}");

        var opened = RunFolder.Open(_folder["run"]);

        Assert.That((opened.IsComplete, opened.Results().Count()), Is.EqualTo((true, 2)));
    }

    [Test]
    public void A_run_that_was_killed_before_it_began_is_no_run_and_goes_with_the_next()
    {
        Directory.CreateDirectory(_folder["runs/20260131T120000Z/.work"]);
        File.WriteAllText(_folder["runs/20260131T120000Z/.lock"], "");
        Directory.CreateDirectory(_folder["runs/20260131T120001Z"]);
        Directory.CreateDirectory(_folder["runs/mine"]);

        Assert.That(RunFolder.NewestFirst(_folder["runs"]), Is.Empty);
        using var run = RunFolder.CreateInAsync(_folder["runs"], Sample.Header, CancellationToken.None).GetAwaiter().GetResult();

        Assert.That(Directory.GetDirectories(_folder["runs"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "20260131T120000Z", "mine" }));
        Assert.That(run.FullPath, Does.EndWith("20260131T120000Z"));
    }

    [Test]
    public async Task What_a_killed_process_left_in_its_scratch_folder_goes_with_the_next()
    {
        await using var live = await ScratchFolder.CreateAsync(CancellationToken.None);
        var root = Path.GetDirectoryName(live.FullPath)!;
        var dead = Directory.CreateDirectory(Path.Combine(root, "dead-" + Path.GetRandomFileName())).FullName;
        File.WriteAllText(Path.Combine(dead, ".lock"), "1");
        File.WriteAllText(Path.Combine(dead, "half"), "");

        await using var next = await ScratchFolder.CreateAsync(CancellationToken.None);

        Assert.That((Directory.Exists(dead), Directory.Exists(live.FullPath), Directory.Exists(next.FullPath)), Is.EqualTo((false, true, true)));
    }
}
