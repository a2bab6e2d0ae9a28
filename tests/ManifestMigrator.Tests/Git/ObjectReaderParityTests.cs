using ManifestMigrator.Git;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Git;

/// <summary>Both ways to read objects give the same answers.</summary>
[StartsPrograms]
public sealed class ObjectReaderParityTests
{
    private static readonly IObjectReader[] Readers = [new LibGit2ObjectReader(), new GitProgramObjectReader()];

    [Test]
    public void The_native_library_can_be_loaded_here() => Assert.That(NativeLibrary.Problem, Is.Null, "tests/run.sh installs it");

    [Test]
    public async Task Both_find_the_same_files_with_the_same_modes_sizes_and_names()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(
            folder["fleet.git"],
            new GitFile("manifest.konnector", "{}", "100755"),
            new GitFile("Boulangerie du Nord/manifest.konnector", "{}"),
            new GitFile("été/manifest.konnector", "{ \"name\": \"été\" }"),
            new GitFile("build/manifest.konnector", "{}"),
            GitFile.Link("link/manifest.konnector", "../manifest.konnector"));

        var answers = new List<IReadOnlyList<TreeEntry>>();
        foreach (var reader in Readers)
            answers.Add(await FilesAsync(reader, repository));

        Assert.Multiple(() =>
        {
            Assert.That(answers[0].OrderBy(entry => entry.Path, StringComparer.Ordinal), Is.EqualTo(answers[1].OrderBy(entry => entry.Path, StringComparer.Ordinal)));
            Assert.That(answers[0], Has.Count.EqualTo(4));
        });
    }

    [TestCase("HEAD", true)]
    [TestCase("refs/tags/v1", true)]
    [TestCase("refs/tags/annotated", true)]
    [TestCase("refs/heads/nowhere", false)]
    public async Task Both_find_the_commit_of_a_reference_or_none(string reference, bool exists)
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", "{}")).Tag("v1", "main");
        GitRepository.Git(repository.Path, input: null, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "tag", "-a", "-m", "first", "annotated", "main");

        foreach (var reader in Readers)
            Assert.That(await reader.CommitAsync(repository.Path, reference, CancellationToken.None), Is.EqualTo(exists ? repository.CommitOf("main") : null), reader.GetType().Name);
    }

    [Test]
    public async Task Both_find_no_commit_in_an_empty_repository()
    {
        using var folder = new TemporaryFolder();
        var repository = GitRepository.CreateEmpty(folder["voltaire.git"]);

        foreach (var reader in Readers)
            Assert.That(await reader.CommitAsync(repository.Path, "HEAD", CancellationToken.None), Is.Null, reader.GetType().Name);
    }

    [Test]
    public async Task Both_read_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'\r', (byte)'\n', 0, 0xFF, (byte)'}'];
        var repository = GitRepository.Create(folder["voltaire.git"], new GitFile("manifest.konnector", content));

        foreach (var reader in Readers)
        {
            var entry = (await FilesAsync(reader, repository)).Single();
            Assert.That(await reader.ContentsAsync(repository.Path, [entry, entry], CancellationToken.None), Is.EqualTo([content, content]), reader.GetType().Name);
            Assert.That(await reader.ContentsAsync(repository.Path, [], CancellationToken.None), Is.Empty, reader.GetType().Name);
        }
    }

    private static Task<IReadOnlyList<TreeEntry>> FilesAsync(IObjectReader reader, GitRepository repository) => reader.FilesAsync(
        repository.Path, repository.CommitOf("main"), name => name != "build", name => name.EndsWith(".konnector", StringComparison.Ordinal), CancellationToken.None);
}
