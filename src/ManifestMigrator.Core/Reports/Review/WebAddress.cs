using System.Globalization;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Review;

/// <summary>Where the large public hosts show a commit and its files in a browser.</summary>
internal static class WebAddress
{
    /// <summary>Page of the commit that was read; empty where the host is not known or there is no commit.</summary>
    public static string CommitUrl(RepositoryResult repository) => Url(repository, "commit", "commits");

    /// <summary>Page of a line of a file as it was read; empty where the host is not known, there is no commit or the line is 0.</summary>
    public static string LineUrl(RepositoryResult repository, string path, int line) =>
        line > 0 && Url(repository, "blob", "src") is { Length: > 0 } tree
            ? string.Create(CultureInfo.InvariantCulture, $"{tree}/{Escaped(path)}{LineMark(repository)}{line}")
            : "";

    private static string Url(RepositoryResult repository, string word, string wordOfBitbucket)
    {
        if (repository.Repository.Split('/') is not [var host, _, _, ..] || !IsObjectName(repository.Commit))
            return "";

        var repositoryPage = $"https://{host}{Escaped(repository.Repository[host.Length..])}";
        return host switch
        {
            "github.com" => $"{repositoryPage}/{word}/{repository.Commit}",
            "gitlab.com" => $"{repositoryPage}/-/{word}/{repository.Commit}",
            "bitbucket.org" => $"{repositoryPage}/{wordOfBitbucket}/{repository.Commit}",
            _ => "",
        };
    }

    /// <summary>What stands between the address of a file and the number of a line.</summary>
    private static string LineMark(RepositoryResult repository) =>
        repository.Repository.StartsWith("bitbucket.org/", StringComparison.Ordinal) ? "#lines-" : "#L";

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static bool IsObjectName(string commit) => commit.Length is 40 or 64 && commit.All(char.IsAsciiHexDigitLower);
}
