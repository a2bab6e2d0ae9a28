using System.CommandLine;
using System.Diagnostics;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>The tool as it is packed for this machine: compiled ahead of time, with settings of its own.</summary>
internal static class PublishedTool
{
    /// <param name="folder">Where it is put.</param>
    /// <returns>Path of the program.</returns>
    /// <exception cref="InvalidOperationException">It cannot be built.</exception>
    public static async Task<string> MakeAsync(string folder)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Project(), "--use-current-runtime", "--output", folder]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "manifest-migrator") : throw new InvalidOperationException(output);
    }

    private static string Project()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ManifestMigrator.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("The benchmarks do not run inside the repository.");
        return Path.Combine(root.FullName, "src", "ManifestMigrator");
    }
}

/// <summary>Which program is measured.</summary>
internal static class MeasuredTool
{
    public static Option<string?> Option() => new("--tool") { Description = "Path of a published program. Default: publish it first." };
}
