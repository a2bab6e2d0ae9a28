using System.Globalization;
using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>The parts of a git address, as tolerant as npm: <c>ssh://host:owner/name</c> and <c>user@host:owner/name</c> are addresses too.</summary>
internal sealed partial record GitUrl
{
    /// <summary>In lower case, without <c>git+</c>; <c>ssh</c> for the short form of SSH.</summary>
    public required string Scheme { get; init; }

    /// <summary>Whether it is the short form of SSH, <c>user@host:path</c>.</summary>
    public bool IsScp { get; init; }

    /// <summary>Whether it is <c>user@host/path</c>: npm takes that for the hosts it knows, git for a path.</summary>
    public bool IsShort { get; init; }

    /// <summary>User and password with a colon between; empty when there are none.</summary>
    public required string UserInfo { get; init; }

    /// <summary>In lower case.</summary>
    public required string Host { get; init; }

    /// <summary>Colon and number; empty for the port that is the scheme's own.</summary>
    public string Port { get; init; } = "";

    /// <summary>As it was written, with the slash at its beginning if there is one.</summary>
    public required string Path { get; init; }

    public string User => UserInfo.Split(':')[0];

    /// <summary>Splits an address without its <c>#revision</c>; <see langword="null"/> when it has another form.</summary>
    public static GitUrl? Parse(string place)
    {
        if (Url().Match(place) is { Success: true } url)
        {
            var scheme = url.Groups["scheme"].Value.ToLowerInvariant();
            return new GitUrl
            {
                Scheme = scheme,
                UserInfo = url.Groups["user"].Value,
                Host = url.Groups["host"].Value.ToLowerInvariant(),
                Port = NamedPort(scheme, url.Groups["port"].Value),
                Path = "/" + url.Groups["path"].Value,
            };
        }
        return Scp().Match(place) is { Success: true } scp
            ? new GitUrl
            {
                Scheme = "ssh",
                IsScp = scp.Groups["separator"].Value == ":",
                IsShort = scp.Groups["separator"].Value == "/",
                UserInfo = scp.Groups["user"].Value,
                Host = scp.Groups["host"].Value.ToLowerInvariant(),
                Path = scp.Groups["path"].Value,
            }
            : null;
    }

    private static string NamedPort(string scheme, string port) => (scheme, port) switch
    {
        (_, "") or ("https", "443") or ("http", "80") or ("ssh", "22") or ("git", "9418") => "",
        _ => string.Create(CultureInfo.InvariantCulture, $":{port}"),
    };

    /// <summary>The path ends before a query. A colon that no port follows stands for the slash before the path, unless it may begin a password.</summary>
    [GeneratedRegex(
        @"^(git\+)?(?<scheme>[a-z]+)://((?<user>[^/?]*)@)?(?<host>\[[0-9a-f:.]+\]|\w[\w.-]*)((:(?<port>\d{1,5}))?(?=[/?]|$)|(?=:[^/@][^@]*$))[/:]?(?<path>[^?]*)(\?.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?<user>[^@/?]*)@(?<host>\w[\w.-]*)(?<separator>[:/])(?<path>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scp();
}
