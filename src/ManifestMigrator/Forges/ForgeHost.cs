using System.Net;
using ManifestMigrator.Output;

namespace ManifestMigrator.Forges;

internal enum ForgeKind
{
    GitHub,
    GitLab,
    Gitea,
    Forgejo,
}

/// <summary>A host with a forge.</summary>
/// <param name="Name">Name as in the identity of its repositories, with its port if it has one, in lower case.</param>
/// <param name="Kind">Which family it belongs to.</param>
/// <param name="Api">Base address of its API; the path ends with a slash.</param>
internal sealed record ForgeHost(string Name, ForgeKind Kind, Uri Api)
{
    /// <summary>The page of a repository, by its path there.</summary>
    public string Page(string path) => $"{(Api.Scheme == Uri.UriSchemeHttp && Api.Authority == Name ? "http" : "https")}://{Name}/{path}";

    /// <summary>What <see cref="Sources.RequestAddress"/> wants to know about the host of a repository.</summary>
    public (string Family, string Page) RequestForm(string repository) => (
        Kind switch { ForgeKind.GitHub => "github", ForgeKind.GitLab => "gitlab", _ => "gitea" },
        Page(repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..]));

    /// <summary>The part of the page of a repository that leads to a line of a file at a commit.</summary>
    public string LinePage(string path, string commit, string file, int line)
    {
        var tree = Kind switch { ForgeKind.GitHub => "blob", ForgeKind.GitLab => "-/blob", _ => "src/commit" };
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Page(path)}/{tree}/{commit}/{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}#L{line}");
    }
}

/// <summary>The hosts whose forge is known: three by name, the others by <c>--forge HOST=KIND[@ADDRESS]</c>.</summary>
internal sealed class ForgeHosts
{
    private static readonly ForgeHost[] Known =
    [
        new("github.com", ForgeKind.GitHub, new Uri("https://api.github.com/")),
        new("gitlab.com", ForgeKind.GitLab, new Uri("https://gitlab.com/api/v4/")),
        new("codeberg.org", ForgeKind.Forgejo, new Uri("https://codeberg.org/api/v1/")),
    ];

    private readonly Dictionary<string, ForgeHost> _byName = Known.ToDictionary(host => host.Name, StringComparer.Ordinal);

    /// <param name="options">Values of <c>--forge</c>; of two for one host the last counts.</param>
    /// <exception cref="UsageException">One of them is not understood.</exception>
    public ForgeHosts(IEnumerable<string> options)
    {
        foreach (var host in options.Select(Parse))
            _byName[host.Name] = host;
    }

    /// <summary>The forge of a repository <c>host/owner/name</c>; <see langword="null"/> when its host is not known.</summary>
    public ForgeHost? Find(string repository) => _byName.GetValueOrDefault(repository.Split('/')[0]);

    /// <summary>Gives the page of a line of a file as it was planned; <see langword="null"/> where the host is not known.</summary>
    public Func<string, int, string>? LinePage(Plans.RepositoryResult plan) => Find(plan.Repository) is { } host
        ? (file, line) => host.LinePage(plan.Repository[(plan.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..], plan.Commit, file, line)
        : null;

    private static ForgeHost Parse(string option)
    {
        if (option.Split('=', 2) is not [var name, var rest] || name.Length == 0 || name.Contains('/', StringComparison.Ordinal)
            || name.Contains('@', StringComparison.Ordinal))
            throw new UsageException(ForgeMessages.NoForge(Shown(option)));

        name = name.ToLowerInvariant();
        var parts = rest.Split('@', 2);
        var kind = parts[0].ToLowerInvariant() switch
        {
            "github" => ForgeKind.GitHub,
            "gitlab" => ForgeKind.GitLab,
            "gitea" => ForgeKind.Gitea,
            "forgejo" => ForgeKind.Forgejo,
            _ => throw new UsageException(ForgeMessages.NoForgeKind(Shown(option))),
        };
        return new ForgeHost(name, kind, Address(option, parts.Length == 2 ? parts[1] : UsualAddress(name, kind)));
    }

    private static string UsualAddress(string host, ForgeKind kind) => kind switch
    {
        ForgeKind.GitHub when host == "github.com" || host.EndsWith(".ghe.com", StringComparison.Ordinal) => $"https://api.{host}/",
        ForgeKind.GitHub => $"https://{host}/api/v3/",
        ForgeKind.GitLab => $"https://{host}/api/v4/",
        _ => $"https://{host}/api/v1/",
    };

    private static Uri Address(string option, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new UsageException(ForgeMessages.NoForgeAddress(Shown(option)));
        if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address))
            throw new UsageException(ForgeMessages.ForgeNeedsHttps(Shown(option)));
        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    /// <summary>The option without anything that may be a user or a password: all that stands before an @ may be one.</summary>
    private static string Shown(string option)
    {
        if (option.LastIndexOf('@') is var at && at < 0)
            return option.Split('?')[0];
        var known = Enum.GetNames<ForgeKind>().Select(kind => $"={kind}@").FirstOrDefault(kind => option.Contains(kind, StringComparison.OrdinalIgnoreCase));
        var end = known is null ? option.IndexOf('=', StringComparison.Ordinal) : option.IndexOf(known, StringComparison.OrdinalIgnoreCase) + known.Length - 2;
        return end < 0 || option[..end].Contains('@', StringComparison.Ordinal) ? "…" : $"{option[..(end + 1)]}…";
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) && IPAddress.IsLoopback(number));
}
