using System.Net;
using System.Net.Http.Headers;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git.Http;

/// <summary>A server's answer to <c>fetch</c> shows that it does not speak protocol 2.</summary>
internal sealed class NoFetchException(string what) : UnexpectedAnswerException(what);

/// <summary>The pooled connections of a run, and git's smart protocol over HTTP on them (gitprotocol-http).</summary>
internal sealed class HttpPool : IDisposable
{
    private const int MostRedirections = 5;
    private const string List = "info/refs?service=git-upload-pack";

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(15);

    /// <summary>Hosts look at how the name begins.</summary>
    private static readonly string Agent = $"git/2.29 (manifest-migrator/{BuiltIn.Version})";

    private readonly HttpClient _client;

    private HttpPool(PlainHttp settings, int hostJobs)
    {
        Settings = settings;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = ConnectTime,
            MaxConnectionsPerServer = hostJobs,
            PooledConnectionIdleTimeout = IdleTime,
            Proxy = new SettledProxy(settings),
            UseCookies = false,
        })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>For which addresses this may be used.</summary>
    public PlainHttp Settings { get; }

    /// <summary>Reads the user's configuration.</summary>
    /// <returns><see langword="null"/> where git does not tell it: then git says why when it is asked for anything else.</returns>
    public static async Task<HttpPool?> OpenAsync(int hostJobs)
    {
        try
        {
            return new HttpPool(await PlainHttp.ReadAsync(), hostJobs);
        }
        catch (RepositoryException)
        {
            return null;
        }
    }

    /// <summary>Asks <c>info/refs</c>, and follows where the server sends us, but never from https to http.</summary>
    /// <param name="url">Address of the repository.</param>
    /// <param name="version">Version of the protocol, 0 or 2.</param>
    /// <param name="limit">Bytes that the answer may have.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was read, and the repository's address that answered.</returns>
    /// <exception cref="UnexpectedAnswerException">It is git's turn.</exception>
    /// <exception cref="RepositoryException">The host is in trouble, or asks for a pause.</exception>
    public async Task<(T Answer, string Url)> AskAsync<T>(string url, int version, long limit, Func<PktReader, Task<T>> read, CancellationToken cancellation)
    {
        var place = WithSlash(url) + List;
        for (var redirections = 0; redirections <= MostRedirections; redirections++)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, place);
            question.Headers.Pragma.ParseAdd("no-cache");
            if (version > 0)
                question.Headers.Add("Git-Protocol", "version=2");
            string? next = null;
            var answer = await SendAsync(
                question,
                async (response, silence) =>
                {
                    if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308)
                    {
                        next = Next(place, response.Headers.Location, Settings);
                        return default;
                    }
                    return await ReadAsync(await OpenAsync(response, "application/x-git-upload-pack-advertisement", limit, silence), read);
                },
                cancellation);
            if (next is null)
            {
                return place.EndsWith($"/{List}", StringComparison.Ordinal)
                    ? (answer!, place[..^List.Length])
                    : throw new UnexpectedAnswerException(HttpMessages.RedirectsElsewhere);
            }
            place = next;
        }
        throw new UnexpectedAnswerException(HttpMessages.RedirectsTooOften);
    }

    /// <summary>Sends a command of protocol 2.</summary>
    /// <param name="url">Address of the repository that has answered.</param>
    /// <param name="command">The command as pkt-lines.</param>
    /// <param name="limit">Bytes that the answer may have.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NoFetchException">The server does not know it.</exception>
    /// <exception cref="UnexpectedAnswerException">It is git's turn.</exception>
    /// <exception cref="RepositoryException">The host is in trouble, or asks for a pause.</exception>
    public async Task<T> SendAsync<T>(string url, byte[] command, long limit, Func<PktReader, Task<T>> read, CancellationToken cancellation)
    {
        using var question = new HttpRequestMessage(HttpMethod.Post, WithSlash(url) + "git-upload-pack") { Content = new ByteArrayContent(command) };
        question.Headers.Add("Git-Protocol", "version=2");
        question.Headers.Accept.ParseAdd("application/x-git-upload-pack-result");
        question.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-git-upload-pack-request");
        return await SendAsync(
            question,
            async (response, silence) => await ReadAsync(await OpenAsync(response, "application/x-git-upload-pack-result", limit, silence), read),
            cancellation);
    }

    public void Dispose() => _client.Dispose();

    private async Task<T> SendAsync<T>(
        HttpRequestMessage question, Func<HttpResponseMessage, CancellationTokenSource, Task<T>> read, CancellationToken cancellation)
    {
        question.Headers.TryAddWithoutValidation("User-Agent", Agent);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(PktReader.LongestSilence);
        try
        {
            using var response = await _client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
                throw Refusal(response);
            return await read(response, silence);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new RepositoryException(Reasons.Timeout, Messages.ServerSilent(PktReader.LongestSilence)) { IsTransient = true };
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            // Nobody took the connection in time.
            throw new UnexpectedAnswerException(HttpMessages.NoAnswer, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw new UnexpectedAnswerException(GitFailure.Readable(exception.Message), exception);
        }
    }

    private static async Task<T> ReadAsync<T>(PktReader lines, Func<PktReader, Task<T>> read)
    {
        var answer = await read(lines);
        lines.Release();
        return answer;
    }

    private static RepositoryException Refusal(HttpResponseMessage response)
    {
        var reason = response.StatusCode == HttpStatusCode.TooManyRequests ? Reasons.RateLimited : Reasons.ServerError;
        return new RepositoryException(reason, Messages.ServerRefused(reason, (int)response.StatusCode))
        {
            IsTransient = true,
            RetryAfter = response.Headers.RetryAfter switch
            {
                { Delta: { } pause } => pause,
                { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
                _ => null,
            },
        };
    }

    private static async Task<PktReader> OpenAsync(HttpResponseMessage response, string type, long limit, CancellationTokenSource silence)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new UnexpectedAnswerException(HttpMessages.Answers((int)response.StatusCode));
        return response.Content.Headers.ContentType?.ToString() == type
            ? new PktReader(await response.Content.ReadAsStreamAsync(silence.Token), limit, silence)
            : throw new UnexpectedAnswerException(HttpMessages.OtherType);
    }

    /// <summary>Where a redirection leads.</summary>
    /// <exception cref="UnexpectedAnswerException">Git has to judge it.</exception>
    /// <exception cref="RepositoryException">It leads from https to http. Git would follow.</exception>
    public static string Next(string place, Uri? location, PlainHttp settings)
    {
        if (location is null || !Uri.TryCreate(new Uri(place), location, out var next))
            throw new UnexpectedAnswerException(HttpMessages.RedirectForGit);
        if (next.Scheme == Uri.UriSchemeHttp && new Uri(place).Scheme == Uri.UriSchemeHttps)
            throw new RepositoryException(Reasons.HostUnreachable, Messages.RedirectsToHttp);
        return settings.Find(next.AbsoluteUri, isRedirection: true) is not null ? next.AbsoluteUri : throw new UnexpectedAnswerException(HttpMessages.RedirectForGit);
    }

    private static string WithSlash(string url) => url.EndsWith('/') ? url : $"{url}/";

    private sealed class SettledProxy(PlainHttp settings) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => settings.TryFindProxy(destination, out var proxy) ? proxy : null;

        public bool IsBypassed(Uri host) => GetProxy(host) is null;
    }
}
