namespace ManifestMigrator.Deliver;

/// <summary>Lets things begin one after another, with some time between.</summary>
/// <param name="interval">The least time from one beginning to the next.</param>
internal sealed class Pace(TimeSpan interval) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _next;

    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_next - Environment.TickCount64 is var left and > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(left), cancellation);
            _next = Environment.TickCount64 + (long)interval.TotalMilliseconds;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
