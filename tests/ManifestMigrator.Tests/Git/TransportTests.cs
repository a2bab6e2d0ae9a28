using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Git.Http;
using ManifestMigrator.Plans;
using ManifestMigrator.Tests.Fixtures;
using NUnit.Framework.Constraints;

namespace ManifestMigrator.Tests.Git;

/// <summary>What is alike over every kind of server, and over our own pool of connections.</summary>
[TestFixture("pool")]
[TestFixture("http")]
[TestFixture("git")]
[TestFixture("file")]
[StartsPrograms]
public sealed class TransportTests(string server)
{
    private readonly ITransport _transport =
        server == "pool" ? new HttpTransport(GitProgramTransport.Instance, hostJobs: 8, maximumSize: 1L << 30, _ => { }) : GitProgramTransport.Instance;

    private TemporaryFolder _folder = null!;
    private IAsyncDisposable? _http;
    private GitDaemon? _daemon;
    private string _address = "";

    [SetUp]
    public async Task ServeAsync()
    {
        _folder = new TemporaryFolder();
        var served = Directory.CreateDirectory(_folder["served"]).FullName;
        switch (server)
        {
            case "http" or "pool":
                var http = await GitHttpServer.StartAsync(served);
                (_http, _address) = (http, http.Address);
                break;
            case "git":
                _daemon = await GitDaemon.StartAsync(served);
                _address = _daemon.Address;
                break;
            default:
                _address = new Uri(served).AbsoluteUri;
                break;
        }
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_http is not null)
            await _http.DisposeAsync();
        _daemon?.Dispose();
        (_transport as IDisposable)?.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task The_tip_of_the_default_branch_is_told_without_fetching()
    {
        var repository = Served("develop", "one");
        repository.Commit("main", new GitFile("a", "other"));

        Assert.That(await TipAsync(), Is.EqualTo(new RemoteTip("refs/heads/develop", repository.CommitOf("develop"))));
    }

    [TestCase("spring/2026", "refs/heads/spring/2026")]
    [TestCase("v1.0.0", "refs/tags/v1.0.0")]
    [TestCase("both", "refs/heads/both")]
    public async Task The_tip_of_a_branch_or_tag_is_told_and_a_branch_goes_first(string revision, string reference)
    {
        var repository = Served("main", "one").Commit("spring/2026", new GitFile("a", "two")).Commit("both", new GitFile("a", "three")).Tag("v1.0.0", "main").Tag("both", "main");

        Assert.That(await TipAsync(revision), Is.EqualTo(new RemoteTip(reference, repository.CommitOf(reference))));
    }

    [Test]
    public async Task A_repository_without_a_commit_has_no_tip()
    {
        GitRepository.CreateEmpty(_folder["served/voltaire.git"]);

        Assert.Multiple(async () =>
        {
            Assert.That(await TipAsync(), Is.Null);
            Assert.That(await _transport.CloneAsync(Remote(), revision: null, _folder["new.git"], CancellationToken.None), Is.Null);
        });
    }

    [Test]
    public async Task A_default_branch_that_does_not_exist_is_no_empty_repository()
    {
        GitRepository.CreateEmpty(_folder["served/voltaire.git"], "main").Commit("other", new GitFile("a", "one"));

        Assert.Multiple(() =>
        {
            Assert.That(() => TipAsync(), FailsWith(Reasons.BranchNotFound));
            Assert.That(() => _transport.CloneAsync(Remote(), revision: null, _folder["new.git"], CancellationToken.None), FailsWith(Reasons.BranchNotFound));
        });
    }

    [Test]
    public async Task A_default_that_is_no_branch_is_read_all_the_same()
    {
        var repository = Served("main", "one");
        var commit = repository.CommitOf("main");
        GitRepository.Git(repository.Path, input: null, "update-ref", "--no-deref", "HEAD", commit);
        repository.Commit("main", new GitFile("a", "two"));

        var tip = await CloneAsync();

        Assert.That((tip.Name, tip.ObjectName, await TextAsync(tip)), Is.EqualTo(("", commit, "one")));
    }

    [Test]
    public void A_revision_that_does_not_exist_has_its_own_reason()
    {
        Served("main", "one");

        Assert.Multiple(() =>
        {
            Assert.That(() => TipAsync("nowhere"), FailsWith(Reasons.BranchNotFound));
            Assert.That(() => CloneAsync("nowhere"), FailsWith(Reasons.BranchNotFound));
        });
    }

