using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>Asks web servers for tarballs. Credentials go to the host they were given for, wherever it sends us.</summary>
internal static class TarballDownload
{
    private const int MostRedirections = 5;

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        MaxConnectionsPerServer = 8,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Downloads a tarball and reads it while it comes.</summary>
    /// <param name="address">A tarball on a web server.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="RepositoryException">It cannot be had, or cannot be read.</exception>
    public static async Task<TarballContent> ReadAsync(RepositoryAddress address, TarballLimits limits, CancellationToken cancellation)
    {
        try
        {
            using var answer = await AnswerAsync(address, cancellation);
            if (answer.Content.Headers.ContentLength > limits.Bytes)
                throw new RepositoryException(Reasons.RepositoryTooLarge, Messages.TarballTooLarge(limits.Bytes));
            return await TarballContent.ReadAsync(await answer.Content.ReadAsStreamAsync(cancellation), limits, cancellation);
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
    }

    private static async Task<HttpResponseMessage> AnswerAsync(RepositoryAddress address, CancellationToken cancellation)
    {
        var first = new Uri(address.Url + (address.Query.Length == 0 ? "" : $"?{address.Query}"));
        var place = first;
        for (var redirections = 0; ; redirections++)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, place);
            if (address.Credentials is { } credentials && IsSameHost(place, first))
                question.Headers.Authorization = Basic(credentials);
            var answer = await Client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.StatusCode == HttpStatusCode.OK)
                return answer;

            using (answer)
            {
                if (TarballFailure.Classify(answer) is { } failure)
                    throw failure;
                place = redirections < MostRedirections && answer.Headers.Location is { } location && Uri.TryCreate(place, location, out var next) && next.Scheme is "http" or "https"
                    ? next
                    : throw new RepositoryException(Reasons.ReadFailed, Messages.TarballRedirected);
            }
        }
    }

    private static bool IsSameHost(Uri place, Uri first) => Uri.Compare(place, first, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static AuthenticationHeaderValue Basic(string credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials.Contains(':', StringComparison.Ordinal) ? credentials : $"{credentials}:")));
}
