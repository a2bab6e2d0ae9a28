using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Sources;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Read;

[StartsPrograms]
public sealed class RemoteCheckoutTests
{
    private const string Text = "{ \"name\": \"Voltaire\" }\n";

    [TestCaseSource(nameof(Transports))]
    public async Task A_repository_is_read_from_its_default_branch_over(string transport)
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.CreateEmpty(folder["served/alder/voltaire.git"], "develop")
            .Commit("develop", new GitFile("manifest.konnector", "{ \"old\": true }\n"))
            .Commit("develop", new GitFile("manifest.konnector", Text, "100755"), new GitFile("README.md", "# Voltaire\n"));

        var checkout = await ServedAsync(folder, transport, address => ReadAsync(folder, $"{address}/alder/voltaire.git"));

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Branch, Is.EqualTo("develop"));
            Assert.That(checkout.Commit, Is.EqualTo(repository.CommitOf("develop")));
            Assert.That(checkout.Manifests.Select(manifest => (manifest.Path, manifest.Mode)), Is.EqualTo(new[] { ("manifest.konnector", "100755") }));
            Assert.That(checkout.Manifests[0].Content, Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(Text)));
        });
    }

    [TestCase("spring", "spring")]
    [TestCase("v1.0.0", "v1.0.0")]
    public async Task A_branch_or_tag_that_was_asked_for_is_read(string revision, string expected)
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/voltaire.git"], new GitFile("manifest.konnector", "{}"))
            .Commit("spring", new GitFile("manifest.konnector", Text))
            .Tag("v1.0.0", "spring");

        var checkout = await ServedAsync(folder, "http", address => ReadAsync(folder, $"{address}/voltaire.git#{revision}"));

        Assert.That((checkout.Branch, checkout.Manifests[0].Content.Length), Is.EqualTo((expected, Text.Length)));
    }

    [Test]
    public async Task A_commit_that_was_asked_for_is_read()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", Text));
        GitRepository.Git(repository.Path, input: null, "config", "uploadpack.allowAnySHA1InWant", "true");
        var commit = repository.CommitOf("main");
        repository.Commit("main", new GitFile("manifest.konnector", "{}"));

        var checkout = await ReadAsync(folder, $"{repository.Path}#{commit}");

        Assert.That((checkout.Commit, checkout.Manifests[0].Content.Length), Is.EqualTo((commit, Text.Length)));
    }

    [Test]
    public async Task A_repository_on_this_machine_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(folder["été 100%25 de la mer/voltaire.git"], new GitFile("manifest.konnector", Text));
        var before = State(repository.Path);

        var checkout = await ReadAsync(folder, repository.Path);

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests, Has.Count.EqualTo(1));
            Assert.That(State(repository.Path), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task The_branch_of_the_options_is_read_where_a_source_names_none()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", "{}")).Commit("spring", new GitFile("manifest.konnector", Text));

        var checkout = await ReadAsync(folder, repository.Path, branch: "spring");

        Assert.That(checkout.Manifests[0].Content, Has.Length.EqualTo(Text.Length));
    }

    [Test]
    public async Task Manifests_are_found_in_folders_but_never_in_what_was_built_or_installed()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(
            folder["fleet.git"],
            new GitFile("a/manifest.konnector", Text),
            new GitFile("b/manifest.konnectors", Text),
            new GitFile("c/voltaire.konnector", Text),
            new GitFile("build/manifest.konnector", Text),
            new GitFile("dist/manifest.konnector", Text),
            new GitFile("node_modules/x/manifest.konnector", Text),
            new GitFile("manifest.webapp", Text));

        var checkout = await ReadAsync(folder, repository.Path);

        Assert.That(checkout.Manifests.Select(manifest => manifest.Path), Is.EqualTo(new[] { "a/manifest.konnector", "b/manifest.konnectors", "c/voltaire.konnector" }));
    }

    [Test]
    public async Task A_link_and_a_huge_file_are_found_and_not_read()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(
            folder["voltaire.git"],
            GitFile.Link("manifest.konnector", "/etc/passwd"),
            new GitFile("huge.konnector", new byte[5 * 1024 * 1024]));

        var checkout = await ReadAsync(folder, repository.Path);

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests, Is.Empty);
            Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "manifest-too-large", "manifest-is-link" }));
        });
    }

    [TestCaseSource(nameof(Transports))]
    public async Task A_repository_that_does_not_exist_has_its_own_reason_over(string transport)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["served/alder/nothing.git"]);

        var failure = await FailureAsync(() => ServedAsync(folder, transport, address => ReadAsync(folder, $"{address}/alder/missing.git")));

        Assert.That(failure.Reason, Is.EqualTo(transport is "file" or "path" ? Reasons.FolderNotFound : Reasons.RepositoryNotFound));
    }

    [TestCaseSource(nameof(Transports))]
    public async Task A_branch_that_does_not_exist_has_its_own_reason_over(string transport)
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/alder/voltaire.git"], new GitFile("manifest.konnector", Text));

        var failure = await FailureAsync(() => ServedAsync(folder, transport, address => ReadAsync(folder, $"{address}/alder/voltaire.git#nowhere")));

        Assert.That(failure.Reason, Is.EqualTo(Reasons.BranchNotFound));
    }

    [TestCaseSource(nameof(Transports))]
    public async Task An_empty_repository_has_its_own_reason_over(string transport)
    {
        using var folder = new TemporaryFolder();
        GitRepository.CreateEmpty(folder["served/alder/voltaire.git"]);

        var failure = await FailureAsync(() => ServedAsync(folder, transport, address => ReadAsync(folder, $"{address}/alder/voltaire.git")));

        Assert.That(failure.Reason, Is.EqualTo(Reasons.EmptyRepository));
    }

    [Test]
    public async Task A_host_that_nobody_listens_on_has_its_own_reason()
    {
        using var folder = new TemporaryFolder();
        using var closed = LoopbackPort.Closed();

        var failure = await FailureAsync(() => ReadAsync(folder, $"http://{closed.LocalEndPoint}/alder/voltaire.git"));

        Assert.That(failure.Reason, Is.EqualTo(Reasons.HostUnreachable));
    }

    [Test]
    public async Task A_server_that_wants_a_password_refuses_and_nothing_is_asked()
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/alder/voltaire.git"], new GitFile("manifest.konnector", Text));
        await using var server = await GitHttpServer.StartAsync(folder["served"], "ada:s3cret");

        var failure = await FailureAsync(() => ReadAsync(folder, $"{server.Address}/alder/voltaire.git"));

        Assert.That(failure.Reason, Is.EqualTo(Reasons.AuthenticationRefused));
    }

    [Test]
    public async Task A_password_in_the_address_opens_the_repository()
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/alder/voltaire.git"], new GitFile("manifest.konnector", Text));
        await using var server = await GitHttpServer.StartAsync(folder["served"], "ada:s3cret");

        var checkout = await ReadAsync(folder, $"http://ada:s3cret@{server.Authority}/alder/voltaire.git");

        Assert.That(checkout.Manifests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_password_is_told_nowhere()
    {
        using var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/alder/voltaire.git"], new GitFile("manifest.konnector", Text));
        await using var server = await GitHttpServer.StartAsync(folder["served"], "ada:s3cret");

        var failure = await FailureAsync(() => ReadAsync(folder, $"http://ada:wr0ng@{server.Authority}/alder/voltaire.git"));

        Assert.Multiple(() =>
        {
            Assert.That(failure.Reason, Is.EqualTo(Reasons.AuthenticationRefused));
            Assert.That(failure.ToString(), Does.Not.Contain("wr0ng"));
            Assert.That(SourceGrammar.Parse("https://ada:wr0ng@example.org/alder/voltaire.git").ToString(), Does.Not.Contain("wr0ng"));
            Assert.That(SourceGrammar.Parse("https://ada:wr0ng@example.org/alder/voltaire.git").Source, Does.Not.Contain("wr0ng"));
        });
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up_in_time()
    {
        using var folder = new TemporaryFolder();
        await using var server = await GitHttpServer.StartAsync(folder.FullPath, before: GitHttpServer.Stall);

        var failure = await FailureAsync(() => ReadAsync(folder, $"{server.Address}/alder/voltaire.git", timeout: TimeSpan.FromSeconds(1)));

        Assert.That(failure.Reason, Is.EqualTo(Reasons.Timeout));
    }

    [TestCase("registry://voltaire/stable")]
    public async Task What_cannot_be_read_yet_says_so(string source)
    {
        using var folder = new TemporaryFolder();

        var failure = await FailureAsync(() => ReadAsync(folder, source));

        Assert.That(failure.Reason, Is.EqualTo(Reasons.SourceUnsupported));
    }

    private static IEnumerable<(string, FileAttributes, DateTime)> State(string path) =>
    [
        .. Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(entry => (entry, File.GetAttributes(entry), File.GetLastWriteTimeUtc(entry))),
    ];

    private static readonly string[] Transports = ["path", "file", "git", "http"];

    private static async Task<Checkout> ServedAsync(TemporaryFolder folder, string transport, Func<string, Task<Checkout>> read)
    {
        switch (transport)
        {
            case "git":
                using (var daemon = await GitDaemon.StartAsync(folder["served"]))
                    return await read(daemon.Address);
            case "http":
                await using (var server = await GitHttpServer.StartAsync(folder["served"]))
                    return await read(server.Address);
            default:
                return await read((transport == "file" ? "file://" : "") + folder["served"]);
        }
    }

    private static async Task<Checkout> ReadAsync(TemporaryFolder folder, string source, string? branch = null, TimeSpan? timeout = null)
    {
        using var reading = Reading.In(folder, new ReadingOptions { Branch = branch, Timeout = timeout ?? TimeSpan.FromMinutes(1) });
        return await reading.ReadAsync(source);
    }

    private static async Task<RepositoryException> FailureAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (RepositoryException exception)
        {
            return exception;
        }
        throw new AssertionException("The repository could be read.");
    }
}
