using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>
/// Downloads tarballs from web servers, through the proxy that git would use. Credentials go to the host they were given for alone,
/// wherever it redirects to.
/// </summary>
internal static class TarballDownload
{
    private const int MostRedirections = 5;

    private static readonly GitProxy Proxy = new();

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        Proxy = Proxy,
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Downloads a tarball and reads it while it comes.</summary>
    /// <param name="address">A tarball on a web server.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="transport">The policy for the repository; each host that answers has its own gate.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="RepositoryException">It cannot be had, or cannot be read.</exception>
    public static async Task<TarballContent> ReadAsync(RepositoryAddress address, TarballLimits limits, Transport transport, CancellationToken cancellation)
    {
        var first = new Uri(address.Url + (address.Query.Length == 0 ? "" : $"?{address.Query}"));
        var place = first;
        for (var redirections = 0; redirections <= MostRedirections; redirections++)
        {
            var credentials = IsSameHost(place, first) ? address.Credentials : null;
            var (content, next) = await transport.RunAsync(place.Authority, address.Url, token => AnswerAsync(place, credentials, limits, token), cancellation);
            if (content is not null)
                return content;
            place = next!;
        }
        throw new RepositoryException(Reasons.ReadFailed, Messages.TarballRedirected);
    }

    private static async Task<(TarballContent? Content, Uri? Next)> AnswerAsync(Uri place, string? credentials, TarballLimits limits, CancellationToken cancellation)
    {
        await Proxy.AskAsync(place, cancellation);
        using var question = new HttpRequestMessage(HttpMethod.Get, place);
        question.Headers.Authorization = credentials is null ? null : Basic(credentials);
        // A connection that stays open unused counts at the server, but not at our gate.
        question.Headers.ConnectionClose = true;
        try
        {
            using var answer = await Client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.StatusCode != HttpStatusCode.OK)
                return (null, Next(place, answer));
            if (answer.Content.Headers.ContentLength > limits.Bytes)
                throw new RepositoryException(Reasons.RepositoryTooLarge, Messages.TarballTooLarge(limits.Bytes));
            return (await TarballContent.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellation), limits, cancellation), null);
        }
        catch (HttpRequestException exception)
        {
            throw TarballFailure.Classify(exception.HttpRequestError, exception.InnerException is IOException ? Reasons.ConnectionLost : Reasons.ReadFailed);
        }
        catch (HttpIOException exception)
        {
            throw TarballFailure.Classify(exception.HttpRequestError, Reasons.ConnectionLost);
        }
        catch (IOException)
        {
            throw TarballFailure.Classify(Reasons.ConnectionLost);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nobody took the connection in time.
            throw TarballFailure.Classify(Reasons.HostUnreachable);
        }
    }

    private static Uri Next(Uri place, HttpResponseMessage answer)
    {
        if (TarballFailure.Classify(answer) is { } failure)
            throw failure;
        return answer.Headers.Location is { } location && Uri.TryCreate(place, location, out var next) && next.Scheme is "http" or "https"
            ? next
            : throw new RepositoryException(Reasons.ReadFailed, Messages.TarballRedirected);
    }

    private static bool IsSameHost(Uri place, Uri first) =>
        Uri.Compare(place, first, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static AuthenticationHeaderValue Basic(string credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials.Contains(':', StringComparison.Ordinal) ? credentials : $"{credentials}:")));
}

/// <summary>Why a web server gave no tarball.</summary>
internal static class TarballFailure
{
    /// <returns><see langword="null"/> for an answer that redirects.</returns>
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
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => Reasons.HostUnreachable,
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
