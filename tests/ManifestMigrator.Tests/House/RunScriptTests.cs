using System.Runtime.Versioning;
using ManifestMigrator.Tests.Commands;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.House;

[UnsupportedOSPlatform("windows")]
public sealed class RunScriptTests
{
    private const string Publish = "dotnet publish src/ManifestMigrator --use-current-runtime --artifacts-path src/ManifestMigrator/obj/installed --verbosity quiet\n";

    [Test]
    [StartsPrograms]
    public async Task Where_everything_is_there_the_tests_start_and_nothing_is_installed()
    {
        using var folder = new TemporaryFolder();
        var run = await RunAsync(folder, "");

        Assert.That((run.ExitCode, Calls(folder)), Is.EqualTo((0, $"dotnet restore --verbosity quiet\n{Publish}dotnet test --no-build\n")), run.Errors);
    }

    [Test]
    [StartsPrograms]
    public async Task What_is_missing_is_installed()
    {
        using var folder = new TemporaryFolder();
        var run = await RunAsync(folder, "CHROMIUM=");

        Assert.That((run.ExitCode, Calls(folder)), Is.EqualTo((0, $"dotnet restore --verbosity quiet\napt-get update -qq\napt-get install -y -qq --no-install-recommends chromium-headless-shell\n{Publish}dotnet test --no-build\n")), run.Errors);
    }

    /// <summary>Runs the script in a copy of the repository that has nothing else, with programs that only write down how they were called.</summary>
    private static async Task<ToolRun> RunAsync(TemporaryFolder folder, string environment)
    {
        foreach (var directory in new[] { "tests", "bin", "src/ManifestMigrator/obj" })
            Directory.CreateDirectory(folder[directory]);
        File.Copy(Path.Combine(Repository.Root, "tests", "run.sh"), folder["tests/run.sh"]);
        File.Copy(Path.Combine(Repository.Root, "src", "ManifestMigrator", "obj", "project.assets.json"), folder["src/ManifestMigrator/obj/project.assets.json"]);
        foreach (var program in new[] { "dotnet", "apt-get", "sudo" })
        {
            await File.WriteAllTextAsync(folder[$"bin/{program}"], program == "sudo" ? "#!/bin/bash\nshift; \"$@\"\n" : $"#!/bin/bash\necho {program} \"$@\" >> {folder["calls"]}\n");
            File.SetUnixFileMode(folder[$"bin/{program}"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        foreach (var program in new[] { "bash", "dirname", "grep", "id" })
            File.CreateSymbolicLink(folder[$"bin/{program}"], $"/usr/bin/{program}");
        return await Shell.RunAsync(folder, $"export PATH={folder["bin"]} CHROMIUM=/browser {environment}\nbash tests/run.sh --no-build");
    }

    private static string Calls(TemporaryFolder folder) => File.ReadAllText(folder["calls"]);
}
