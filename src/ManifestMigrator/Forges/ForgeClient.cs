using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Forges;

/// <summary>Talks HTTP with the API of one host, for one token: the only place that knows the token's bytes and the forge's limits.</summary>
/// <remarks>The token goes to the API's own origin and nowhere else: no redirect is followed by itself, and none at all by a write.</remarks>
internal sealed class ForgeClient : IDisposable
{
    private const int LargestAnswer = 32 * 1024 * 1024;
    private const int LongestQuote = 300;
    private const int Redirections = 5;
    private const int Pages = 200;
    private const int Attempts = 4;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>No forge has a limit that is longer: a host that asks for years is not heard.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly HttpClient _http;
    private readonly ForgeHost _host;
    private readonly string _token;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<(string Name, string Value)> _headers;
    private long _ahead;

    /// <param name="host">The host.</param>
    /// <param name="token">The token itself.</param>
    /// <param name="headers">Headers of every request, the token's own among them.</param>
    /// <param name="pace">The queue of writes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">What carries the requests; <see langword="null"/> for the network.</param>
    public ForgeClient(ForgeHost host, string token, IReadOnlyList<(string Name, string Value)> headers, WritePace pace, TimeProvider time,
        HttpMessageHandler? handler = null)
    {
        _host = host;
        _token = token;
        _headers = headers;
        Pace = pace;
        _time = time;
        _http = new HttpClient(handler ?? Network()) { Timeout = TimeSpan.FromSeconds(100), MaxResponseContentBufferSize = LargestAnswer };
    }

    /// <summary>The time by the forge's clock, as its last answer told it: ours may differ.</summary>
    public DateTimeOffset Now => _time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Whether more than half of what the host allows in an hour is spent, as far as it tells.</summary>
    public bool IsRunningLow { get; private set; }

    /// <summary>The queue of writes; another one once the account is known.</summary>
    public WritePace Pace { get; set; }

    public void Dispose() => _http.Dispose();

    /// <summary>Reads; redirects on the same origin are followed.</summary>
    /// <param name="path">Path and query below the base address, escaped, without a slash before it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public Task<ForgeAnswer> GetAsync(string path, CancellationToken cancellation) => GetAsync(new Uri(_host.Api, path), cancellation);

    /// <summary>A list with all its pages, from the API's own origin whatever the links between them say.</summary>
    /// <param name="path">As for <see cref="GetAsync(string, CancellationToken)"/>, with a query.</param>
    /// <param name="type">What the list has.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ForgeException">A page is refused, or the list does not end.</exception>
    public async Task<List<TItem>> ListAsync<TItem>(string path, JsonTypeInfo<List<TItem>> type, CancellationToken cancellation)
    {
        var items = new List<TItem>();
        var seen = new HashSet<Uri>();
        for (var next = new Uri(_host.Api, path); next is not null;)
        {
            if (!seen.Add(next) || seen.Count > Pages)
                throw new ForgeException(Reasons.ServerError, ForgeMessages.EndlessList(_host.Api.Host));
            var answer = Accepted(await GetAsync(next, cancellation));
            var page = answer.Json(type);
            items.AddRange(page);
            next = answer.Next(next) ?? (page.Count > 0 && items.Count < answer.Total ? ForgeAnswer.Page(next, seen.Count + 1) : null);
        }
        return items;
    }

    public ForgeAnswer Accepted(ForgeAnswer answer) => answer.IsSuccess ? answer : throw Refused(answer);

