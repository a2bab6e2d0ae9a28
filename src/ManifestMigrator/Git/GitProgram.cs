using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>The git program: the only place that starts processes.</summary>
/// <remarks>Arguments are a list and never a line for a shell. Settings and environment are those for other people's repositories (see <see cref="GitSettings"/>).</remarks>
internal static class GitProgram
{
    private static readonly Lazy<bool> Found = new(IsFound);

    /// <summary>Whether there is a git on the PATH.</summary>
    public static bool Exists => Found.Value;

    /// <summary>Runs git to its end.</summary>
    /// <param name="arguments">The subcommand and what follows it.</param>
    /// <param name="settings">What git may do.</param>
    /// <param name="cancellation">Ends the process and all its children.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <exception cref="RepositoryException">There is no git, or it ended with an error.</exception>
    public static async Task<GitOutput> RunAsync(IReadOnlyList<string> arguments, GitSettings settings, CancellationToken cancellation, Stream? input = null)
    {
        using var process = Start(arguments, settings);
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, CancellationToken.None);
        var words = GitWords.ReadAsync(process.StandardError);
        try
        {
            if (input is not null)
                await input.CopyToAsync(process.StandardInput.BaseStream, cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        await reading;
        return process.ExitCode == 0 ? new GitOutput(output.ToArray(), await words) : throw GitFailure.Classify(await words);
    }

    private static bool IsFound()
    {
        try
        {
            using var process = Start(["--version"], GitSettings.Own);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (RepositoryException)
        {
            return false;
        }
    }

    private static Process Start(IReadOnlyList<string> arguments, GitSettings settings)
    {
        var start = new ProcessStartInfo("git", [.. settings.Arguments, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        settings.ApplyTo(start.Environment);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw GitFailure.Missing();
        }
    }
}
