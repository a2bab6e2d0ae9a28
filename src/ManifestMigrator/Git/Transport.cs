using System.Diagnostics;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Talks to the remote of one repository, always under the same policy, whatever is spoken.</summary>
/// <remarks>
/// In this order, from outside: what may well work a moment later is tried again, with growing pauses; nobody passes the gate of a host
/// that has its full number of connections, or that asked for a pause; a repository that takes too long or grows too large is given up, and
/// what was being done is ended. Waiting at a gate and pausing take none of a repository's time.
/// </remarks>
/// <param name="way">Does the talking.</param>
/// <param name="connections">The limits and the gates.</param>
internal sealed class Transport(ITransport way, Connections connections) : ITransport
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    /// <summary>From here on the pauses do not grow any more: they are some minutes.</summary>
    private const int SlowestRetry = 8;

    private static readonly TimeSpan SizeInterval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _spent = new();

    public Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation) =>
        RunAsync(remote.Host, remote.Url, token => way.ReferencesAsync(remote, token), cancellation);

    public Task<RemoteReferences> BranchesAsync(Remote remote, CancellationToken cancellation) =>
        RunAsync(remote.Host, remote.Url, token => way.BranchesAsync(remote, token), cancellation);

    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) => RunAsync(
        remote.Host,
        remote.Url,
        async token =>
        {
            // An earlier try may have left something.
            ScratchFolder.Delete(folder);
            return await WithinSizeAsync(folder, limit => way.CloneAsync(remote, revision, folder, limit), token);
        },
        cancellation);

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) => RunAsync(
        remote.Host,
        remote.Url,
        token => WithinSizeAsync(folder, limit => way.FetchAsync(remote, reference, localReference, folder, limit), token),
        cancellation);

    public Task FetchCommitsAsync(Remote remote, string branch, DateTimeOffset? since, string localReference, string folder, CancellationToken cancellation) => RunAsync(
        remote.Host,
        remote.Url,
        token => WithinSizeAsync(
            folder,
            async limit =>
            {
                await way.FetchCommitsAsync(remote, branch, since, localReference, folder, limit);
                return true;
            },
            token),
        cancellation);

    /// <remarks>A push whose answer was lost may have arrived, so we look before another try.</remarks>
    public Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation)
    {
        var isRepeated = false;
        return RunAsync(
            remote.Host,
            remote.Url,
            async token =>
            {
                if (isRepeated && (await way.ReferencesAsync(remote, token)).Branch(push.Branch) == push.Commit)
                    return "";
                isRepeated = true;
                return await way.PushAsync(remote, push, folder, token);
            },
            cancellation);
    }

    /// <summary>Talks to a host under the policy.</summary>
    /// <param name="host">Name of the host, with its port if one is given.</param>
    /// <param name="url">What people call the place, without secrets.</param>
    /// <param name="talk">The talk; may be repeated.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RepositoryException">It failed in spite of all tries.</exception>
    public async Task<T> RunAsync<T>(string host, string url, Func<CancellationToken, Task<T>> talk, CancellationToken cancellation)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await OnceAsync(host, talk, cancellation);
            }
            catch (RepositoryException exception) when ((exception.IsTransient || exception.RetryAfter is not null) && retries < connections.Retries)
            {
                var pause = exception.RetryAfter ?? FirstPause * (Math.Pow(2, Math.Min(retries, SlowestRetry)) * (0.5 + Random.Shared.NextDouble()));
                connections.Tell(Messages.TriesAgain(url, exception.Message, pause));
                // A pause that the host asked for is kept at its gate, by everybody.
                if (exception.RetryAfter is null)
                    await Task.Delay(pause, cancellation);
            }
        }
    }

    private async Task<T> OnceAsync<T>(string host, Func<CancellationToken, Task<T>> talk, CancellationToken cancellation)
    {
        using var place = await connections.Gates.EnterAsync(host, cancellation);
        try
        {
            return await WithinTimeAsync(talk, cancellation);
        }
        catch (RepositoryException exception) when (exception.RetryAfter is { } pause)
        {
            connections.Gates.Pause(host, pause);
            throw;
        }
    }

    /// <summary>Does a part of the work in what is left of the repository's time.</summary>
    /// <exception cref="RepositoryException">The time is over; what was being done has been ended.</exception>
    public async Task<T> WithinTimeAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = connections.Timeout - _spent.Elapsed;
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        _spent.Start();
        try
        {
            return await work(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new RepositoryException(Reasons.Timeout, Messages.TookTooLong(connections.Timeout));
        }
        finally
        {
            _spent.Stop();
        }
    }

    private async Task<T> WithinSizeAsync<T>(string folder, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var maximum = Size(folder) + connections.MaximumSize;
        var fetching = fetch(limit.Token);
        while (await Task.WhenAny(fetching, Task.Delay(SizeInterval, CancellationToken.None)) != fetching)
        {
            if (Size(folder) > maximum)
                await limit.CancelAsync();
        }
        try
        {
            var fetched = await fetching;
            return Size(folder) <= maximum ? fetched : throw TooLarge();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TooLarge();
        }
    }

    private RepositoryException TooLarge() => new(Reasons.RepositoryTooLarge, Messages.RepositoryTooLarge(connections.MaximumSize));

    private static long Size(string folder)
    {
        var objects = new DirectoryInfo(Path.Combine(folder, "objects"));
        try
        {
            return objects.Exists ? objects.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
        }
        catch (IOException)
        {
            // Git moves its files while they are counted; they are counted again in a moment.
            return 0;
        }
    }
}
