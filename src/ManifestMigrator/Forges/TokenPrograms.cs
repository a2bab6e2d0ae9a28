using System.Diagnostics;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;

namespace ManifestMigrator.Forges;

/// <summary>The programs of this machine that may know a token. What they cannot answer they do not know.</summary>
internal sealed class TokenPrograms : ITokenPrograms
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Variables that gh would answer with, whatever host it is asked for.</summary>
    private static readonly string[] TokensOfGh = ["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];

    public async Task<string?> GhAsync(string host, CancellationToken cancellation)
    {
        if (Find("gh") is not { } program)
            return null;
        var start = new ProcessStartInfo(program, ["auth", "token", "--hostname", host])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var variable in TokensOfGh)
            start.Environment.Remove(variable);
        start.Environment["GH_PROMPT_DISABLED"] = "1";
        start.Environment["GH_NO_UPDATE_NOTIFIER"] = "1";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
        await errors;
        return process.ExitCode == 0 ? (await output).Trim() : null;
    }

    public async Task<string?> GitCredentialAsync(Uri repository, CancellationToken cancellation)
    {
        using var question = new MemoryStream(Encoding.UTF8.GetBytes($"protocol={repository.Scheme}\nhost={repository.Authority}\npath={repository.AbsolutePath.TrimStart('/')}.git\n\n"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await GitProgram.RunAsync(["credential", "fill"], GitSettings.Own, limit.Token, question);
            return answer.Text.Split('\n').FirstOrDefault(line => line.StartsWith("password=", StringComparison.Ordinal))?["password=".Length..];
        }
        catch (Exception exception) when (exception is RepositoryException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // Nobody knows a password, and nobody is asked for one.
            return null;
        }
    }

    /// <summary>A program of the PATH, never one that lies in the current folder.</summary>
    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}
