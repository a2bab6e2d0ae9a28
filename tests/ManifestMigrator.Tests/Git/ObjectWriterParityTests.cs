using System.Text;
using ManifestMigrator.Git;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Git;

/// <summary>What every way to write objects does alike.</summary>
[StartsPrograms]
public sealed class ObjectWriterParityTests
{
    private static readonly string[] Names = [.. ObjectWriters.All.Select(writer => writer.Name)];

    [Test]
    public async Task The_same_commit_has_the_same_name_whoever_makes_it([Values(5, -3)] int offset)
    {
        using var folder = new TemporaryFolder();
        var repository = Repository(folder);
        var names = new List<string>();
        foreach (var name in Names)
            names.Add(await Writer(name).CommitAsync(repository.Path, Commit(repository, new TimeSpan(offset, 30, 0)), CancellationToken.None));

        Assert.That(names, Has.All.EqualTo(names[0]));
    }

    [TestCaseSource(nameof(Names))]
    public async Task Only_the_content_of_the_named_files_changes(string name)
    {
        using var folder = new TemporaryFolder();
        var repository = Repository(folder);

        var commit = await Writer(name).CommitAsync(repository.Path, Commit(repository, TimeSpan.Zero), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(Git(repository, "diff", "--raw", "--abbrev=1", "main", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line[..14]} {line.Split('\t')[1]}"), Is.EqualTo(new[]
            {
                ":100755 100755 deep/er/manifest.konnector",
                ":100644 100644 manifest.konnector",
            }));
            Assert.That(Git(repository, "show", $"{commit}:manifest.konnector"), Is.EqualTo("new\r\n"));
            Assert.That(Git(repository, "show", "-s", "--format=%an|%ae|%cn|%ce|%at|%P|%B", commit), Does.StartWith($"Ada Élie|ada@example.org|Bot|bot@example.org|1767225600|{repository.CommitOf("main")}|Tree "));
            Assert.That(Git(repository, "fsck", "--strict", "--no-dangling"), Is.Empty);
        });
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_reference_is_set_moved_and_deleted(string name)
    {
        using var folder = new TemporaryFolder();
        var repository = Repository(folder);
        var first = repository.CommitOf("main");
        repository.Commit("main", new GitFile("manifest.konnector", "later"));

        await Writer(name).SetReferenceAsync(repository.Path, "refs/heads/a/b", first, CancellationToken.None);
        await Writer(name).SetReferenceAsync(repository.Path, "refs/heads/a/b", repository.CommitOf("main"), CancellationToken.None);
        var moved = repository.CommitOf("a/b");
        await Writer(name).SetReferenceAsync(repository.Path, "refs/heads/a/b", objectName: null, CancellationToken.None);

        Assert.That((moved, Git(repository, "branch", "--list")), Is.EqualTo((repository.CommitOf("main"), "* main\n")));
    }

    [Test]
    public async Task Siblings_whose_names_are_not_UTF_8_keep_them()
    {
        using var folder = new TemporaryFolder();
        var repository = Repository(folder);
        var tree = Encoding.Latin1.GetBytes(Git(repository, "ls-tree", "-z", "main").Replace("README.md", "caf\u00E9.md", StringComparison.Ordinal));
        var root = GitRepository.Git(repository.Path, tree, "mktree", "-z").Trim();
        var parent = GitRepository.Git(repository.Path, "Latin\n"u8.ToArray(), "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit-tree", root).Trim();

        var commit = await ObjectWriters.Best.CommitAsync(repository.Path, Commit(repository, TimeSpan.Zero) with { Parent = parent }, CancellationToken.None);

        Assert.That(Git(repository, "diff", "--name-only", parent, commit), Is.EqualTo("deep/er/manifest.konnector\nmanifest.konnector\n"));
    }

    private static NewCommit Commit(GitRepository repository, TimeSpan offset) => new()
    {
        Parent = repository.CommitOf("main"),
        Files = [new NewContent("manifest.konnector", "new\r\n"u8.ToArray()), new NewContent("deep/er/manifest.konnector", "new"u8.ToArray())],
        Author = new Person("Ada Élie", "ada@example.org"),
        Committer = new Person("Bot", "bot@example.org"),
        Date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToOffset(offset),
        Message = tree => $"Tree {tree}\n\n  Indented, and # no comment\n",
    };

    private static GitRepository Repository(TemporaryFolder folder) => GitRepository.Create(
        folder["r.git"],
        new GitFile("manifest.konnector", "old"),
        new GitFile("deep/er/manifest.konnector", "old", "100755"),
        new GitFile("deep/manifest.konnector", "stays"),
        new GitFile("README.md", "stays"),
        GitFile.Link("link", "README.md"));

    private static IObjectWriter Writer(string name) => ObjectWriters.All.Single(writer => writer.Name == name).Writer;

    private static string Git(GitRepository repository, params string[] arguments) => GitRepository.Git(repository.Path, input: null, arguments);
}
