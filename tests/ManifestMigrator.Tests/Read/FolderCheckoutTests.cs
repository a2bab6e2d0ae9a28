using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Read;

public sealed class FolderCheckoutTests
{
    private const string Text = "{ \"name\": \"Voltaire\" }\n";

    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_plain_folder_is_read_as_it_is()
    {
        Write("voltaire/manifest.konnector", Text);
        Write("voltaire/node_modules/other/manifest.konnector", Text);

        var checkout = await ReadAsync("voltaire");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Folder, Is.EqualTo(_folder["voltaire"]));
            Assert.That((checkout.Branch, checkout.Commit, checkout.HasRemote), Is.EqualTo(("", "", false)));
            Assert.That(checkout.Manifests.Select(manifest => manifest.Path), Is.EqualTo(new[] { "manifest.konnector" }));
        });
    }

    [Test]
    public async Task A_folder_without_a_remote_is_called_by_its_place()
    {
        Write("voltaire/manifest.konnector", Text);

        var checkout = await ReadAsync("voltaire");

        Assert.That(checkout.Repository, Is.EqualTo($"local/{Path.GetFileName(_folder.FullPath)}/voltaire".ToLowerInvariant()));
    }

    [Test]
    public async Task A_work_tree_has_the_identity_of_its_remote_and_its_branch_and_commit()
    {
        var repository = GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Text));
        var clone = repository.CloneTo(_folder["voltaire"]);
        GitRepository.Git(clone, input: null, "remote", "set-url", "origin", "git@github.com:Alder/Voltaire.git");

        var checkout = await ReadAsync("voltaire");

        Assert.Multiple(() =>
        {
            Assert.That((checkout.Repository, checkout.HasRemote), Is.EqualTo(("github.com/alder/voltaire", true)));
            Assert.That((checkout.Branch, checkout.Commit), Is.EqualTo(("main", repository.CommitOf("main"))));
            Assert.That(checkout.Findings, Is.Empty);
        });
    }

    [Test]
    public async Task A_file_that_differs_from_the_last_commit_is_read_and_said_to_differ()
    {
        GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Text)).CloneTo(_folder["voltaire"]);
        Write("voltaire/manifest.konnector", "{}");

        var checkout = await ReadAsync("voltaire");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests[0].Content, Has.Length.EqualTo(2));
            Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "uncommitted" }));
        });
    }

    [Test]
    public async Task A_branch_of_a_work_tree_is_read_from_git()
    {
        var repository = GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Text));
        GitRepository.Git(repository.CloneTo(_folder["voltaire"]), input: null, "branch", "spring");
        Write("voltaire/manifest.konnector", "{}");

        var checkout = await ReadAsync("voltaire#spring");

        Assert.That((checkout.Branch, checkout.Folder, checkout.Manifests[0].Content.Length), Is.EqualTo(("spring", "", Text.Length)));
    }

    [Test]
    public async Task Links_are_not_followed()
    {
        Write("secret/manifest.konnector", Text);
        Directory.CreateDirectory(_folder["voltaire"]);
        Directory.CreateSymbolicLink(_folder["voltaire/inner"], _folder["secret"]);
        File.CreateSymbolicLink(_folder["voltaire/manifest.konnector"], _folder["secret/manifest.konnector"]);

        var checkout = await ReadAsync("voltaire");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests, Is.Empty);
            Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "manifest-is-link" }));
        });
    }

    [Test]
    public void A_folder_that_does_not_exist_has_its_own_reason() => Assert.That(
        () => ReadAsync("nowhere"),
        Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.FolderNotFound));

    [Test]
    public void A_plain_folder_has_no_branches()
    {
        Write("voltaire/manifest.konnector", Text);

        Assert.That(
            () => ReadAsync("voltaire#spring"),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.BranchNotFound));
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }

    private async Task<Checkout> ReadAsync(string path)
    {
        using var reading = Reading.In(_folder);
        return await reading.ReadAsync(_folder[path]);
    }
}
