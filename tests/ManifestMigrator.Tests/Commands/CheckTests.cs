using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class CheckTests
{
    [Test]
    public async Task A_konnectors_own_build_fails_on_an_old_manifest_and_passes_on_a_migrated_one()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["manifest.konnector"], BuiltIn.Read("corpus/repositories/alder/lighthouse/manifest.konnector"));

        var before = await Tool.RunAsync(folder.FullPath, "check");
        var converted = await Tool.RunAsync(folder.FullPath, "convert", "manifest.konnector");
        await File.WriteAllBytesAsync(folder["manifest.konnector"], converted.Output);
        var after = await Tool.RunAsync(folder.FullPath, "check");

        Assert.Multiple(() =>
        {
            Assert.That(before.ExitCode, Is.EqualTo(ExitCode.Pending));
            Assert.That(before.Text, Does.StartWith("manifest.konnector:").And.Contain(": error legacy-property: "));
            Assert.That(after.ExitCode, Is.EqualTo(ExitCode.Done), after.Text);
        });
    }

    [Test]
    public async Task What_only_the_specification_asks_for_fails_with_strict_alone()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.konnector"], """{ "name": "Voltaire", "slug": "voltaire", "version": "1.0.0", "type": "konnector", "editor": "Alder" }""");

        var lenient = await Tool.RunAsync(folder.FullPath, "check");
        var strict = await Tool.RunAsync(folder.FullPath, "check", "--strict");

        Assert.Multiple(() =>
        {
            Assert.That(lenient.ExitCode, Is.EqualTo(ExitCode.Done));
            Assert.That(lenient.Text, Does.Contain("warning missing-property: 'manifest_version' is missing."));
            Assert.That(strict.ExitCode, Is.EqualTo(ExitCode.Pending));
            Assert.That(strict.Text, Is.EqualTo(lenient.Text));
        });
    }

    [Test]
    public async Task A_file_that_is_not_JSON_is_not_valid()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.konnector"], "{ \"name\": \"Voltaire\", }");

        var run = await Tool.RunAsync(folder.FullPath, "check", "manifest.konnector", "--format", "github");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Pending));
            Assert.That(run.Text, Does.StartWith("::error file=manifest.konnector,line=1,col=21,title=json-trailing-comma::"));
        });
    }

    [Test]
    public async Task A_folder_without_a_manifest_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "check");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
    }
}
