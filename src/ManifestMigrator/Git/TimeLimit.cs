using System.Diagnostics;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Git;

/// <summary>The time that one repository may take. Waiting for a turn and pauses that a host asks for do not count.</summary>
/// <param name="limit">The time in all.</param>
internal sealed class TimeLimit(TimeSpan limit)
{
    private readonly Stopwatch _spent = new();

    /// <summary>Does a part of the work.</summary>
    /// <exception cref="RepositoryException">The time is over; what was being done has been ended.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = limit - _spent.Elapsed;
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        _spent.Start();
        try
        {
            return await work(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RepositoryException(Plans.Reasons.Timeout, Messages.TookTooLong(limit));
        }
        finally
        {
            _spent.Stop();
        }
    }
}
