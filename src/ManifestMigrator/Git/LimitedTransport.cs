using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Gives up on a repository that takes too long or grows too large; what was being done is ended.</summary>
/// <param name="inner">Does the work.</param>
/// <param name="time">The time that the repository may take.</param>
/// <param name="maximumSize">Bytes that one fetch may bring.</param>
internal sealed class LimitedTransport(ITransport inner, TimeLimit time, long maximumSize) : ITransport
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation) =>
        time.RunAsync(token => inner.ReferencesAsync(remote, token), cancellation);

    public Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation) =>
        time.RunAsync(token => inner.PushAsync(remote, push, folder, token), cancellation);

    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) =>
        time.RunAsync(token => WatchedAsync(folder, limit => inner.CloneAsync(remote, revision, folder, limit), token), cancellation);

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) =>
        time.RunAsync(token => WatchedAsync(folder, limit => inner.FetchAsync(remote, reference, localReference, folder, limit), token), cancellation);

    private async Task<T> WatchedAsync<T>(string folder, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var maximum = Size(folder) + maximumSize;
        var fetching = fetch(limit.Token);
        while (await Task.WhenAny(fetching, Task.Delay(Interval, CancellationToken.None)) != fetching)
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

    private RepositoryException TooLarge() => new(Reasons.RepositoryTooLarge, Messages.RepositoryTooLarge(maximumSize));

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
