using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;
using Polly;
using Polly.Retry;

namespace ManifestMigrator.Read;

/// <summary>Reads the manifests of a tarball, which has no branch and no commit. It is planned and reported; there is nothing to deliver to.</summary>
internal static class TarballCheckout
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        var limits = new TarballLimits(options.Connections.MaximumSize);
        var time = new TimeLimit(options.Connections.Timeout);
        var content = address.IsLocal ? await time.RunAsync(token => ReadFileAsync(address.Url, limits, token), cancellation)
            : options.IsOffline ? throw new RepositoryException(Reasons.NotCached, Messages.TarballOffline)
            : await Retries(address, options.Connections).ExecuteAsync(
                async token => await time.RunAsync(limited => TarballDownload.ReadAsync(address, limits, limited), token), cancellation);
        return new Checkout { Repository = address.Identity, Manifests = content.Manifests, Sources = content.Sources, Pictures = content.Pictures, Findings = content.Findings };
    }

    private static async Task<TarballContent> ReadFileAsync(string path, TarballLimits limits, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new RepositoryException(Reasons.RepositoryNotFound, Messages.TarballNotFound(path));
        if (!RegularFile.Is(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path))
            throw new RepositoryException(Reasons.ReadFailed, Messages.NotAFile(path));
        await using var file = File.OpenRead(path);
        return await TarballContent.ReadAsync(file, limits, cancellation);
    }

    private static ResiliencePipeline Retries(RepositoryAddress address, Connections connections) => connections.Retries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RepositoryException>(exception => exception.IsTransient && !(exception.RetryAfter > LongestPause)),
                MaxRetryAttempts = connections.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                UseJitter = true,
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as RepositoryException)?.RetryAfter),
                OnRetry = attempt =>
                {
                    connections.Tell(Messages.TriesAgain(address.Url, attempt.Outcome.Exception!.Message, attempt.RetryDelay));
                    return default;
                },
            })
            .Build();
}