    [Test]
    public void A_repository_that_does_not_exist_has_its_own_reason()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => TipAsync(), FailsWith(Reasons.RepositoryNotFound));
            Assert.That(() => CloneAsync(), FailsWith(Reasons.RepositoryNotFound));
        });
    }

    [Test]
    public async Task The_default_branch_is_cloned_and_HEAD_names_it()
    {
        var repository = Served("develop", "one");

        var tip = await CloneAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(tip, Is.EqualTo(new RemoteTip("refs/heads/develop", repository.CommitOf("develop"))));
            Assert.That(await TextAsync(tip), Is.EqualTo("one"));
            Assert.That(await BareSkeleton.HeadAsync(_folder["new.git"], CancellationToken.None), Is.EqualTo("refs/heads/develop"));
        });
    }

    [TestCase("spring", "two")]
    [TestCase("v1.0.0", "three")]
    public async Task A_branch_or_annotated_tag_is_cloned(string revision, string text)
    {
        var repository = Served("main", "one").Commit("spring", new GitFile("a", "two")).Commit("main", new GitFile("a", "three"));
        GitRepository.Git(repository.Path, input: null, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "tag", "-a", "-m", "First", "v1.0.0", "main");

        Assert.That(await TextAsync(await CloneAsync(revision)), Is.EqualTo(text));
    }

    [Test]
    public async Task What_is_new_is_fetched_into_a_clone_even_when_history_was_written_anew()
    {
        var repository = Served("main", "one").Commit("main", new GitFile("a", "two"));
        await CloneAsync();
        GitRepository.Git(repository.Path, input: null, "update-ref", "refs/heads/main", repository.CommitOf("main~1"));
        repository.Commit("main", new GitFile("a", "three"));

        var tip = (await TipAsync())!;
        await _transport.FetchAsync(Remote(), tip.Reference, tip.LocalReference, _folder["new.git"], CancellationToken.None);

        Assert.That(await TextAsync(tip), Is.EqualTo("three"));
    }

    [Test]
    public async Task Another_branch_is_fetched_into_the_same_clone()
    {
        Served("main", "one").Commit("spring", new GitFile("a", "two"));
        var first = await CloneAsync();

        var tip = (await TipAsync("spring"))!;
        await _transport.FetchAsync(Remote(), tip.Reference, tip.LocalReference, _folder["new.git"], CancellationToken.None);

        Assert.That((await TextAsync(first), await TextAsync(tip)), Is.EqualTo(("one", "two")));
    }

    [Test]
    public async Task No_hook_no_template_and_no_work_tree_comes_with_a_clone()
    {
        Served("main", "one");

        await CloneAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Directory.Exists(_folder["new.git/hooks"]), Is.False);
            Assert.That(File.Exists(_folder["new.git/a"]), Is.False);
        });
    }

    [Test]
    public async Task A_commit_is_pushed_to_a_new_branch_and_the_branch_is_deleted_again()
    {
        var repository = Pushable(Served("main", "one"));
        var commit = await CommitAsync(await CloneAsync());

        await PushAsync(new Push("manifest-v2", commit, Lease: null));
        var pushed = repository.CommitOf("manifest-v2");
        await PushAsync(new Push("manifest-v2", Commit: null, commit));

        Assert.Multiple(() =>
        {
            Assert.That(pushed, Is.EqualTo(commit));
            Assert.That(GitRepository.Git(repository.Path, input: null, "branch", "--list"), Does.Not.Contain("manifest-v2"));
        });
    }

    [Test]
    public async Task An_older_commit_is_replaced_where_the_lease_holds()
    {
        var repository = Pushable(Served("main", "one").Commit("manifest-v2", new GitFile("a", "ours")));
        var commit = await CommitAsync(await CloneAsync());

        await PushAsync(new Push("manifest-v2", commit, repository.CommitOf("manifest-v2")));

        Assert.That(repository.CommitOf("manifest-v2"), Is.EqualTo(commit));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_is_not_what_was_seen_is_not_overwritten(bool wasThere)
    {
        var repository = Pushable(Served("main", "one").Commit("manifest-v2", new GitFile("a", "theirs")));
        var theirs = repository.CommitOf("manifest-v2");
        var commit = await CommitAsync(await CloneAsync());

        Assert.Multiple(() =>
        {
            Assert.That(() => PushAsync(new Push("manifest-v2", commit, wasThere ? repository.CommitOf("main") : null)), FailsWith(Reasons.LeaseLost));
            Assert.That(repository.CommitOf("manifest-v2"), Is.EqualTo(theirs));
        });
    }

    private static GitRepository Pushable(GitRepository repository)
    {
        foreach (var setting in new[] { "http.receivepack", "daemon.receivepack" })
            GitRepository.Git(repository.Path, input: null, "config", setting, "true");
        return repository;
    }

    private Task<string> CommitAsync(RemoteTip tip) => ObjectWriters.Best.CommitAsync(
        _folder["new.git"],
        new NewCommit
        {
            Parent = tip.ObjectName,
            Files = [new NewContent("a", "new"u8.ToArray())],
            Author = new Person("Ada", "ada@example.org"),
            Committer = new Person("Ada", "ada@example.org"),
            Date = DateTimeOffset.UnixEpoch,
            Message = _ => "New\n",
        },
        CancellationToken.None);

    private Task<string> PushAsync(Push push) => _transport.PushAsync(Remote(), push, _folder["new.git"], CancellationToken.None);

    private GitRepository Served(string branch, string text) => GitRepository.CreateEmpty(_folder["served/voltaire.git"], branch).Commit(branch, new GitFile("a", text));

    private Remote Remote() => new($"{_address}/voltaire.git", server == "file" ? "" : new Uri(_address).Authority, Credentials: null);

    private async Task<RemoteTip?> TipAsync(string? revision = null) => (await _transport.ReferencesAsync(Remote(), CancellationToken.None)).Tip(revision);

    private async Task<RemoteTip> CloneAsync(string? revision = null) => (await _transport.CloneAsync(Remote(), revision, _folder["new.git"], CancellationToken.None))!;

    private Task<string> TextAsync(RemoteTip tip) => Task.FromResult(GitRepository.Git(_folder["new.git"], input: null, "cat-file", "blob", $"{tip.LocalReference}^{{commit}}:a"));

    private static EqualStringConstraint FailsWith(string reason) =>
        Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(reason);
}
