using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

public sealed class SourcesTests
{
    [Test]
    public async Task Each_source_is_told_as_it_is_understood_and_nothing_is_fetched()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["list.txt"], "# ours\nAlder/Voltaire#spring   # the new one\ngit@git.example.org:birch/amber.git\n\n./local\nhttps://ada:s3cret@example.org/a/b.git\n");

        var run = await Tool.RunAsync(folder.FullPath, "sources", "--repos", "list.txt", "gitlab:a/b/c");

        Assert.That((run.ExitCode, run.Text), Is.EqualTo((0,
            "gitlab:a/b/c\tgitlab.com/a/b/c\thttps://gitlab.com/a/b/c.git\t\n"
            + "Alder/Voltaire#spring\tgithub.com/alder/voltaire\thttps://github.com/Alder/Voltaire.git\tspring\n"
            + "git@git.example.org:birch/amber.git\tgit.example.org/birch/amber\tgit@git.example.org:birch/amber.git\t\n"
            + $"./local\tlocal/{Path.GetFileName(folder.FullPath).ToLowerInvariant()}/local\t{folder["local"]}\t\n"
            + "https://example.org/a/b.git\texample.org/a/b\thttps://example.org/a/b.git\t\n")), run.Errors);
    }

    [Test]
    public async Task What_is_not_understood_is_told_and_the_others_are_told_all_the_same()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "sources", "voltaire", "alder/voltaire");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(3));
            Assert.That(run.Text, Is.EqualTo("alder/voltaire\tgithub.com/alder/voltaire\thttps://github.com/alder/voltaire.git\t\n"));
            Assert.That(run.Errors, Does.StartWith("error: 'voltaire' is not understood"));
        });
    }
}
