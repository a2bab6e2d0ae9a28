namespace ManifestMigrator.Sources;

/// <summary>Where a person opens a pull or merge request for a branch.</summary>
public static class RequestAddress
{
    /// <summary>Most characters of an address that servers and browsers carry.</summary>
    public const int LongestAddress = 7500;

    /// <summary>The address on the repository's host; empty when the host is none that is known.</summary>
    /// <param name="repository">Identity <c>host/owner/name</c>.</param>
    /// <param name="target">The branch to be changed.</param>
    /// <param name="branch">The branch with the change.</param>
    /// <param name="title">Title that the form is filled with; may be empty.</param>
    /// <param name="forge">The family of software on the host, its page of the repository with it; <see langword="null"/> to know them by the host's name.</param>
    /// <param name="bodies">Texts that the form is filled with, the best first: the first that an address can carry is taken.</param>
    public static string Create(
        string repository, string target, string branch, string title = "", (string Family, string Page)? forge = null, params IEnumerable<string> bodies)
    {
        var (family, page) = forge ?? (Forge(repository.Split('/')[0]), $"https://{repository}");
        var address = Bare(family, page, target, branch);
        if (title.Length == 0 || family is not ("github" or "gitea"))
            return address;
        var titled = $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}title={Uri.EscapeDataString(title)}";
        return bodies.Select(body => $"{titled}&body={Uri.EscapeDataString(body)}").FirstOrDefault(filled => filled.Length <= LongestAddress) ?? titled;
    }

    private static string Bare(string family, string page, string target, string branch)
    {
        var (into, from) = (Uri.EscapeDataString(target), Uri.EscapeDataString(branch));
        return family switch
        {
            "github" => $"{page}/compare/{Path(target)}...{Path(branch)}?expand=1",
            "gitlab" => $"{page}/-/merge_requests/new?merge_request%5Bsource_branch%5D={from}&merge_request%5Btarget_branch%5D={into}",
            "gitea" => $"{page}/compare/{Path(target)}...{Path(branch)}",
            "bitbucket" => $"{page}/pull-requests/new?source={from}&dest={into}",
            _ => "",
        };
    }

    /// <summary>Whether a host takes the push options of GitLab.</summary>
    public static bool IsGitLab(string repository) => Forge(repository.Split('/')[0]) == "gitlab";

    /// <summary>The family of software on a host: github, gitlab, gitea (also for Forgejo) or bitbucket; empty when it is not known. Hosts are known by their name, self-hosted ones by its first part.</summary>
    internal static string Forge(string host) => host switch
    {
        "github.com" => "github",
        "gitlab.com" => "gitlab",
        "bitbucket.org" => "bitbucket",
        "codeberg.org" or "gitea.com" => "gitea",
        _ when host.StartsWith("github.", StringComparison.Ordinal) => "github",
        _ when host.StartsWith("gitlab.", StringComparison.Ordinal) => "gitlab",
        _ when host.StartsWith("gitea.", StringComparison.Ordinal) || host.StartsWith("forgejo.", StringComparison.Ordinal) => "gitea",
        _ => "",
    };

    private static string Path(string branch) => string.Join('/', branch.Split('/').Select(Uri.EscapeDataString));
}
