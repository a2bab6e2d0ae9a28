using System.Runtime.Versioning;
using ManifestMigrator.Output;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>The repositories are other people's, and so may be the configuration of git: nothing of it is run.</summary>
[UnsupportedOSPlatform("windows")]
[StartsPrograms]
public sealed class ForeignConfigurationTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Hooks_of_the_users_configuration_and_templates_do_not_run()
    {
        foreach (var hook in new[] { "hooks/post-checkout", "hooks/reference-transaction", "hooks/post-index-change", "template/hooks/post-checkout", "template/hooks/reference-transaction" })
            WriteProgram(hook, $"#!/bin/sh\ntouch {_folder["ran"]}\n");
        await File.WriteAllTextAsync(_folder["gitconfig"], $"[core]\n\thooksPath = {_folder["hooks"]}\n[init]\n\ttemplateDir = {_folder["template"]}\n");
        var repository = Repository();

        var byDefault = await PlanAsync(repository, ("GIT_CONFIG_GLOBAL", _folder["gitconfig"]));
        var byBranch = await PlanAsync($"{repository}#main", ("GIT_CONFIG_GLOBAL", _folder["gitconfig"]));

        Assert.That((byDefault.ExitCode, byBranch.ExitCode, File.Exists(_folder["ran"])), Is.EqualTo((ExitCode.Done, ExitCode.Done, false)));
    }

    [Test]
    public async Task Sources_cannot_become_options_or_name_a_helper_program()
    {
        await File.WriteAllTextAsync(_folder["gitconfig"], "[protocol \"ext\"]\n\tallow = always\n");
        await File.WriteAllTextAsync(_folder["list"], $"--upload-pack=touch {_folder["ran"]}\next::sh -c touch% {_folder["ran"]}\nssh://-oProxyCommand=touch {_folder["ran"]}/x/y\n");

        var run = await Tool.RunAsync(_folder.FullPath, [], ["plan", "--repos", "list", "--out", "run"], ("GIT_CONFIG_GLOBAL", _folder["gitconfig"]));

        var rows = await File.ReadAllLinesAsync(_folder["run/repositories.csv"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.SomeFailed));
            Assert.That(rows.Count(row => row.Contains(",failed,source-syntax,", StringComparison.Ordinal)), Is.EqualTo(3));
            Assert.That(File.Exists(_folder["ran"]), Is.False);
        });
    }

    [Test]
    public async Task A_surrounding_git_does_not_lead_astray()
    {
        var run = await PlanAsync(Repository(), ("GIT_DIR", "/nowhere"), ("GIT_WORK_TREE", "/nowhere"), ("GIT_OBJECT_DIRECTORY", "/nowhere"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Errors);
    }

    [Test]
    public async Task A_password_stands_in_no_argument_of_git_and_in_no_file_of_the_run()
    {
        WriteProgram("bin/git", $"#!/bin/sh\necho \"$@\" >> {_folder["arguments"]}\nPATH=${{PATH#*:}} exec git \"$@\"\n");
        GitRepository.Create(_folder["served/alder/voltaire.git"], new GitFile("manifest.konnector", "{ \"slug\": \"voltaire\" }"));
        await using var server = await GitHttpServer.StartAsync(_folder["served"], "ada:s3cret");

        var run = await PlanAsync($"http://ada:s3cret@{server.Authority}/alder/voltaire.git", ("PATH", $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}"));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Errors);
            Assert.That(File.ReadAllText(_folder["arguments"]), Does.Contain("clone").And.Not.Contain("s3cret"));
            Assert.That(run.Text + run.Errors, Does.Not.Contain("s3cret"));
            foreach (var file in _folder.Files().Where(file => file.StartsWith("run/", StringComparison.Ordinal)))
                Assert.That(File.ReadAllText(_folder[file]), Does.Not.Contain("s3cret"), file);
        });
    }

    [Test]
    public async Task A_run_leaves_nothing_in_the_folder_for_temporary_files()
    {
        Directory.CreateDirectory(_folder["tmp"]);

        await PlanAsync(Repository(), ("TMPDIR", _folder["tmp"]), ("DOTNET_EnableDiagnostics", "0"));

        Assert.That(Directory.EnumerateFileSystemEntries(_folder["tmp"], "manifest-migrator-*"), Is.Empty);
    }

    private string Repository() => GitRepository.Create(_folder["voltaire.git"], new GitFile("manifest.konnector", "{ \"slug\": \"voltaire\" }")).Path;

    private Task<ToolRun> PlanAsync(string source, params (string, string)[] environment) =>
        Tool.RunAsync(_folder.FullPath, [], ["plan", source, "--out", "run"], environment);

    private void WriteProgram(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
        File.SetUnixFileMode(_folder[path], (UnixFileMode)0b111_101_101);
    }
}
