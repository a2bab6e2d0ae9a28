namespace ManifestMigrator.Git;

/// <summary>How remote repositories are talked to in one run: with limits, retries and regard for the hosts.</summary>
internal sealed class Connections : IDisposable
{
    private readonly HostGates _gates;

    /// <param name="limit">Connections to one host at a time, at least 1.</param>
    public Connections(int limit) => _gates = new HostGates(limit);

    /// <summary>How often a transient failure is tried again, at least 0.</summary>
    public required int Retries { get; init; }

    /// <summary>Time that one repository may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Bytes that one fetch may bring.</summary>
    public required long MaximumSize { get; init; }

    /// <summary>Is told why something is tried again.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>For one repository: its time begins with the first use.</summary>
    public ITransport ToOneRepository() =>
        new PatientTransport(new LimitedTransport(Transports.Best, new TimeLimit(Timeout), MaximumSize), _gates, Retries, Tell);

    public void Dispose() => _gates.Dispose();
}
