using System.Diagnostics;

namespace ManifestMigrator.Tests.Commands;

/// <summary>The program as somebody starts it who sits at a terminal; <c>script</c> of util-linux lends one.</summary>
internal static class PseudoTerminal
{
    /// <param name="folder">The current folder of the process.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="typed">What is typed.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    public static Task<ToolRun> RunAsync(string folder, string[] arguments, string typed, params (string Name, string Value)[] environment) =>
        RunAsync(folder, arguments, typed, columns: 80, environment);

    /// <param name="folder">The current folder of the process.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="typed">What is typed.</param>
    /// <param name="columns">Width of the terminal.</param>
    /// <param name="environment">Variables beside those of the test.</param>
    public static async Task<ToolRun> RunAsync(string folder, string[] arguments, string typed, int columns, params (string Name, string Value)[] environment)
    {
        var line = $"stty cols {columns} rows 24; dotnet exec '{Tool.Program}' {string.Join(' ', arguments)}";
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--flush", "--command", line, "/dev/null"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(typed.Replace('\n', '\r'));
        await process.StandardInput.FlushAsync();
        await process.WaitForExitAsync();
        await copying;
        return new ToolRun(process.ExitCode, output.ToArray(), await errors);
    }
}
