using System.Diagnostics;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Commands;

/// <summary>Lines for bash, in which <c>manifest-migrator</c> is the program that was built.</summary>
internal static class Shell
{
    /// <param name="folder">The current folder.</param>
    /// <param name="script">The lines; the first that fails ends them.</param>
    /// <param name="prefix">What bash is started with.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    public static async Task<ToolRun> RunAsync(TemporaryFolder folder, string script, string[]? prefix = null, params (string Name, string Value)[] environment)
    {
        var file = folder["script.sh"];
        await File.WriteAllTextAsync(file, $"manifest-migrator() {{ dotnet exec '{Tool.Program}' \"$@\"; }}\nset -e\n{script}");
        string[] command = [.. prefix ?? [], "bash", file];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder.FullPath, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CACHE_HOME"] = folder[".cache"];
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = await process.StandardError.ReadToEndAsync();
        await Task.WhenAll(copying, process.WaitForExitAsync());
        return new ToolRun(process.ExitCode, output.ToArray(), errors);
    }
}
