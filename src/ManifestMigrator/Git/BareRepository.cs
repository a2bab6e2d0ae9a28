using System.Globalization;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>A repository fetched for reading: one commit, no history, no work tree.</summary>
/// <param name="Folder">Full path of the bare repository.</param>
/// <param name="Branch">Name of the branch that was read; the tag or commit where one was asked for.</param>
/// <param name="Commit">Object name of the commit; <see langword="null"/> when the repository has none.</param>
internal sealed record BareRepository(string Folder, string Branch, string? Commit)
{
    private const string Fetched = "refs/fetched";

    /// <summary>Fetches one commit.</summary>
    /// <param name="address">What to fetch.</param>
    /// <param name="url">What git is told; for a repository on this machine a file address.</param>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch.</param>
    /// <param name="folder">Where the bare repository goes; it must not exist.</param>
    /// <param name="cancellation">Ends the fetch.</param>
    /// <exception cref="GitException">It cannot be fetched.</exception>
    public static async Task<BareRepository> FetchAsync(RepositoryAddress address, string url, string? revision, string folder, CancellationToken cancellation)
    {
        var settings = new GitSettings(address.Kind == AddressKind.Folder, address.Credentials is { } secret ? (url, secret) : null);
        return revision is null
            ? await FetchDefaultAsync(url, folder, settings, cancellation)
            : await FetchAsync(url, revision, folder, settings, cancellation);
    }

    /// <summary>A clone finds the default branch and fetches it in one connection.</summary>
    private static async Task<BareRepository> FetchDefaultAsync(string url, string folder, GitSettings settings, CancellationToken cancellation)
    {
        await GitProgram.RunAsync(
            ["clone", "--quiet", "--bare", "--depth=1", "--single-branch", "--no-tags", "--template=", "--", url, folder], settings, cancellation);
        var head = (await File.ReadAllTextAsync(Path.Combine(folder, "HEAD"), cancellation)).Trim();
        const string branches = "ref: refs/heads/";
        return head.StartsWith(branches, StringComparison.Ordinal)
            ? new BareRepository(folder, head[branches.Length..], await ObjectReaders.Best.CommitAsync(folder, "HEAD", cancellation))
            : new BareRepository(folder, "", head);
    }

    private static async Task<BareRepository> FetchAsync(string url, string revision, string folder, GitSettings settings, CancellationToken cancellation)
    {
        BareSkeleton.Write(folder);
        GitException? notFound = null;
        foreach (var refspec in Refspecs(revision))
        {
            try
            {
                await GitProgram.RunAsync(
                    ["--git-dir", folder, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-show-forced-updates", "--no-recurse-submodules", "--", url, refspec],
                    settings,
                    cancellation);
                return new BareRepository(folder, revision, await ObjectReaders.Best.CommitAsync(folder, Fetched, cancellation));
            }
            catch (GitException exception) when (exception.Reason == Migration.Reasons.BranchNotFound)
            {
                notFound ??= exception;
            }
        }
        throw notFound!;
    }

    /// <summary>A branch, else a tag, else, when it can be one, a whole commit name.</summary>
    private static IEnumerable<string> Refspecs(string revision)
    {
        yield return $"+refs/heads/{revision}:{Fetched}";
        yield return $"+refs/tags/{revision}:{Fetched}";
        if (revision.Length is 40 or 64 && revision.All(char.IsAsciiHexDigit))
            yield return string.Create(CultureInfo.InvariantCulture, $"+{revision}:{Fetched}");
    }
}
