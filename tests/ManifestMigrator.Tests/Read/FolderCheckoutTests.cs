using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Read;

[StartsPrograms]
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

    [TestCase("manifest.konnector", "manifest-is-no-file")]
    [TestCase("index.js", "code-not-read")]
    [Platform(Exclude = "Win")]
    public async Task A_pipe_is_not_opened_and_a_finding_says_so(string name, string code)
    {
        Write("voltaire/inner/manifest.konnector", Text);
        Run("mkfifo", _folder[$"voltaire/{name}"]);

        var checkout = await ReadAsync("voltaire");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests.Select(manifest => manifest.Path), Is.EqualTo(new[] { "inner/manifest.konnector" }));
            Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { code }));
        });
    }

    [Test]
    [Platform("Linux")]
    public async Task A_name_that_is_not_UTF_8_has_a_finding_and_the_others_are_read()
    {
        Write("voltaire/manifest.konnector", Text);
        Run("bash", "-c", $"touch '{_folder["voltaire"]}/'$'\\xff.konnector' '{_folder["voltaire"]}/'$'\\xff.js'; mkdir '{_folder["voltaire"]}/'$'\\xff-folder'; touch '{_folder["voltaire"]}/'$'\\xff-folder/manifest.konnector'");

        var checkout = await ReadAsync("voltaire");

        Run("rm", "-rf", _folder["voltaire"]);
        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests.Select(manifest => manifest.Path), Is.EqualTo(new[] { "manifest.konnector" }));
            Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EquivalentTo(new[] { "manifest-name", "code-not-read", "folder-not-read" }));
        });
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Links_that_lead_in_circles_end()
    {
        Write("voltaire/manifest.konnector", Text);
        Directory.CreateSymbolicLink(_folder["voltaire/again"], _folder["voltaire"]);
        File.CreateSymbolicLink(_folder["voltaire/self.konnector"], "self.konnector");
        File.CreateSymbolicLink(_folder["voltaire/self.js"], "self.js");

        var checkout = await ReadAsync("voltaire");

        Assert.That(checkout.Manifests, Has.Count.EqualTo(1));
        Assert.That(checkout.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "manifest-is-link" }));
    }

    [Test]
    [Platform("Linux")]
    public async Task Folders_nested_deeper_than_a_path_can_say_end_with_a_finding_and_the_rest_is_read()
    {
        Write("voltaire/manifest.konnector", Text);
        Write("voltaire/z/manifest.konnector", Text);
        Run("bash", "-c", $"cd '{_folder["voltaire"]}'; p=$(printf 'd/%.0s' {{1..1000}}); for i in {{1..35}}; do mkdir -p $p; cd $p 2>/dev/null; done");
        try
        {
            var checkout = await ReadAsync("voltaire", new ReadingOptions { Timeout = TimeSpan.FromSeconds(20) });

            Assert.That(checkout.Manifests.Select(manifest => manifest.Path), Is.EqualTo(new[] { "manifest.konnector", "z/manifest.konnector" }));
            var finding = checkout.Findings.Single();
            Assert.That((finding.Code, finding.Severity, finding.Message.Length < 400), Is.EqualTo(("folder-not-read", Severity.Error, true)));
            Assert.That(finding.Message, Does.Contain("d/d/d").And.EndWith("was not searched for manifests: its path is longer than the system allows."));
        }
        finally
        {
            Run("rm", "-rf", _folder["voltaire"]);
        }
    }

    [Test]
    public void A_folder_that_takes_too_long_is_given_up()
    {
        for (var number = 0; number < 2000; number++)
            Directory.CreateDirectory(_folder[$"voltaire/{number}"]);

        Assert.That(
            () => ReadAsync("voltaire", new ReadingOptions { Timeout = TimeSpan.Zero }),
            Throws.Exception.With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.Timeout));
    }

    [TestCase("core.autocrlf=true", null, ExpectedResult = "")]
    [TestCase("core.autocrlf=input", null, ExpectedResult = "")]
    [TestCase("core.autocrlf=false", null, ExpectedResult = "uncommitted")]
    [TestCase("core.autocrlf=true", "* -text", ExpectedResult = "uncommitted")]
    [TestCase("core.autocrlf=false", "*.konnector text", ExpectedResult = "")]
    [TestCase("core.autocrlf=false", "*.konnector eol=crlf", ExpectedResult = "")]
    public async Task<string> A_file_differs_from_the_last_commit_when_git_says_so(string setting, string? attributes)
    {
        GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", Text)).CloneTo(_folder["voltaire"]);
        GitRepository.Git(_folder["voltaire"], input: null, ["config", .. setting.Split('=')]);
        if (attributes is not null)
            Write("voltaire/.gitattributes", attributes + "\n");
        Write("voltaire/manifest.konnector", Text.Replace("\n", "\r\n", StringComparison.Ordinal));

        return string.Join(' ', (await ReadAsync("voltaire")).Findings.Select(finding => finding.Code));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }

    private async Task<Checkout> ReadAsync(string path, ReadingOptions? options = null)
    {
        using var reading = Reading.In(_folder, options);
        return await reading.ReadAsync(_folder[path]);
    }
}
