using System.Diagnostics;
using System.Text;
using ManifestMigrator.Disk;

namespace ManifestMigrator.Tests.Commands;

/// <summary>The program as a user starts it, in a folder of its own process.</summary>
internal static class Tool
{
    /// <summary>The one that the environment names, compiled ahead of time as people install it, or else the one that was just built.</summary>
    public static readonly string Program = Environment.GetEnvironmentVariable("MANIFEST_MIGRATOR") ?? Path.Combine(AppContext.BaseDirectory, "manifest-migrator.dll");

    public static Task<ToolRun> RunAsync(string folder, params string[] arguments) => RunAsync(folder, [], arguments);

    /// <param name="folder">The current folder of the process.</param>
    /// <param name="input">What stands on standard input.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    public static Task<ToolRun> RunAsync(string folder, byte[] input, string[] arguments, params (string Name, string Value)[] environment) =>
        RunAsync(folder, input, arguments, _ => Task.CompletedTask, environment);

    /// <param name="folder">The current folder of the process.</param>
    /// <param name="input">What stands on standard input.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="meanwhile">What is done to the process while it runs.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    public static async Task<ToolRun> RunAsync(
        string folder, byte[] input, string[] arguments, Func<Process, Task> meanwhile, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Programs.Find("dotnet")!, ["exec", Program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, ".cache");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await meanwhile(process);
        await Task.WhenAll(copying, errors, process.WaitForExitAsync());
        return new ToolRun(process.ExitCode, output.ToArray(), await errors);
    }
}

/// <param name="ExitCode">Exit code of the process.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record ToolRun(int ExitCode, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);
}
