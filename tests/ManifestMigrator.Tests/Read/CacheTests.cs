using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Read;

[StartsPrograms]
public sealed class CacheTests
{
    [Test]
    public async Task An_unchanged_repository_is_asked_for_its_tip_and_not_fetched()
    {
        using var folder = Served("one", out _);
        await using var server = await GitHttpServer.StartAsync(folder["served"]);
        var first = await ReadAsync(folder, $"{server.Address}/alder/voltaire.git");
        var before = server.Requests.Count;

        var second = await ReadAsync(folder, $"{server.Address}/alder/voltaire.git");

        Assert.Multiple(() =>
        {
            Assert.That(Manifest(second), Is.EqualTo(Manifest(first)));
            Assert.That(server.Requests.Skip(before), Has.None.StartWith("POST"));
        });
    }

    [Test]
    public async Task A_repository_that_moved_on_is_fetched_anew()
    {
        using var folder = Served("one", out var repository);
        await using var server = await GitHttpServer.StartAsync(folder["served"]);
        await ReadAsync(folder, $"{server.Address}/alder/voltaire.git");
        repository.Commit("main", new GitFile("manifest.konnector", "two"));

        var second = await ReadAsync(folder, $"{server.Address}/alder/voltaire.git");

        Assert.That((Manifest(second), second.Commit), Is.EqualTo(("two", repository.CommitOf("main"))));
    }

    [Test]
    public async Task A_default_branch_that_moved_is_followed_and_reported()
    {
        using var folder = Served("one", out var repository);
        repository.Commit("trunk", new GitFile("manifest.konnector", "two"));
        await ReadAsync(folder, repository.Path);
        GitRepository.Git(repository.Path, input: null, "symbolic-ref", "HEAD", "refs/heads/trunk");

        var second = await ReadAsync(folder, repository.Path);

        Assert.Multiple(() =>
        {
            Assert.That((second.Branch, Manifest(second)), Is.EqualTo(("trunk", "two")));
            Assert.That(second.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "default-branch-moved" }));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_branch_of_a_default_of_which_only_the_commit_is_told_is_the_same_in_every_plan(bool isServed)
    {
        using var folder = Served("one", out var repository);
        GitRepository.Git(repository.Path, input: null, "update-ref", "--no-deref", "HEAD", repository.CommitOf("main"));
        await using var server = await GitHttpServer.StartAsync(folder["served"]);
        var source = isServed ? $"{server.Address}/alder/voltaire.git" : repository.Path;

        Assert.That(new[] { (await ReadAsync(folder, source)).Branch, (await ReadAsync(folder, source)).Branch }, Is.EqualTo(new[] { "main", "main" }));
    }

    [Test]
    public async Task A_cache_that_cannot_be_written_is_refused_before_anything_is_read()
    {
        using var folder = Served("one", out var repository);
        await ReadAsync(folder, repository.Path);
        Directory.CreateDirectory(folder["cache/.making"]);

        Assert.That(
            () => CacheFolder.OpenAsync(folder["cache"], CancellationToken.None),
            Throws.TypeOf<UsageException>().With.Message.StartWith($"The cache {folder["cache"]} cannot be written: ").And.Message.EndWith(" Choose another --cache."));
    }

    [TestCase("/older/", "repository-renamed")]
    [TestCase("/", "redirected")]
    public async Task A_repository_that_the_server_has_elsewhere_is_followed_and_reported_each_time(string old, string code)
    {
        using var folder = Served("one", out _);
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, _) => RedirectAsync(context, $"{old}alder/voltaire/", "/alder/voltaire.git/"));
        var source = $"{server.Address}{old}alder/voltaire";

        var checkouts = new[] { await ReadAsync(folder, source), await ReadAsync(folder, source) };

