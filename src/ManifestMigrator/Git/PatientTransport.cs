using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using Polly;
using Polly.Retry;

namespace ManifestMigrator.Git;

/// <summary>Tries again what may well work a moment later, with growing pauses, and leaves a host alone that asks for it.</summary>
/// <param name="inner">Does the work.</param>
/// <param name="gates">Connections and pauses of the hosts.</param>
/// <param name="retries">How often a thing is tried again, at least 0.</param>
/// <param name="tell">Is told why something is tried again.</param>
internal sealed class PatientTransport(ITransport inner, HostGates gates, int retries, Action<string> tell) : ITransport
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    public Task<RemoteReferences> ReferencesAsync(Remote remote, CancellationToken cancellation) =>
        RunAsync(remote, token => inner.ReferencesAsync(remote, token), cancellation);

    /// <remarks>A push whose answer was lost may have arrived, so before another try one looks.</remarks>
    public Task<string> PushAsync(Remote remote, Push push, string folder, CancellationToken cancellation)
    {
        var isRepeated = false;
        return RunAsync(
            remote,
            async token =>
            {
                if (isRepeated && (await inner.ReferencesAsync(remote, token)).Branch(push.Branch) == push.Commit)
                    return "";
                isRepeated = true;
                return await inner.PushAsync(remote, push, folder, token);
            },
            cancellation);
    }

    public Task<RemoteTip?> CloneAsync(Remote remote, string? revision, string folder, CancellationToken cancellation) => RunAsync(
        remote,
        token =>
        {
            // Of an earlier try.
            ScratchFolder.Delete(folder);
            return inner.CloneAsync(remote, revision, folder, token);
        },
        cancellation);

    public Task<string?> FetchAsync(Remote remote, string reference, string localReference, string folder, CancellationToken cancellation) =>
        RunAsync(remote, token => inner.FetchAsync(remote, reference, localReference, folder, token), cancellation);

    private async Task<T> RunAsync<T>(Remote remote, Func<CancellationToken, Task<T>> talk, CancellationToken cancellation) => await Pipeline(remote).ExecuteAsync(
        async token =>
        {
            using var place = await gates.EnterAsync(remote.Host, token);
            try
            {
                return await talk(token);
            }
            catch (RepositoryException exception) when (exception.RetryAfter is { } pause)
            {
                if (pause > LongestPause)
                    throw new RepositoryException(Reasons.RateLimited, Messages.PauseTooLong(remote.Host, pause));
                gates.Pause(remote.Host, pause);
                throw;
            }
        },
        cancellation);

    private ResiliencePipeline Pipeline(Remote remote) => retries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RepositoryException>(exception => exception.IsTransient),
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                UseJitter = true,
                OnRetry = attempt =>
                {
                    tell(Messages.TriesAgain(remote.Url, attempt.Outcome.Exception!.Message, attempt.RetryDelay));
                    return default;
                },
            })
            .Build();
}
