using System.Globalization;
using System.Text;
using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>Writes objects with the git program, through an index file of its own: whatever names the other entries of a tree have, they stay.</summary>
internal sealed class GitProgramObjectWriter : IObjectWriter
{
    public async Task<string> CommitAsync(string repository, NewCommit commit, CancellationToken cancellation)
    {
        using var scratch = new ScratchFolder();
        var index = new GitSettings(allowsFiles: true) { IndexFile = Path.Combine(scratch.FullPath, "index") };
        await AskAsync(repository, ["read-tree", commit.Parent], index, cancellation);
        foreach (var file in commit.Files)
        {
            var blob = await AskAsync(repository, ["hash-object", "-w", "--stdin", "--no-filters"], GitSettings.Own, cancellation, file.Content);
            var mode = (await AskAsync(repository, ["ls-files", "--stage", "-z", "--", $":(literal){file.Path}"], index, cancellation)).Split(' ')[0];
            await AskAsync(repository, ["update-index", "-z", "--index-info"], index, cancellation, Encoding.UTF8.GetBytes($"{mode} {blob}\t{file.Path}\0"));
        }
        var tree = await AskAsync(repository, ["write-tree"], index, cancellation);

        var identities = new GitSettings(allowsFiles: true) { Identities = (commit.Author, commit.Committer, Date(commit.Date)) };
        var message = Encoding.UTF8.GetBytes(commit.Message(tree));
        return await AskAsync(repository, ["-c", "commit.gpgSign=false", "-c", "i18n.commitEncoding=UTF-8", "commit-tree", "-p", commit.Parent, tree], identities, cancellation, message);
    }

    public async Task SetReferenceAsync(string repository, string reference, string? objectName, CancellationToken cancellation) =>
        await AskAsync(repository, objectName is null ? ["update-ref", "-d", reference] : ["update-ref", reference, objectName], GitSettings.Own, cancellation);

    private static async Task<string> AskAsync(
        string repository, IReadOnlyList<string> arguments, GitSettings settings, CancellationToken cancellation, byte[]? input = null)
    {
        using var stream = new MemoryStream(input ?? []);
        return (await GitProgram.RunAsync(["--git-dir", repository, .. arguments], settings, cancellation, stream)).Text.Trim();
    }

    private static string Date(DateTimeOffset date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.ToUnixTimeSeconds()} {(date.Offset < TimeSpan.Zero ? '-' : '+')}{date.Offset:hhmm}");
}
