using System.Text;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class ConvertTests
{
    private const string Old = "{\r\n\t\"source\": \"git@github.com:alder/voltaire.git\",\r\n\t\"vendorLink\" : \"https://voltaire.example\"\r\n}";

    [Test]
    public async Task Standard_input_becomes_the_migrated_text_on_standard_output_byte_for_byte()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, Encoding.UTF8.GetBytes(Old), ["convert", "--repository", "github.com/alder/voltaire"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero);
            Assert.That(run.Text, Is.EqualTo(
                "{\r\n\t\"source\": \"git@github.com:alder/voltaire.git\",\r\n\t\"vendor_link\" : \"https://voltaire.example\",\r\n"
                + "\t\"manifest_version\": \"2\",\r\n\t\"uuid\": \"f9cabbc79a5d52b18f60d9ddb55e303e\"\r\n}"));
        });
    }

    [Test]
    public async Task Converting_the_result_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var once = await Tool.RunAsync(folder.FullPath, Encoding.UTF8.GetBytes(Old), ["convert", "-"]);

        var twice = await Tool.RunAsync(folder.FullPath, once.Output, ["convert", "-"]);

        Assert.That(twice.Output, Is.EqualTo(once.Output));
    }

    [Test]
    public async Task A_file_that_is_not_JSON_gives_the_place_and_the_cause_and_no_output()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.konnector"], "{\n  \"name\": \"Voltaire\"\n  \"slug\": \"voltaire\"\n}\n");

        var run = await Tool.RunAsync(folder.FullPath, "convert", "manifest.konnector");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Errors, Does.StartWith("manifest.konnector:2:21: error json-missing-comma: "));
        });
    }

    [Test]
    public async Task What_is_surely_a_slip_is_repaired_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.konnector"], "{\n  \"source\": \"git@github.com:alder/voltaire.git\"\n  \"vendorLink\": \"https://voltaire.example\"\n}\n");

        var run = await Tool.RunAsync(folder.FullPath, "convert", "--repair", "manifest.konnector");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero);
            Assert.That(run.Text, Does.StartWith("{\n  \"source\": \"git@github.com:alder/voltaire.git\",\n  \"vendor_link\": \"https://voltaire.example\",\n"));
            Assert.That(run.Errors, Does.Contain("manifest.konnector:2:48: warning json-missing-comma: "));
        });
    }

    [TestCase("melon.js", "module.exports = base.createNew({ name: 'Melon', vendorLink: 'https://melon.example', fields: {} })")]
    [TestCase("melon.coffee", "module.exports =\n  name: 'Melon'\n  vendorLink: 'https://melon.example'\n  fields: {}\n")]
    public async Task The_code_of_an_old_konnector_becomes_a_draft_and_what_is_missing_is_told(string file, string code)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder[file], code);

        var run = await Tool.RunAsync(folder.FullPath, "convert", file);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero);
            Assert.That(run.Text, Does.Contain("\"slug\": \"melon\"").And.Contain("\"vendor_link\": \"https://melon.example\""));
            Assert.That(run.Errors, Does.Contain("warning draft-missing: The code does not declare 'category'."));
        });
    }

    [Test]
    public async Task Code_that_declares_no_konnector_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["melon.js"], "module.exports = {}");

        var run = await Tool.RunAsync(folder.FullPath, "convert", "melon.js");

        Assert.That((run.ExitCode, run.Output.Length, run.Errors.TrimEnd()), Is.EqualTo((ExitCode.WrongUsage, 0, "error: melon.js declares no konnector.")));
    }

    [Test]
    public async Task A_file_that_does_not_exist_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();

        var run = await Tool.RunAsync(folder.FullPath, "convert", "nowhere.konnector");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
            Assert.That(run.Errors, Does.Contain("'nowhere.konnector' does not exist."));
        });
    }
}
