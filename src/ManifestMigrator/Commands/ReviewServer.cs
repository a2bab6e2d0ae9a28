using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Review;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Commands;

/// <summary><c>review --serve</c>: sends the review page to a browser on this machine and writes its decisions into the run folder at once.</summary>
/// <remarks>
/// It listens on the loopback interface alone. The first address holds a token that works once; opening it sets a cookie that no other site
/// can make a browser send. Every request has to show the cookie, to name this server as its host, and, where it writes, to come from this
/// page. The page is made from <c>run.json</c>: what lies in the run folder as <c>review.html</c> is never sent.
/// </remarks>
internal sealed class ReviewServer : IDisposable
{
    private const int LongestBody = 64 * 1024 * 1024;

    private readonly Terminal _terminal;
    private readonly RunFolder _run;
    private readonly HttpListener _listener;
    private readonly string _authority;
    private readonly string _cookieName;
    private readonly string _session = RandomNumberGenerator.GetHexString(64, lowercase: true);
    private readonly SemaphoreSlim _turn = new(1);
    private string? _token = RandomNumberGenerator.GetHexString(64, lowercase: true);

    public ReviewServer(Terminal terminal, RunFolder run)
    {
        _terminal = terminal;
        _run = run;
        (_listener, var port) = Listen();
        _authority = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        _cookieName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"manifest-migrator-{port}");
    }

    /// <summary>The address that opens the page, once.</summary>
    public string FirstAddress => $"http://{_authority}/?token={_token}";

    /// <summary>Answers until it is stopped; a request that has begun is answered.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var open = new List<Task>();
        using var stopping = stop.Register(_listener.Stop);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var request = await _listener.GetContextAsync();
                open.RemoveAll(task => task.IsCompleted);
                open.Add(Task.Run(() => AnswerAsync(request), CancellationToken.None));
            }
            catch (Exception exception) when (stop.IsCancellationRequested && exception is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(open);
    }

    public void Dispose()
    {
        _listener.Close();
        _turn.Dispose();
    }

    private static (HttpListener Listener, int Port) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var listener = new HttpListener { Prefixes = { string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/") } };
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // Somebody took the port in between.
                listener.Close();
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpListenerContext exchange)
    {
        var response = exchange.Response;
        try
        {
            // Until it is known to be done, it has failed. No connection serves a second request: what one leaves unread is no part of another.
            response.StatusCode = (int)HttpStatusCode.InternalServerError;
            response.KeepAlive = false;
            response.Headers["Cache-Control"] = "no-store";
            response.Headers["Content-Security-Policy"] = "frame-ancestors 'none'";
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            await RouteAsync(exchange.Request, response);
            response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever asked has gone, or was cut off: only they miss the answer.
            _terminal.Detail(Messages.BrowserLeft(exception.Message));
            response.Abort();
        }
    }

    private async Task RouteAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        var path = request.Url?.AbsolutePath;
        if (request.UserHostName != _authority || (request.Headers["Origin"] is { } origin && origin != $"http://{_authority}"))
            await SendAsync(response, HttpStatusCode.Forbidden, Messages.NotThisServer);
        else if (request.Headers["Sec-Fetch-Site"] is { } site && site is not ("same-origin" or "none"))
            await SendAsync(response, HttpStatusCode.Forbidden, Messages.NotThisServer);
        else if (path == "/" && request.HttpMethod == "GET" && request.QueryString["token"] is { } token && (TakesToken(token) || HasCookie(request)))
            Welcome(response);
        else if (!HasCookie(request))
            await SendAsync(response, HttpStatusCode.Forbidden, Messages.AddressCountsOnce);
        else if (path == "/" && request.HttpMethod == "GET")
            await SendPageAsync(response);
        else if (path == "/decisions" && request.HttpMethod == "POST")
            await SaveAsync(request, response);
        else
            await SendAsync(response, HttpStatusCode.NotFound, Messages.NothingHere);
    }

    private bool TakesToken(string token)
    {
        if (_token is not { } expected || !IsEqual(token, expected))
            return false;
        return Interlocked.CompareExchange(ref _token, null, expected) == expected;
    }

    /// <summary>Lets the browser in, and takes the token out of its address.</summary>
    private void Welcome(HttpListenerResponse response)
    {
        response.StatusCode = (int)HttpStatusCode.SeeOther;
        response.Headers["Set-Cookie"] = $"{_cookieName}={_session}; Path=/; HttpOnly; SameSite=Strict";
        response.Headers["Location"] = "/";
    }

    private bool HasCookie(HttpListenerRequest request) => request.Cookies[_cookieName] is { Value: var value } && IsEqual(value, _session);

    private static bool IsEqual(string value, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(expected));

    private async Task SendPageAsync(HttpListenerResponse response)
    {
        using var page = new MemoryStream();
        if (Trouble(() => WritePage(page)) is { } trouble)
        {
            await SendAsync(response, HttpStatusCode.InternalServerError, trouble);
            return;
        }
        response.StatusCode = (int)HttpStatusCode.OK;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength64 = page.Length;
        page.Position = 0;
        await page.CopyToAsync(response.OutputStream);
    }

    private void WritePage(Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var page = new ReviewPage(text, _run.Header with { Program = Invocation.Line() }, DecisionsFile.ReadTied(_run), _run.FullPath);
        var tally = new RunTally();
        foreach (var result in ReportView.Show(_run.Results()))
        {
            tally.Add(result);
            page.Add(result);
        }
        page.Complete(tally.Totals);
    }

    /// <summary>Takes what the page has decided about some repositories; what others decided meanwhile about the rest stays.</summary>
    private async Task SaveAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.Headers["Origin"] is null || request.ContentType?.Split(';')[0].Trim() != "application/json")
        {
            await SendAsync(response, HttpStatusCode.Forbidden, Messages.NotThisServer);
            return;
        }
        if (request.ContentLength64 is < 0 or > LongestBody)
        {
            await SendAsync(response, HttpStatusCode.RequestEntityTooLarge, Messages.TooManyDecisions);
            return;
        }

        var body = new byte[request.ContentLength64];
        await request.InputStream.ReadExactlyAsync(body);
        var decided = Decisions.None;
        if (Trouble(() => decided = Decisions.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body), Messages.ThePage)) is { } mistake)
        {
            await SendAsync(response, HttpStatusCode.BadRequest, mistake);
            return;
        }
        await _turn.WaitAsync();
        try
        {
            var trouble = Trouble(() => DecisionsFile.Change(_run, decisions => decisions.With(decided)));
            if (trouble is null)
                response.StatusCode = (int)HttpStatusCode.NoContent;
            else
                await SendAsync(response, HttpStatusCode.InternalServerError, trouble);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Does something with the run folder and tells, here and to the page, why it cannot be done.</summary>
    private string? Trouble(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception exception) when (exception is UsageException or InvalidDataException or IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            _terminal.Error(exception.Message);
            return exception.Message;
        }
    }

    private static async Task SendAsync(HttpListenerResponse response, HttpStatusCode status, string text)
    {
        response.StatusCode = (int)status;
        response.ContentType = "text/plain; charset=utf-8";
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
