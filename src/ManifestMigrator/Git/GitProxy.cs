using System.Collections.Concurrent;
using System.Net;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>The proxy that git would use, for our own HTTP clients: <c>http.proxy</c> of its configuration, else that of the environment.</summary>
internal sealed class GitProxy : IWebProxy, ICredentials
{
    private readonly ConcurrentDictionary<Uri, Uri?> _proxies = new();

    /// <summary>Names the user and the password of the proxy's address; settable because the interface demands it.</summary>
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    /// <summary>Asks git about an address; to be called before a request to it.</summary>
    /// <exception cref="RepositoryException">The proxy's address is none.</exception>
    public async Task AskAsync(Uri address, CancellationToken cancellation)
    {
        if (_proxies.ContainsKey(address))
            return;
        string[] question = ["config", "--get-urlmatch", "http.proxy", address.GetLeftPart(UriPartial.Path)];
        _proxies[address] = await GitProgram.FindAsync(folder: null, question, cancellation) switch
        {
            null => Usual(address),
            "" => null,
            _ when IsExempt(address) => null,
            var configured => Parse(configured),
        };
    }

    public Uri? GetProxy(Uri destination) => _proxies.GetValueOrDefault(destination);

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    public NetworkCredential? GetCredential(Uri uri, string authType) => uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest]
        ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(rest.FirstOrDefault("")))
        : HttpClient.DefaultProxy.Credentials?.GetCredential(uri, authType);

    /// <summary>The proxy of the environment: <c>https_proxy</c>, <c>http_proxy</c>, <c>ALL_PROXY</c> without those of <c>NO_PROXY</c>.</summary>
    private static Uri? Usual(Uri address) => HttpClient.DefaultProxy.IsBypassed(address) ? null : HttpClient.DefaultProxy.GetProxy(address);

    /// <summary>As curl has it: an address without a scheme is one of http, and <c>socks5h</c> lets the proxy look up names, which .NET always does.</summary>
    private static Uri Parse(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        address = address.Replace("socks5h://", "socks5://", StringComparison.OrdinalIgnoreCase);
        return Uri.TryCreate(address, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5"
            ? proxy
            : throw new RepositoryException(Reasons.HostUnreachable, Messages.ProxyUnusable);
    }

    /// <summary>Whether <c>NO_PROXY</c> names the host or a domain around it.</summary>
    private static bool IsExempt(Uri address) => (Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY") ?? "")
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Any(name => name == "*" || $".{address.Host}".EndsWith($".{name.TrimStart('.').Split(':')[0]}", StringComparison.OrdinalIgnoreCase));
}
