using System.Diagnostics;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

[StartsPrograms]
public sealed class InstallTests
{
    [Test]
    public async Task The_packed_tool_installs_from_a_folder_and_runs()
    {
        using var folder = new TemporaryFolder();
        var project = Path.Combine(House.Repository.Root, "src", "ManifestMigrator");
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

        await DotNetAsync(folder, "pack", project, "--no-build", "--configuration", configuration, "--output", folder["feed"]);
        await File.WriteAllTextAsync(folder["nuget.config"], "<configuration><packageSources><clear /><add key=\"feed\" value=\"feed\" /></packageSources></configuration>");
        await DotNetAsync(folder, "tool", "install", "ManifestMigrator", "--tool-path", folder["tools"], "--configfile", folder["nuget.config"]);
        await File.WriteAllTextAsync(folder["manifest.konnector"], "{ \"dataType\": [\"bill\"] }\n");

        var converted = await RunAsync(folder, folder["tools/manifest-migrator"], "convert", "manifest.konnector");

        Assert.That(converted, Does.StartWith("{ \"data_types\": [\"bill\"]"));

        using var package = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(folder["feed"], "*.nupkg").Single());
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        using var settings = new StreamReader(package.GetEntry("tools/net10.0/any/manifest-migrator.runtimeconfig.json")!.Open());
        Assert.Multiple(() =>
        {
            Assert.That(files, Has.Member("README.md").And.Member("icon.png"));
            Assert.That(files.Where(file => file.EndsWith(".xml", StringComparison.Ordinal)), Is.SubsetOf(new[] { "[Content_Types].xml", "tools/net10.0/any/DotnetToolSettings.xml" }));
            Assert.That(settings.ReadToEnd(), Does.Contain("\"rollForward\": \"Major\""));
            Assert.That(Directory.GetFiles(folder["feed"], "*.snupkg"), Has.Length.EqualTo(1));
        });
    }

    private static Task<string> DotNetAsync(TemporaryFolder folder, params string[] arguments) => RunAsync(folder, "dotnet", arguments);

    private static async Task<string> RunAsync(TemporaryFolder folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.FullPath, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_PACKAGES"] = folder["packages"];
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {output}{await errors}");
        return output;
    }
}
