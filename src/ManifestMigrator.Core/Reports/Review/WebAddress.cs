using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Reports.Review;

/// <summary>Where hosts show a commit and its files in a browser; empty where the host is not known or there is no commit.</summary>
internal static class WebAddress
{
    /// <summary>Page of the commit that was read.</summary>
    public static string CommitPage(RepositoryResult repository) => Page(repository, Forge(repository) switch
    {
        "gitlab" => "/-/commit/",
        "bitbucket" => "/commits/",
        "github" or "gitea" => "/commit/",
        _ => "",
    });

    /// <summary>What stands before the path of a file in the address of its page at that commit.</summary>
    public static string FilePage(RepositoryResult repository)
    {
        var tree = Page(repository, Forge(repository) switch
        {
            "github" => "/blob/",
            "gitlab" => "/-/blob/",
            "gitea" => "/src/commit/",
            "bitbucket" => "/src/",
            _ => "",
        });
        return tree.Length == 0 ? "" : $"{tree}/";
    }

    /// <summary>What stands between the path of a file and the number of a line.</summary>
    public static string LineMark(RepositoryResult repository) => Forge(repository) == "bitbucket" ? "#lines-" : "#L";

    private static string Page(RepositoryResult repository, string kind)
    {
        if (kind.Length == 0 || repository.Repository.Split('/') is not [var host, _, _, ..] || !IsObjectName(repository.Commit))
            return "";
        return $"https://{host}{Escaped(repository.Repository[host.Length..])}{kind}{repository.Commit}";
    }

    private static string Forge(RepositoryResult repository) => RequestAddress.Forge(repository.Repository.Split('/')[0]);

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static bool IsObjectName(string commit) => commit.Length is 40 or 64 && commit.All(char.IsAsciiHexDigitLower);
}