    /// <summary>Writes when its turn has come. Sent once: what may have been done is never repeated here.</summary>
    /// <param name="method">POST, PUT, PATCH or DELETE.</param>
    /// <param name="path">Path and query below the base address, escaped, without a slash before it.</param>
    /// <param name="json">The body; <see langword="null"/> for none.</param>
    /// <param name="notifies">Whether people are notified of it.</param>
    /// <param name="cancellation">Ends the waiting; what has been sent is waited for.</param>
    /// <param name="once">Whether a limit, or having to wait, ends it, so that what was asked before can be asked again.</param>
    public async Task<ForgeAnswer> WriteAsync(HttpMethod method, string path, string? json, bool notifies, CancellationToken cancellation, bool once = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            await Pace.TakeTurnAsync(notifies, cancellation, atOnce: once);
            cancellation.ThrowIfCancellationRequested();
            var answer = await SendAsync(method, new Uri(_host.Api, path), json, mayBeDone: true, CancellationToken.None) with { IsOfWrite = true };
            if (await LimitAsync(answer, cancellation) is not { } limit)
            {
                return answer.Status >= 500 ? throw ServerError(answer, mayBeDone: true)
                    : answer is { IsSuccess: true, IsPage: true } ? throw answer.NotUnderstood(ForgeMessages.NoJson)
                    : answer;
            }
            if (once || attempt == Attempts)
                throw limit;
        }
    }

    /// <summary>Asks a question by POST, as GraphQL wants it: nothing is changed, so it counts as a read. Asked once, unless the host wants a
    /// pause: whoever asks has another way.</summary>
    public async Task<ForgeAnswer> QueryAsync(Uri address, string json, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await Pace.ReadAsync(() => SendAsync(HttpMethod.Post, address, json, mayBeDone: false, cancellation), cancellation);
            // GraphQL has a budget of its own: when that is spent, REST's is not.
            if (!answer.IsSecondaryLimit || attempt == Attempts)
                return answer;
            await Pace.PauseAsync(answer.RetryAfter(Now) is { } wait ? _time.GetUtcNow() + Sane(wait) : null, isSecondary: true, cancellation);
        }
    }

    /// <summary>The exception for an answer that is not what was asked for.</summary>
    public ForgeException Refused(ForgeAnswer answer)
    {
        var words = Quote(answer);
        var missing = answer.Header("x-accepted-github-permissions") ?? answer.Header("x-accepted-oauth-scopes") ?? "";
        var (reason, message) = answer.Status switch
        {
            401 => (Reasons.TokenRefused, ForgeMessages.TokenRefused(_host, words)),
            403 when answer.Text.Contains("archived", StringComparison.OrdinalIgnoreCase) => (Reasons.Archived, ForgeMessages.IsArchived),
            403 => (Reasons.Forbidden, ForgeMessages.Forbidden(_host, Readable(missing), words)),
            // Labels and comments belong to the issues.
            410 => (Reasons.Forbidden, ForgeMessages.SwitchedOff(words)),
            404 => (Reasons.RepositoryNotFound, ForgeMessages.NotFound(_host.Api.Host)),
            423 => (Reasons.Archived, ForgeMessages.IsArchived),
            >= 300 and < 400 => (Reasons.Moved, ForgeMessages.Redirected(_host.Api.Host)),
            _ => (Reasons.ServerError, ForgeMessages.Unexpected(_host.Api.Host, answer.Status, words)),
        };
        return new ForgeException(reason, message) { Status = answer.Status };
    }

    /// <summary>What the forge says, for a person: one line, nothing hidden in it, no token.</summary>
    public string Quote(ForgeAnswer answer) => Readable(answer.Words);

    private async Task<ForgeAnswer> GetAsync(Uri address, CancellationToken cancellation)
    {
        for (var hop = 0; ; hop++)
        {
            var answer = await ReadAsync(HttpMethod.Get, address, json: null, cancellation);
            if (answer.Status is not (301 or 302 or 307 or 308) || answer.Header("location") is not { } location)
                return answer;
            if (hop == Redirections || !Uri.TryCreate(address, location, out var target) || !IsOwn(target))
                throw new ForgeException(Reasons.ServerError, ForgeMessages.SentElsewhere(_host.Api.Host)) { Status = answer.Status };
            address = target;
        }
    }

    private async Task<ForgeAnswer> ReadAsync(HttpMethod method, Uri address, string? json, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt == Attempts;
            try
            {
                var answer = await Pace.ReadAsync(() => SendAsync(method, address, json, mayBeDone: false, cancellation), cancellation);
                if (await LimitAsync(answer, cancellation) is { } limit)
                {
                    if (isLast)
                        throw limit;
                    continue;
                }
                if (answer.Status < 500)
                    return answer;
                if (isLast)
                    throw ServerError(answer, mayBeDone: false);
            }
            catch (ForgeException exception) when (exception is { IsTransient: true, NotBefore: null } && !isLast && exception.Reason != Reasons.RateLimited)
            {
                // Asked again after the pause below.
            }
            await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), _time, cancellation);
        }
    }

    private async Task<ForgeAnswer> SendAsync(HttpMethod method, Uri address, string? json, bool mayBeDone, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("User-Agent", $"manifest-migrator/{BuiltIn.Version}");
        foreach (var (name, value) in _headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
            if (response.Headers.Date is { } date)
                Interlocked.Exchange(ref _ahead, (date - _time.GetUtcNow()).Ticks);
            var answer = await ForgeAnswer.ReadAsync(response, cancellation);
            if (answer.Budget is var (remaining, limit) && answer.Header("x-ratelimit-resource") != "graphql")
                IsRunningLow = remaining < limit / 2;
            return answer;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // Whoever could not be reached has done nothing; of all others nobody knows.
            var isUnreachable = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
            throw new ForgeException(isUnreachable ? Reasons.HostUnreachable
                : Reasons.ConnectionLost, ForgeMessages.ConnectionLost(_host.Api.Host, Readable(exception.Message)))
            {
                MayBeDone = mayBeDone && !isUnreachable,
                IsTransient = true,
            };
        }
    }

    /// <summary>Finds out whether an answer is a limit in any of its disguises, and pauses the host if so.</summary>
    private async Task<ForgeException?> LimitAsync(ForgeAnswer answer, CancellationToken cancellation)
    {
        // A write that is answered by 503 may have been done.
        var wait = answer.RetryAfter(Now);
        var isRefusal = answer.Status is 403 or 429 || (answer.Status == 503 && wait is not null && !answer.IsOfWrite);
        var isSecondary = (isRefusal || answer.Status is 200 or 422) && answer.IsSecondaryLimit;
        var isSpent = answer.Header("x-ratelimit-remaining") == "0" || answer.Header("ratelimit-remaining") == "0";
        var reset = isSpent ? answer.Reset(Now) : null;
        if (isSecondary || answer.Status == 429 || (isRefusal && (wait is not null || isSpent)) || answer.IsGraphQLLimit)
        {
            var until = (wait ?? reset) is { } pause ? _time.GetUtcNow() + Sane(pause) : (DateTimeOffset?)null;
            await Pace.PauseAsync(until, isSecondary || (isRefusal && !isSpent), cancellation);
            return new ForgeException(Reasons.RateLimited, ForgeMessages.Limited(_host.Api.Host, Quote(answer)))
            {
                Status = answer.Status,
                NotBefore = until,
                IsTransient = true,
            };
        }

        if (reset > TimeSpan.Zero)
            await Pace.PauseAsync(_time.GetUtcNow() + Sane(reset.Value), isSecondary: false, cancellation);
        Pace.Answered();
        return null;
    }

    private static TimeSpan Sane(TimeSpan pause) => pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;

    private ForgeException ServerError(ForgeAnswer answer, bool mayBeDone) =>
        new(Reasons.ServerError, ForgeMessages.Unexpected(_host.Api.Host, answer.Status, Quote(answer)))
        {
            Status = answer.Status,
            MayBeDone = mayBeDone,
            IsTransient = true
        };

    private bool IsOwn(Uri address) => address.GetLeftPart(UriPartial.Authority) == _host.Api.GetLeftPart(UriPartial.Authority);

    private string Readable(string words)
    {
        var line = string.Join(' ', words.Replace(_token, "***", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return VisibleText.Escape(line.Length > LongestQuote ? line[..LongestQuote] + "…" : line);
    }

    private static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}

/// <summary>What a forge answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Bytes">The body.</param>
/// <param name="Headers">The headers, by their names in lower case.</param>
internal sealed partial record ForgeAnswer(int Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    private const long FirstSecond = 1_000_000_000;
    private const long LastSecond = 253_402_300_799;

    private static readonly string[] SecondaryLimits = ["secondary rate", "secondary-rate", "abuse detection", "abuse-rate-limit", "submitted too quickly"];

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\uFEFF"u8);

    /// <summary>Whether it answers a write: what cannot be understood may then have been done all the same.</summary>
    public bool IsOfWrite { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether it begins as HTML does and JSON does not: a proxy or a login page answered.</summary>
    public bool IsPage => Bytes.AsSpan().IndexOfAnyExcept(Blanks) is >= 0 and var first && Bytes[first] == '<';

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The forge's sentence about what went wrong: all texts of its JSON answer, or the answer itself.</summary>
    public string Words => _words ??= Sentences();

    private string? _words;

    /// <summary>Some name it in their sentence, some only in the address of its documentation.</summary>
    public bool IsSecondaryLimit => SecondaryLimits.Any(words => (IsSuccess ? Words : Text).Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the hour's budget of requests was, and what is left of it; <see langword="null"/> where the forge does not tell.</summary>
    public (int Remaining, int Limit)? Budget =>
        int.TryParse(Header("x-ratelimit-remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining)
        && int.TryParse(Header("x-ratelimit-limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? (remaining, limit) : null;

    /// <summary>How many items a list says it has over all its pages; <see langword="null"/> when it does not say.</summary>
    public int? Total => int.TryParse(Header("x-total-count") ?? Header("x-total"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

    /// <summary>GraphQL's limits come under status 200.</summary>
    public bool IsGraphQLLimit => Status == 200 && Words.Length > 0
        && (Text.Contains("\"RATE_LIMITED\"", StringComparison.Ordinal) || Words.Contains("API rate limit", StringComparison.OrdinalIgnoreCase));

    public static async Task<ForgeAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new ForgeAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation), headers);
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <exception cref="ForgeException">The answer is not what the forge's description says.</exception>
    public TValue Json<TValue>(JsonTypeInfo<TValue> type)
        where TValue : class
    {
        try
        {
            return JsonSerializer.Deserialize(Bytes, type) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw NotUnderstood(exception.Message);
        }
    }

    public ForgeException NotUnderstood(string cause) =>
        new(Reasons.ServerError, ForgeMessages.NotUnderstood(cause)) { Status = Status, MayBeDone = IsOfWrite };

    /// <summary>Seconds, or a date (RFC 9110, 10.2.3).</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (Header("retry-after") is not { } value)
            return null;
        if (double.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - now : null;
    }

    /// <summary>How long until the budget begins anew: forges say the second since 1970, the draft of RFC 9331 the seconds from now.</summary>
    public TimeSpan? Reset(DateTimeOffset now)
    {
        if (!long.TryParse(Header("x-ratelimit-reset") ?? Header("ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        return seconds < FirstSecond ? TimeSpan.FromSeconds(seconds)
            // A second more, since both clocks tell whole ones.
            : seconds < LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds + 1) - now
            : TimeSpan.MaxValue;
    }

    /// <summary>The next page, by <c>Link</c> (RFC 8288) or GitLab's <c>x-next-page</c>. Of a link only the query counts: a forge behind a proxy
    /// may not know its own address.</summary>
    public Uri? Next(Uri address) =>
        Link().Match(Header("link") ?? "") is { Success: true } link && Uri.TryCreate(address, link.Groups["target"].Value, out var target)
            ? new UriBuilder(address) { Query = target.Query }.Uri
            : int.TryParse(Header("x-next-page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Page(address, page) : null;

    /// <summary>The same list at another page.</summary>
    public static Uri Page(Uri address, int page) => new UriBuilder(address)
    {
        Query = string.Join('&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !part.StartsWith("page=", StringComparison.Ordinal)).Append(string.Create(CultureInfo.InvariantCulture, $"page={page}"))),
    }.Uri;

    [GeneratedRegex("<(?<target>[^>]*)>(?=[^<]*?;\\s*rel\\s*=\\s*(\"[^\"]*\\bnext\\b|next\\b))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    private string Sentences()
    {
        if (IsSuccess && !Text.Contains("\"errors\"", StringComparison.Ordinal))
            return "";
        try
        {
            using var json = JsonDocument.Parse(Bytes);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return "";
            // What succeeded has only GraphQL's errors to say; all else in it may be words of people.
            var words = !IsSuccess ? Sentences(json.RootElement) : json.RootElement.TryGetProperty("errors", out var errors) ? Sentences(errors) : [];
            return string.Join(" · ", words);
        }
        catch (JsonException)
        {
            return IsSuccess ? "" : Text;
        }
    }

    private static IEnumerable<string> Sentences(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Sentences),
        JsonValueKind.Object => json.EnumerateObject()
            .Where(member => member.Name is "message" or "messages" or "errors" or "error" or "error_description" or "base" or "type" or "field" or "code")
            .SelectMany(member => Sentences(member.Value)),
        _ => [],
    };
}
