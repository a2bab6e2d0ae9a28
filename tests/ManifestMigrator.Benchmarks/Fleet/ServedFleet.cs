using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>Repositories behind a real server of this machine, and a folder for what commands make of them.</summary>
internal sealed class ServedFleet : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private GitHttpServer? _http;
    private GitDaemon? _daemon;
    private CountingProxy? _proxy;

    private ServedFleet()
    {
    }

    public CountingProxy Proxy => _proxy!;

    /// <summary>Path of the program that is measured.</summary>
    public string Tool { get; private set; } = "";

    public string Folder => _folder.FullPath;

    /// <summary>Where commands write; emptied by who measures them.</summary>
    public string Work => _folder["work"];

    /// <summary>Requests that the server has had so far; 0 for one that does not count them.</summary>
    public int Requests => _http?.Requests.Count ?? 0;

    /// <param name="repositories">How many there are.</param>
    /// <param name="commits">How many commits each has.</param>
    /// <param name="transport">How they are served.</param>
    /// <param name="delay">For each connection and each question on it.</param>
    /// <param name="tool">Path of the program; <see langword="null"/> to publish it first.</param>
    public static async Task<ServedFleet> StartAsync(int repositories, int commits, FleetTransport transport, TimeSpan delay, string? tool)
    {
        var fleet = new ServedFleet();
        try
        {
            fleet.Tool = tool ?? await PublishedTool.MakeAsync(fleet._folder["tool"]);
            var folder = fleet._folder["served"];
            FleetRepositories.Make(folder, repositories, commits);
            if (transport == FleetTransport.Http)
                fleet._http = await GitHttpServer.StartAsync(folder);
            else
                fleet._daemon = await GitDaemon.StartAsync(folder);
            fleet._proxy = new CountingProxy(fleet._http?.Address ?? fleet._daemon!.Address, delay);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_http is not null)
            await _http.DisposeAsync();
        _daemon?.Dispose();
        _folder.Dispose();
    }
}
