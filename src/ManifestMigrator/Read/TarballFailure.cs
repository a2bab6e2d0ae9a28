using System.Net;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Read;

/// <summary>Why a web server gave no tarball.</summary>
internal static class TarballFailure
{
    /// <returns><see langword="null"/> for an answer that sends us elsewhere.</returns>
    public static RepositoryException? Classify(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return status is 301 or 302 or 303 or 307 or 308 ? null : new RepositoryException(Reason(answer.StatusCode), Messages.TarballRefused(Reason(answer.StatusCode), status))
        {
            IsTransient = status is 408 or 429 or >= 500,
            RetryAfter = answer.Headers.RetryAfter switch
            {
                { Delta: { } pause } => pause,
                { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
                _ => null,
            },
        };
    }

    /// <param name="error">What went wrong with the connection.</param>
    /// <param name="otherwise">The reason for what is neither a host that cannot be reached nor a broken connection.</param>
    public static RepositoryException Classify(HttpRequestError error, string otherwise) => Classify(error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => Reasons.HostUnreachable,
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse => Reasons.ConnectionLost,
        _ => otherwise,
    });

    public static RepositoryException Classify(string reason) => new(reason, Messages.TarballRefused(reason)) { IsTransient = reason is Reasons.HostUnreachable or Reasons.ConnectionLost };

    private static string Reason(HttpStatusCode status) => (int)status switch
    {
        404 or 410 => Reasons.RepositoryNotFound,
        401 or 403 or 407 => Reasons.AuthenticationRefused,
        429 => Reasons.RateLimited,
        >= 500 => Reasons.ServerError,
        _ => Reasons.ReadFailed,
    };
}
