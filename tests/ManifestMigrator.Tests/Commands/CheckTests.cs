using System.Runtime.Versioning;
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
    [UnsupportedOSPlatform("windows")]
    public async Task What_cannot_be_read_in_a_folder_fails_and_is_never_waited_for()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["deep"]);
        await File.WriteAllTextAsync(folder["elsewhere.json"], "{}");
        File.CreateSymbolicLink(folder["a.konnector"], folder["elsewhere.json"]);
        await Shell.RunAsync(folder, "mkfifo b.konnector; cd deep; p=$(printf 'd/%.0s' {1..1000}); for i in {1..6}; do mkdir -p $p; cd $p 2>/dev/null; done");
        try
        {
            var check = await Tool.RunAsync(folder.FullPath, "check");

            Assert.That(check.ExitCode, Is.EqualTo(ExitCode.Pending), check.Errors);
            Assert.That(check.Text, Does.Contain("a.konnector: error manifest-is-link: ").And.Contain("b.konnector: error manifest-is-no-file: ")
                .And.Match(@"(?m)^\.: error folder-not-read: The folder deep/d/d/.* its path is longer than the system allows"));
        }
        finally
        {
            await Shell.RunAsync(folder, "rm -rf deep");
        }
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task A_name_cannot_become_a_command_of_a_build_service()
    {
        string[] names = ["::error::gotcha.konnector", "  ::stop-commands::x.konnector", "##[set-output name=a]b.konnector", "a ##vso[task.setvariable]b.konnector"];
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["konnector"]);
        foreach (var name in names)
            await File.WriteAllTextAsync(folder[$"konnector/{name}"], "{ \"##[error]gotcha\": 1 }");

        var lines = new List<string>();
        string[][] commands =
        [
            ["check", "konnector", "-v"], .. names.Select(name => new[] { "convert", $"konnector/{name}" }),
            ["plan", "./konnector", "--out", "run"], ["sources", "./konnector", .. names], ["status", "run", "--format", "json"],
        ];
        foreach (var arguments in commands)
        {
            var run = await Tool.RunAsync(folder.FullPath, arguments);
            lines.AddRange((arguments[0] == "convert" ? run.Errors : run.Text + run.Errors).Split('\n'));
        }

        foreach (var part in new[] { "error", "stop-commands", "set-output", "task.setvariable", "gotcha" })
            Assert.That(lines, Has.Some.Contain(part));
        Assert.That(lines.Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task In_GitHub_Actions_findings_are_annotations_unless_another_format_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.konnector"], "{ \"name\": \"Voltaire\", \"dataType\": [] }");

        var there = await Tool.RunAsync(folder.FullPath, [], ["check"], ("GITHUB_ACTIONS", "true"));
        var asked = await Tool.RunAsync(folder.FullPath, [], ["check", "--format", "text"], ("GITHUB_ACTIONS", "true"));
        var elsewhere = await Tool.RunAsync(folder.FullPath, [], ["check"], ("GITHUB_ACTIONS", ""));

        Assert.Multiple(() =>
        {
            Assert.That(there.Text, Does.StartWith("::"));
            Assert.That(asked.Text, Does.StartWith("manifest.konnector:"));
            Assert.That(elsewhere.Text, Is.EqualTo(asked.Text));
        });
    }

    [Test]
    public async Task Annotations_name_files_as_GitHub_does_from_its_workspace()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["packages/bank"]);
        await File.WriteAllTextAsync(folder["packages/bank/manifest.konnector"], "{ \"name\": \"Voltaire\", }");

        var below = await Tool.RunAsync(folder["packages"], [], ["check", "bank", "--format", "github"], ("GITHUB_WORKSPACE", folder.FullPath));
        var outside = await Tool.RunAsync(folder["packages"], [], ["check", "bank", "--format", "github"], ("GITHUB_WORKSPACE", folder["elsewhere"]));

        Assert.That(below.Text, Does.StartWith("::error file=packages/bank/manifest.konnector,"));
        Assert.That(outside.Text, Does.StartWith("::error file=bank/manifest.konnector,"));
    }

    [Test]
    public async Task What_fails_names_the_command_that_migrates_it_and_what_convert_cannot_mend_does_not()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["old.konnector"], """{ "name": "Voltaire", "slug": "voltaire", "version": "1.0.0", "type": "konnector", "editor": "Alder", "vendorLink": "https://alder.example" }""");
        await File.WriteAllTextAsync(folder["broken.konnector"], "{ \"name\": \"Voltaire\", }");

        var old = await Tool.RunAsync(folder.FullPath, "check", "old.konnector");
        var broken = await Tool.RunAsync(folder.FullPath, "check", "broken.konnector");

        var advice = old.Errors.Split('\n').Single(line => line.StartsWith("To migrate it: ", StringComparison.Ordinal))["To migrate it: ".Length..];
        var followed = await Shell.RunAsync(folder, advice);
        var after = await Tool.RunAsync(folder.FullPath, "check", "old.konnector");
        Assert.Multiple(() =>
        {
            Assert.That((followed.ExitCode, after.ExitCode), Is.EqualTo((0, 0)), followed.Errors + after.Errors);
            Assert.That(Directory.GetFiles(folder.FullPath, "old*").Select(Path.GetFileName), Is.EqualTo(new[] { "old.konnector" }));
            Assert.That(broken.Errors, Does.Not.Contain("convert old").And.Not.Contain("To migrate"));
        });
    }

    [TestCase("json", "{")]
    [TestCase("sarif", "{")]
    [TestCase("junit", "<?xml")]
    public async Task A_document_for_programs_has_standard_output_for_itself(string format, string start)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.konnector"], "{ \"name\": \"Voltaire\", \"dataType\": [] }");
        await File.WriteAllTextAsync(folder["other.konnector"], "{}");

        var run = await Tool.RunAsync(folder.FullPath, "check", "--format", format);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Pending));
            Assert.That(run.Text, Does.StartWith(start).And.Contain("missing-property"));
            Assert.That(run.Errors, Does.Contain("1 manifest checked").And.Contain("other.konnector: skipped"), run.Text);
            if (start == "{")
                Assert.That(() => System.Text.Json.JsonDocument.Parse(run.Text), Throws.Nothing);
            else
                Assert.That(() => System.Xml.Linq.XDocument.Parse(run.Text), Throws.Nothing);
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
