using ManifestMigrator.Git;
using ManifestMigrator.Read;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Read;

internal sealed record ReadingOptions
{
    public string? Branch { get; init; }

    public bool IsOffline { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    public int Retries { get; init; }

    public long MaximumSize { get; init; } = 1L << 30;
}

/// <summary>Reads repositories as a run does, with a cache in the folder of the test.</summary>
internal sealed class Reading : IDisposable
{
    private readonly CheckoutOptions _options;

    private Reading(CheckoutOptions options) => _options = options;

    /// <summary>What was told about retries.</summary>
    public IReadOnlyList<string> Told { get; private init; } = [];

    public static Reading In(TemporaryFolder folder, ReadingOptions? options = null)
    {
        options ??= new ReadingOptions();
        var told = new List<string>();
        var checkoutOptions = new CheckoutOptions
        {
            Branch = options.Branch,
            IsOffline = options.IsOffline,
            Cache = new RepositoryCache(CacheFolder.OpenAsync(folder["cache"], CancellationToken.None).GetAwaiter().GetResult(), options.IsOffline),
            Connections = new Connections(8) { Retries = options.Retries, Timeout = options.Timeout, MaximumSize = options.MaximumSize, Tell = told.Add },
        };
        return new Reading(checkoutOptions) { Told = told };
    }

    public Task<Checkout> ReadAsync(string source) => Checkout.ReadAsync(BatchSource.Parse(source).Address!, _options, CancellationToken.None);

    public void Dispose()
    {
        _options.Cache.Dispose();
        _options.Connections.Dispose();
    }
}
