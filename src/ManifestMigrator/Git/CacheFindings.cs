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
            ? new Finding(Severity.Info, "redirected", "", $"{address.Url} redirects to {url}.", "Use that address in the list of sources.")
            : new Finding(Severity.Warning, "repository-renamed", "", $"{address.Identity} is {now} now.", "Correct the source; and the manifest's source, if it names the old one.");
    }

    public static Finding DefaultBranchMoved(string before, string now) => new(
        Severity.Info, "default-branch-moved", "", $"The default branch has changed from {before} to {now} since the last plan.", "Name the branch with #branch if another one is meant.");
}
