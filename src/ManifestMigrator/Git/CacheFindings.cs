using ManifestMigrator.Manifest;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>Every sentence about how a repository was reached.</summary>
internal static class CacheFindings
{
    /// <summary>A redirection to another name is a renamed repository; one to another spelling of the same is worth a note.</summary>
    public static Finding Redirected(RepositoryAddress address, string url)
    {
        var now = RepositoryIdentity.Parse(url);
        return now is null || now == address.Identity
            ? new Finding(Severity.Info, "redirected", "", $"The server sends readers of {address.Url} to {url}.", "Name that address, and nobody has to be sent there.")
            : new Finding(Severity.Warning, "repository-renamed", "", $"{address.Identity} is {now} now.", "Correct the source; and the manifest's source, if it names the old one.");
    }

    public static Finding DefaultBranchMoved(string before, string now) => new(
        Severity.Info, "default-branch-moved", "", $"The default branch was {before} when the repository was read last; it is {now} now.", "Name the branch with #branch if another one is meant.");
}
