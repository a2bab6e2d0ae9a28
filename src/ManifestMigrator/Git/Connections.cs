using ManifestMigrator.Git.Http;

namespace ManifestMigrator.Git;

/// <summary>What the user asked for about remote repositories.</summary>
internal sealed record RemoteAccess
{
    /// <summary>Path of the folder in which copies of remote repositories are kept.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Whether only those copies are read, and no remote is asked.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Time that one repository may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a transient failure is tried again, at least 0.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Connections to one host at a time, at least 1.</summary>
    public int HostJobs { get; init; } = 8;

    /// <summary>Bytes that one fetch may bring.</summary>
    public long MaximumSize { get; init; } = 1L << 30;

    /// <exception cref="Output.UsageException">The folder is not a cache of ours.</exception>
    public async Task<RepositoryCache> OpenCacheAsync(CancellationToken cancellation) =>
        new(await Git.CacheFolder.OpenAsync(CacheFolder, cancellation), IsOffline);

    /// <param name="tell">Is called with why something is tried again.</param>
    /// <param name="tellMore">Is called with what only the curious want to know.</param>
    public Connections Connect(Action<string> tell, Action<string> tellMore) =>
        new(HostJobs) { Retries = Retries, Timeout = Timeout, MaximumSize = MaximumSize, Tell = tell, TellMore = tellMore };
}

/// <summary>The connections of one run: its limits, and the gates of the hosts, which git and tarballs share.</summary>
internal sealed class Connections : IDisposable
{
    private readonly Lazy<HttpTransport> _http;

    /// <param name="limit">Connections to one host at a time, at least 1.</param>
    public Connections(int limit)
    {
        Gates = new HostGates(limit);
        _http = new(() => new HttpTransport(GitProgramTransport.Instance, limit, MaximumSize, TellMore));
    }

    /// <summary>How often a transient failure is tried again, at least 0.</summary>
    public required int Retries { get; init; }

    /// <summary>Time that one repository may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Bytes that one fetch may bring.</summary>
    public required long MaximumSize { get; init; }

    /// <summary>Is called with why something is tried again.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Is called with what only the curious want to know.</summary>
    public Action<string> TellMore { get; init; } = _ => { };

    public HostGates Gates { get; }

    /// <summary>For one repository: its time begins with the first use.</summary>
    public Transport ToOneRepository() => new(_http.Value, this);

    /// <summary>Reads the user's configuration while other things begin.</summary>
    public void Prepare() => _http.Value.Prepare();

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
        Gates.Dispose();
    }
}
