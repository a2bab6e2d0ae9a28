using System.ComponentModel;
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
        if (Programs.Find("gh") is not { } program)
            return null;
        var start = Programs.Prepare(program, ["auth", "token", "--hostname", host]);
        start.WorkingDirectory = ScratchFolder.Empty;
        foreach (var variable in TokensOfGh)
            start.Environment.Remove(variable);
        start.Environment["GH_PROMPT_DISABLED"] = "1";
        start.Environment["GH_NO_UPDATE_NOTIFIER"] = "1";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return (await Programs.RunAsync(start, limit.Token))?.Trim();
        }
        catch (Exception exception) when (exception is Win32Exception || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // No program of this machine after all, or one that wants to ask somebody.
            return null;
        }
    }

    public async Task<string?> GitCredentialAsync(Uri repository, CancellationToken cancellation)
    {
        var question = Encoding.UTF8.GetBytes(
            $"protocol={repository.Scheme}\nhost={repository.Authority}\npath={repository.AbsolutePath.TrimStart('/')}.git\n\n");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await GitProgram.AskAsync(folder: null, ["credential", "fill"], limit.Token, question);
            return answer.Text.Split('\n').FirstOrDefault(line => line.StartsWith("password=", StringComparison.Ordinal))?["password=".Length..];
        }
        catch (Exception exception) when (exception is RepositoryException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Nobody knows a password, and nobody is asked for one.
            return null;
        }
    }
}
