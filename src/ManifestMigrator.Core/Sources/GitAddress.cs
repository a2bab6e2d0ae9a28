using System.Globalization;
using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Addresses of git repositories on hosts that npm does not know; git gets them as written.</summary>
internal static partial class GitAddress
{
    private static readonly string[] Schemes = ["https", "http", "ssh", "git"];

    /// <summary>Whether git may use this scheme, with or without <c>git+</c>.</summary>
    public static bool IsAllowed(string scheme) => Schemes.Contains(WithoutGit(scheme), StringComparer.Ordinal);

    public static bool IsSsh(string scheme) => WithoutGit(scheme) == "ssh";

    /// <summary>Reads <c>user@host:path</c> or an address with a scheme.</summary>
    /// <param name="place">The source without its old branch.</param>
    /// <exception cref="SourceRefusal">It is neither.</exception>
    public static RepositoryAddress Parse(string place)
    {
        if (!place.Contains("://", StringComparison.Ordinal))
            return Scp().Match(place) is { Success: true } scp && KnownHost.ByName(scp.Groups["host"].Value) is null ? FromScp(scp.Groups) : throw new SourceRefusal("write owner/name, a git address, or ./ before the path of a folder");
        // A path after a colon needs a user before it: of ssh://user:password#@host npm makes a host called user.
        var url = UrlRecord.Parse(place) ?? (SshPathWithUser().IsMatch(place) ? NpmUrl.Parse(place) : null);
        if (url is null || !HostName().IsMatch(url.Host) || url.User.StartsWith('-') || url.User.StartsWith("%2d", StringComparison.OrdinalIgnoreCase))
            throw new SourceRefusal("write https://host/owner/name.git or ssh://user@host/owner/name.git");
        if (!IsAllowed(url.Scheme))
            throw new SourceRefusal("https, http, ssh and git are the transports that are allowed");
        return FromUrl(WithoutGit(url.Scheme), url);
    }

    private static RepositoryAddress FromScp(GroupCollection scp)
    {
        var (user, host, path) = (scp["user"].Value, scp["host"].Value.ToLowerInvariant(), scp["path"].Value);
        return new RepositoryAddress
        {
            Kind = AddressKind.Git,
            Source = "",
            Url = $"{(user.Length > 0 ? user + "@" : "")}{host}:{path}",
            Identity = RepositoryPath.Identity(host, Names(path)),
            Revision = Revision(scp["fragment"].Value),
        };
    }

    private static RepositoryAddress FromUrl(string scheme, UrlRecord url)
    {
        var port = url.Port is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        var host = url.Host.ToLowerInvariant() + port;
        var isSsh = scheme == "ssh";
        return new RepositoryAddress
        {
            Kind = AddressKind.Git,
            Source = "",
            Url = $"{scheme}://{(isSsh && url.User.Length > 0 ? url.User + "@" : "")}{host}{url.Path.Replace(" ", "%20", StringComparison.Ordinal)}",
            // Two people reach one repository over ssh and over https: the port of ssh says how, and not which.
            Identity = RepositoryPath.Identity(isSsh && !IsThisMachine(url.Host) ? url.Host.ToLowerInvariant() : host, Names(url.Path)),
            Revision = Revision(url.Fragment),
            Credentials = isSsh ? null : url.Credentials,
        };
    }

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <remarks>A slash or colon in a password ends the host's part, and what follows looks like a path.</remarks>
    private static string[] Names(string path) => RestOfPassword().IsMatch(path)
        ? throw new SourceRefusal("its path holds an @; in a password write %40 for @, %3A for : and %2F for /")
        : RepositoryPath.Names(path) ?? throw new SourceRefusal("its path names no repository");

    private static string? Revision(string fragment) => fragment.Length == 0 ? null : Escapes.Decoded(fragment) ?? throw new SourceRefusal("an escape after the # is malformed");

    private static string WithoutGit(string scheme) => scheme.StartsWith("git+", StringComparison.Ordinal) ? scheme["git+".Length..] : scheme;

    [GeneratedRegex("^(git\\+)?ssh://[^/?#]*@[^/?#@]*:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SshPathWithUser();

    [GeneratedRegex("[^/]@[^/]*[/:]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RestOfPassword();

    [GeneratedRegex(@"^(?<user>(?!-|(git\+)?(https?|ssh|git|ftp|file):)[^@/:?#\s]*)(:[^@/?#]*)?@(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*):(?<path>[^#?]+)(\?[^#]*)?(#(?<fragment>.*))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Scp();

    [GeneratedRegex(@"^([A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9a-f:.]+\])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostName();
}
