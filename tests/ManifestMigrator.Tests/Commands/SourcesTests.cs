using System.Text;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class SourcesTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Each_source_is_told_as_it_is_understood_in_the_order_given()
    {
        await File.WriteAllTextAsync(_folder["list"], "git@gitlab.com:alder/tools/voltaire.git#spring # tools\n./here\n");

        var run = await Tool.RunAsync(_folder.FullPath, "sources", "alder/Voltaire", "https://ada:s3cret@example.org/voltaire.tgz?token=t0ken", "--repos", "list");

        Assert.Multiple(() =>
        {
            Assert.That(run.Text.Split('\n'), Is.EqualTo(new[]
            {
                "alder/Voltaire\tgithub.com/alder/voltaire\thttps://github.com/alder/Voltaire.git\t",
                "https://example.org/voltaire.tgz\texample.org/voltaire.tgz\thttps://example.org/voltaire.tgz\t",
                "git@gitlab.com:alder/tools/voltaire.git#spring\tgitlab.com/alder/tools/voltaire\tgit@gitlab.com:alder/tools/voltaire.git\tspring",
                $"./here\tlocal/{Path.GetFileName(_folder.FullPath).ToLowerInvariant()}/here\t{_folder["here"]}\t",
                "",
            }));
            Assert.That((run.ExitCode, run.Errors), Is.EqualTo((ExitCode.Done, "")));
        });
    }

    [Test]
    public async Task A_source_that_is_not_understood_is_told_with_its_line_and_the_others_all_the_same()
    {
        await File.WriteAllTextAsync(_folder["list"], "# konnectors\n\nvoltaire\nalder/voltaire\n");

        var run = await Tool.RunAsync(_folder.FullPath, Encoding.UTF8.GetBytes("ext::sh -c x\n"), ["sources", "ftp://ada:s3cret@example.org/x", "--repos", "list", "--repos", "-"]);

        var errors = run.Errors.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(run.Text, Is.EqualTo("alder/voltaire\tgithub.com/alder/voltaire\thttps://github.com/alder/voltaire.git\t\n"));
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(errors[0], Does.StartWith("error: 'ftp://example.org/x' is not understood"));
            Assert.That(errors[1], Does.StartWith("error: list:3: 'voltaire' is not understood"));
            Assert.That(errors[2], Does.StartWith("error: <standard input>:1: 'ext::sh -c x' names a helper program"));
        });
    }

    [Test]
    public async Task Without_a_source_there_is_nothing_to_tell() =>
        Assert.That((await Tool.RunAsync(_folder.FullPath, "sources")).ExitCode, Is.EqualTo(ExitCode.WrongUsage));

    [Test]
    public async Task A_tarball_is_planned_and_reported_and_never_delivered()
    {
        var packed = Tarball.Of(("package/manifest.konnector", "{\n  \"version\": \"1.0.0\",\n  \"type\": \"konnector\",\n  \"vendorLink\": \"https://voltaire.example\"\n}\n"));
        await File.WriteAllBytesAsync(_folder["voltaire.tgz"], packed);

        var plan = await Tool.RunAsync(_folder.FullPath, "plan", "./voltaire.tgz", "--out", "run");
        var inPlace = await Tool.RunAsync(_folder.FullPath, "apply", "--all", "run", "--in-place");
        var apply = await Tool.RunAsync(_folder.FullPath, "apply", "--all", "run", "--author", "Ada <ada@example.org>");

        var row = (await File.ReadAllLinesAsync(_folder["run/repositories.csv"]))[1];
        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.EqualTo(ExitCode.Done), plan.Errors);
            Assert.That(row, Does.StartWith($"local/{Path.GetFileName(_folder.FullPath).ToLowerInvariant()}/voltaire.tgz,./voltaire.tgz,,,migrated,"));
            Assert.That(File.ReadAllText(_folder["run/manifests.csv"]), Does.Contain(",manifest.konnector,"));
            Assert.That(inPlace.Errors, Does.Contain("was not planned from a local folder"));
            Assert.That(apply.Text + apply.Errors, Does.Contain("There is no repository to commit to"));
            Assert.That(File.ReadAllBytes(_folder["voltaire.tgz"]), Is.EqualTo(packed));
        });
    }
}
