using System.Collections.Concurrent;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>The connections that each host has at a time, and the pauses that hosts ask for.</summary>
/// <param name="connections">Connections to one host at a time, at least 1.</param>
internal sealed class HostGates(int connections) : IDisposable
{
    /// <summary>The longest pause that is waited for; a host that asks for more is left alone.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <summary>Waits until the host has a place free and no pause is going on.</summary>
    /// <returns>Disposed when the connection is over.</returns>
    /// <exception cref="RepositoryException">The host has asked, also for others, for more than anybody waits.</exception>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken cancellation)
    {
        var gate = Get(host);
        while (true)
        {
            if (gate.Pause is var pause && pause > LongestPause)
                throw new RepositoryException(Reasons.RateLimited, Messages.PauseTooLong(host, pause));
            await gate.PauseAsync(cancellation);
            await gate.Places.WaitAsync(cancellation);
            if (gate.IsOpen)
                return new Place(gate);
            gate.Places.Release();
        }
    }

    /// <summary>Lets nobody in for a while. A longer pause that is going on stays.</summary>
    /// <exception cref="RepositoryException">It is longer than anybody waits.</exception>
    public void Pause(string host, TimeSpan pause)
    {
        Get(host).Close(pause);
        if (pause > LongestPause)
            throw new RepositoryException(Reasons.RateLimited, Messages.PauseTooLong(host, pause));
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
            gate.Places.Dispose();
    }

    private Gate Get(string host) => _gates.GetOrAdd(host, _ => new Gate(connections));

    private sealed class Place(Gate gate) : IDisposable
    {
        public void Dispose() => gate.Places.Release();
    }

    private sealed class Gate(int connections)
    {
        private long _opens;

        public SemaphoreSlim Places { get; } = new(connections);

        /// <summary>What is left of the pause; not positive when there is none.</summary>
        public TimeSpan Pause => TimeSpan.FromMilliseconds(Left);

        public bool IsOpen => Left <= 0;

        private long Left => Interlocked.Read(ref _opens) - Environment.TickCount64;

        public void Close(TimeSpan pause)
        {
            var opens = Environment.TickCount64 + (long)pause.TotalMilliseconds;
            for (var known = Interlocked.Read(ref _opens); known < opens; known = Interlocked.Read(ref _opens))
            {
                if (Interlocked.CompareExchange(ref _opens, opens, known) == known)
                    return;
            }
        }

        public async Task PauseAsync(CancellationToken cancellation)
        {
            for (var left = Left; left > 0; left = Left)
                await Task.Delay(TimeSpan.FromMilliseconds(left), cancellation);
        }
    }
}
