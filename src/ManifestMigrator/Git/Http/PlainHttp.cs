using ManifestMigrator.Disk;

namespace ManifestMigrator.Git.Http;

/// <summary>
/// Tells for which addresses our own HTTP client asks exactly what git would ask. Where the user's configuration or environment could
/// make git do something else, git does it. Read once per run.
/// </summary>
/// <remarks>
/// Credential helpers play no part: git asks them only after an answer 401, and that answer sends us to git. What cannot be judged for
/// certain counts as something else.
/// </remarks>
internal sealed class PlainHttp
{
    /// <summary>What curl is told, and other programs of git, and which protocols it may speak.</summary>
    private static readonly string[] Variables =
        ["GIT_PROXY_", "GIT_HTTP_", "GIT_CURL_", "GIT_EXEC_PATH", "GIT_USER_AGENT", "GIT_SMART_HTTP", "GIT_ALLOW_PROTOCOL", "NETRC"];

    /// <summary>Whom curl and OpenSSL are to trust.</summary>
    private static readonly string[] CertificateVariables = ["GIT_SSL_", "SSL_CERT_", "SSLKEYLOGFILE"];

    /// <summary>What changes how git fetches and checks objects, and what a folder may include.</summary>
    private static readonly string[] FetchSettings = ["fetch.fsck.", "fetch.bundle", "fetch.uriprotocols", "transfer.", "includeif."];

    private readonly IReadOnlyList<(string Key, string Value)> _settings;
    private readonly Func<string, string?> _variable;
    private readonly string? _netrc;
    private readonly bool _isOpen;
    private readonly bool _isTrusting;

    /// <param name="settings">The user's configuration: names as <c>git config --list</c> prints them, with their values.</param>
    /// <param name="variables">The environment.</param>
    /// <param name="netrc">Content of the user's <c>.netrc</c>; <see langword="null"/> when there is none.</param>
    public PlainHttp(IReadOnlyList<(string Key, string Value)> settings, IReadOnlyDictionary<string, string> variables, string? netrc)
    {
        _settings = settings;
        _variable = name => variables.GetValueOrDefault(name);
        _netrc = netrc;
        bool IsSet(string[] names) => variables.Any(entry =>
            entry.Value.Length > 0 && names.Any(start => entry.Key.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
        _isOpen = !IsSet(Variables);
        _isTrusting = !IsSet(CertificateVariables);
        MayFetch = !settings.Any(setting => FetchSettings.Any(start => setting.Key.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether packs can be fetched and checked as git would.</summary>
    public bool MayFetch { get; }

    /// <summary>Asks git for the configuration.</summary>
    /// <exception cref="RepositoryException">There is no usable git, or it cannot read its configuration.</exception>
    public static async Task<PlainHttp> ReadAsync()
    {
        var settings = await GitProgram.ConfigurationAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return new PlainHttp(settings, variables, Netrc());
    }

    /// <summary>The address to ask, where git would ask nothing else; otherwise <see langword="null"/>.</summary>
    /// <param name="url">An address without credentials, as git would be given it, or as a server redirects to it.</param>
    /// <param name="isRedirection">Whether a server sends us there: then git rewrites nothing any more.</param>
    public Uri? Find(string url, bool isRedirection = false)
    {
        // What is normalized on the way would not be the address that git asks.
        if (!_isOpen || !url.All(char.IsAscii) || !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http") || address.AbsoluteUri != url
            || (address.Scheme == "https" && !_isTrusting) || url.AsSpan().ContainsAny('@', '#') || (address.Query.Length > 0 && !isRedirection))
            return null;
        if (_settings.Any(setting => IsAbout(setting.Key, address) || (!isRedirection && Rewrites(setting, url))) || IsInNetrc(address.Host))
            return null;
        return TryFindProxy(address, out _) ? address : null;
    }

    /// <summary>The proxy that git would use, by its own rules: those of curl.</summary>
    /// <returns>Whether it is known for certain; <paramref name="proxy"/> is <see langword="null"/> for none.</returns>
    public bool TryFindProxy(Uri address, out Uri? proxy)
    {
        proxy = null;
        var configured = (address.Scheme == "https" ? _variable("https_proxy") ?? _variable("HTTPS_PROXY") : _variable("http_proxy"))
            ?? _variable("all_proxy") ?? _variable("ALL_PROXY");
        if (configured is null)
            return _variable("HTTP_PROXY") is null || address.Scheme == "https";
        // .NET and curl read a list of exceptions differently, and have other names for kinds of proxies.
        if (_variable("no_proxy") is { Length: > 0 } || _variable("NO_PROXY") is { Length: > 0 } || configured.Contains('@', StringComparison.Ordinal))
            return false;
        return Uri.TryCreate(configured.Contains("://", StringComparison.Ordinal) ? configured : $"http://{configured}", UriKind.Absolute, out proxy)
            && proxy is { Scheme: "http", AbsolutePath: "/" };
    }

    /// <summary>Whether a setting is one for HTTP, for all addresses or for those of a pattern that may fit.</summary>
    private static bool IsAbout(string key, Uri address)
    {
        if (key.StartsWith("protocol.", StringComparison.OrdinalIgnoreCase))
            return key.EndsWith("allow", StringComparison.OrdinalIgnoreCase);
        if (!key.StartsWith("http.", StringComparison.OrdinalIgnoreCase))
            return false;
        var end = key.LastIndexOf('.');
        if (end <= "http.".Length)
            return true;
        var pattern = key["http.".Length..end];
        return pattern.Contains('*', StringComparison.Ordinal) || !Uri.TryCreate(pattern, UriKind.Absolute, out var limited)
            || limited.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Rewrites((string Key, string Value) setting, string url) =>
        (setting.Key.StartsWith("url.", StringComparison.OrdinalIgnoreCase) && setting.Key.EndsWith(".insteadof", StringComparison.OrdinalIgnoreCase)
            && url.StartsWith(setting.Value, StringComparison.Ordinal))
        || setting.Key.StartsWith($"remote.{url}.", StringComparison.OrdinalIgnoreCase);

    private bool IsInNetrc(string host) => _netrc is not null
        && _netrc.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Any(word => word == "default" || word.Contains(host, StringComparison.OrdinalIgnoreCase) || word.Contains('"', StringComparison.Ordinal));

    private static string? Netrc()
    {
        string[] homes = [Environment.GetEnvironmentVariable("HOME") ?? "", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        var files = homes.Where(home => home.Length > 0).SelectMany(home => new[] { Path.Combine(home, ".netrc"), Path.Combine(home, "_netrc") });
        return files.FirstOrDefault(Path.Exists) is { } file ? Read(file) : null;
    }

    /// <summary>A file that cannot be read may be about any host.</summary>
    private static string Read(string file)
    {
        try
        {
            using var text = RegularFile.OpenText(file);
            return text.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "default";
        }
    }
}