        Assert.Multiple(() =>
        {
            Assert.That(checkouts.Select(Manifest), Is.EqualTo(new[] { "one", "one" }));
            Assert.That(checkouts.Select(checkout => checkout.Findings.Single().Code), Has.All.EqualTo(code));
        });
    }

    [Test]
    public async Task Offline_the_copy_is_read_and_the_server_is_not_needed()
    {
        using var folder = Served("one", out _);
        string source;
        await using (var server = await GitHttpServer.StartAsync(folder["served"]))
        {
            source = $"{server.Address}/alder/voltaire.git";
            await ReadAsync(folder, source);
        }

        var offline = await ReadAsync(folder, source, new ReadingOptions { IsOffline = true });

        Assert.That((offline.Branch, Manifest(offline)), Is.EqualTo(("main", "one")));
    }

    [TestCase("alder/unknown.git")]
    [TestCase("alder/voltaire.git#spring")]
    public async Task Offline_what_was_never_read_has_its_own_reason(string path)
    {
        using var folder = Served("one", out _);
        await ReadAsync(folder, folder["served/alder/voltaire.git"]);
        Directory.CreateDirectory(folder["served/alder/unknown.git/objects"]);
        Directory.CreateDirectory(folder["served/alder/unknown.git/refs"]);
        File.WriteAllText(folder["served/alder/unknown.git/HEAD"], "");

        Assert.That(
            () => ReadAsync(folder, folder[$"served/{path}"], new ReadingOptions { IsOffline = true }),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.NotCached));
    }

    [Test]
    public async Task A_broken_copy_that_cannot_be_made_anew_has_the_reason_for_that()
    {
        var isBroken = false;
        using var folder = Served("one", out _);
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, _) =>
        {
            context.Response.StatusCode = isBroken && context.Request.Method == "POST" ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
            return Task.FromResult(context.Response.StatusCode == StatusCodes.Status403Forbidden);
        });
        await ReadAsync(folder, $"{server.Address}/alder/voltaire.git");
        foreach (var pack in Directory.EnumerateFiles(folder["cache"], "*.pack", SearchOption.AllDirectories).ToList())
        {
            File.SetAttributes(pack, FileAttributes.Normal);
            File.WriteAllText(pack, "broken");
        }
        isBroken = true;

        Assert.That(
            () => ReadAsync(folder, $"{server.Address}/alder/voltaire.git"),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.AuthenticationRefused));
    }

    [Test]
    public async Task A_copy_that_is_broken_is_made_anew()
    {
        using var folder = Served("one", out var repository);
        await ReadAsync(folder, repository.Path);
        foreach (var pack in Directory.EnumerateFiles(folder["cache"], "*.pack", SearchOption.AllDirectories).ToList())
        {
            File.SetAttributes(pack, FileAttributes.Normal);
            File.WriteAllText(pack, "broken");
        }

        Assert.That(Manifest(await ReadAsync(folder, repository.Path)), Is.EqualTo("one"));
    }

    [Test]
    public async Task What_a_killed_git_left_behind_does_no_harm()
    {
        using var folder = Served("one", out var repository);
        await ReadAsync(folder, repository.Path);
        var copy = Directory.EnumerateDirectories(folder["cache"], "*.git", SearchOption.AllDirectories).Single();
        foreach (var name in new[] { "shallow.lock", "refs/heads/main.lock", "packed-refs.lock" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, name))!);
            File.WriteAllText(Path.Combine(copy, name), "");
        }
        repository.Commit("main", new GitFile("manifest.konnector", "two"));

        Assert.That(Manifest(await ReadAsync(folder, repository.Path)), Is.EqualTo("two"));
    }

    [Test]
    public async Task Many_readers_of_one_repository_do_not_disturb_each_other()
    {
        using var folder = Served("one", out var repository);
        repository.Commit("spring", new GitFile("manifest.konnector", "two"));
        using var reading = Reading.In(folder);
        using var other = Reading.In(folder);

        var read = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? reading : other).ReadAsync(i % 3 == 0 ? $"{repository.Path}#spring" : repository.Path)));

        Assert.That(read.Select((checkout, i) => Manifest(checkout) == (i % 3 == 0 ? "two" : "one")), Has.All.True);
    }

    [Test]
    public async Task Two_repositories_of_one_name_on_this_machine_have_a_copy_each()
    {
        using var folder = new TemporaryFolder();
        var one = GitRepository.Create(folder["a/alder/voltaire.git"], new GitFile("manifest.konnector", "one"));
        var two = GitRepository.Create(folder["b/alder/voltaire.git"], new GitFile("manifest.konnector", "two"));

        Assert.That((Manifest(await ReadAsync(folder, one.Path)), Manifest(await ReadAsync(folder, two.Path))), Is.EqualTo(("one", "two")));
    }

    [Test]
    public async Task A_copy_that_takes_too_long_leaves_nothing_behind()
    {
        using var folder = Served("one", out _);
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, stop) => context.Request.Method == "POST" ? GitHttpServer.Stall(context, stop) : Task.FromResult(false));

        Assert.That(() => ReadAsync(folder, $"{server.Address}/alder/voltaire.git", new ReadingOptions { Timeout = TimeSpan.FromSeconds(1) }), Throws.TypeOf<RepositoryException>());
        Assert.That(Directory.EnumerateDirectories(folder["cache"], "*.*", SearchOption.AllDirectories).Where(name => name.EndsWith(".git", StringComparison.Ordinal) || name.EndsWith(".incoming", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_repository_that_is_too_large_is_given_up()
    {
        using var folder = new TemporaryFolder();
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        var repository = GitRepository.Create(folder["large.git"], new GitFile("noise", noise));

        Assert.That(
            () => ReadAsync(folder, repository.Path, new ReadingOptions { MaximumSize = 50_000 }),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RepositoryTooLarge));
    }

    internal static async Task<bool> RedirectAsync(HttpContext context, string from, string to)
    {
        var path = context.Request.Path.Value!;
        if (!path.StartsWith(from, StringComparison.Ordinal))
            return false;
        context.Response.Redirect($"{to}{path[from.Length..]}{context.Request.QueryString}", permanent: true);
        return await Task.FromResult(true);
    }

    private static TemporaryFolder Served(string text, out GitRepository repository)
    {
        var folder = new TemporaryFolder();
        repository = GitRepository.Create(folder["served/alder/voltaire.git"], new GitFile("manifest.konnector", text));
        return folder;
    }

    private static string Manifest(Checkout checkout) => System.Text.Encoding.UTF8.GetString(checkout.Manifests.Single().Content);

    private static async Task<Checkout> ReadAsync(TemporaryFolder folder, string source, ReadingOptions? options = null)
    {
        using var reading = Reading.In(folder, options);
        return await reading.ReadAsync(source);
    }
}
