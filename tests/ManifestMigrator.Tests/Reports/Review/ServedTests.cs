using System.IO.Compression;
using System.Net;
using System.Text;
using ManifestMigrator.Commands;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary><c>review --serve</c>: what is decided on the page is in the run folder at once, and nobody but the page can write there.</summary>
[StartsPrograms]
internal sealed class ServedTests : IDisposable
{
    private const string Fragment = """{"format": 1, "decisions": {"example.org/grove/larch-photos": {"decision": "rejected"}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly RunFolder _run;
    private readonly ReviewServer _server;
    private readonly Task _running;

    public ServedTests()
    {
        using (var made = RunFolder.Create(_folder["run"], ReviewedFleet.Header))
        {
            // With one UUID for all, the run would be blocked as a whole.
            foreach (var repository in ReviewedFleet.Repositories)
                made.Store(repository with { Manifests = [.. repository.Manifests.Select(manifest => manifest with { Uuid = "" })] });
            made.WriteReports(Decisions.None);
        }
        _run = RunFolder.Open(_folder["run"]);
        _server = new ReviewServer(Terminal.Open(Verbosity.Quiet, noColor: true), _run);
        _running = _server.RunAsync(_stop.Token);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.GetAwaiter().GetResult();
        _server.Dispose();
        _run.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task What_is_decided_on_the_page_is_in_the_run_folder_at_once_and_survives_a_reload()
    {
        await Chromium.Pages.WaitAsync();
        try
        {
            await using var context = await Chromium.Browser.NewContextAsync();
            var page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            await page.GotoAsync(_server.FirstAddress);
            await page.Locator("#review").WaitForAsync();
            Assert.That(page.Url, Does.EndWith("/").And.Not.Contain("token"));

            foreach (var key in new[] { "1", "n" })
                await page.Keyboard.PressAsync(key);
            await page.Keyboard.TypeAsync("ask Ada");
            foreach (var key in new[] { "Enter", "Escape", "a" })
                await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Locator("#saving-state")).ToHaveTextAsync("Saved in decisions.json");
            Assert.That(Decided(), Is.EqualTo(new[] { "example.org/grove/sorrel-taxes approved ask Ada", "example.org/grove/spruce-forum approved ask Ada" }));
            DecisionsFile.Change(_run, decisions => decisions.With("example.org/grove/larch-photos", new Decision(Verdict.Rejected, "meanwhile", "")));
            await page.Keyboard.PressAsync("u");
            string[] after = ["example.org/grove/larch-photos rejected meanwhile", "example.org/grove/sorrel-taxes undecided ask Ada", "example.org/grove/spruce-forum undecided ask Ada"];
            await Assertions.Expect(page.Locator("#saving-state")).ToHaveTextAsync("Saved in decisions.json");
            Assert.That(Decided(), Is.EqualTo(after), "What somebody else decided in between stays.");
            await page.ReloadAsync();
            await page.Locator("#progress").GetByText("1 of 15 decided").WaitForAsync();
            Assert.That(await page.Locator("#save").IsVisibleAsync(), Is.False);
            Assert.That(complaints, Is.Empty);

            await _stop.CancelAsync();
            await _running;
            await page.Keyboard.PressAsync("6");
            await page.Keyboard.PressAsync("a");
            await page.GetByText("Not saved: the server does not answer").WaitForAsync();
            Assert.That(await page.Locator("#saving-state").InnerTextAsync(), Is.EqualTo("Not saved"));
        }
        finally
        {
            Chromium.Pages.Release();
        }
    }

    [Test]
    public async Task The_first_address_counts_once_and_becomes_a_cookie_that_no_other_site_can_send()
    {
        using var first = new Visitor(_server);
        using var welcome = await first.Client.GetAsync(_server.FirstAddress);
        Assert.That((welcome.StatusCode, welcome.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.SeeOther, "/")));
        Assert.That(welcome.Headers.GetValues("Set-Cookie").Single(), Does.Match("^manifest-migrator-[0-9]+=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict$"));
        Assert.That(await first.AskAsync(), Is.EqualTo(HttpStatusCode.OK));

        using var second = new Visitor(_server);
        using var refused = await second.Client.GetAsync(first.Address);
        Assert.That((int)refused.StatusCode, Is.EqualTo(403));
        Assert.That(await second.AskAsync(), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await second.WriteAsync(), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(Decided(), Is.Empty);
    }

    [TestCase("Host", "evil.example")]
    [TestCase("Host", "localhost")]
    [TestCase("Origin", "http://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Content-Type", "text/plain")]
    [TestCase("Content-Type", "application/x-www-form-urlencoded")]
    public async Task What_does_not_come_from_the_page_writes_nothing_even_with_the_cookie(string header, string value)
    {
        using var visitor = new Visitor(_server);
        (await visitor.Client.GetAsync(_server.FirstAddress)).Dispose();

        Assert.That(await visitor.WriteAsync(Fragment, header, value), Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.BadRequest).Or.EqualTo(HttpStatusCode.NotFound));

        Assert.That(Decided(), Is.Empty);
        Assert.That(await visitor.WriteAsync(), Is.EqualTo(HttpStatusCode.NoContent), "As the page does it, it is written.");
        Assert.That(Decided(), Has.Length.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"format\": 2, \"decisions\": {}}")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"yes\"}}}")]
    public async Task What_is_no_decision_is_refused_and_the_file_stays_as_it_was(string body)
    {
        using var visitor = new Visitor(_server);
        (await visitor.Client.GetAsync(_server.FirstAddress)).Dispose();
        await visitor.WriteAsync();
        var before = await File.ReadAllTextAsync(_folder["run/decisions.json"]);

        Assert.That(await visitor.WriteAsync(body), Is.EqualTo(HttpStatusCode.BadRequest));

        Assert.That(await File.ReadAllTextAsync(_folder["run/decisions.json"]), Is.EqualTo(before));
    }

    [Test]
    public async Task A_page_that_somebody_put_into_the_run_folder_is_not_sent()
    {
        await File.WriteAllTextAsync(_folder["run/review.html"], "<script>approveEverything()</script>");
        using var visitor = new Visitor(_server);
        (await visitor.Client.GetAsync(_server.FirstAddress)).Dispose();

        var page = await visitor.Client.GetStringAsync(visitor.Address);

        Assert.That(page, Does.StartWith("<!doctype html>").And.Not.Contain("approveEverything()"));
    }

    [Test]
    public async Task The_served_page_shows_the_same_as_the_file_in_the_run_folder()
    {
        var identity = new Finding(Severity.Warning, "uuid-identity", "/uuid", "No UUID can be made.", "");
        using (var made = RunFolder.Create(_folder["other"], ReviewedFleet.Header))
        {
            foreach (var repository in ReviewedFleet.Repositories)
                made.Store(repository with { Manifests = [.. repository.Manifests.Select(manifest => manifest with { Uuid = "", Findings = [.. manifest.Findings, identity] })] });
            made.WriteReports(Decisions.None);
        }
        using var run = RunFolder.Open(_folder["other"]);
        using var server = new ReviewServer(Terminal.Open(Verbosity.Quiet, noColor: true), run);
        using var stop = new CancellationTokenSource();
        var running = server.RunAsync(stop.Token);
        using var visitor = new Visitor(server);
        (await visitor.Client.GetAsync(server.FirstAddress)).Dispose();

        var (served, file) = (Data(await visitor.Client.GetStringAsync(visitor.Address)), Data(await File.ReadAllTextAsync(_folder["other/review.html"])));
        await stop.CancelAsync();
        await running;

        Assert.That(served, Is.EqualTo(file));
        Assert.That(served.Count(line => line.Contains("this is reported once", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    /// <summary>The lines of a page's data without the first, which says where the page comes from.</summary>
    private static string[] Data(string page)
    {
        using var text = new StringWriter();
        foreach (var block in page.Split("data-started=")[1].Split('\n').Skip(1).TakeWhile(line => !line.Contains('<', StringComparison.Ordinal)))
        {
            using var inflated = new StreamReader(new DeflateStream(new MemoryStream(Convert.FromBase64String(block)), CompressionMode.Decompress));
            text.Write(inflated.ReadToEnd());
        }
        return text.ToString().Split('\n')[1..];
    }

    private string[] Decided() => File.Exists(_folder["run/decisions.json"])
        ? [.. Decisions.Read(File.ReadAllText(_folder["run/decisions.json"]), "decisions.json").ByKey.Select(entry => $"{entry.Key} {Spelling.Spell(entry.Value.Verdict)} {entry.Value.Note}")]
        : [];

    /// <summary>A browser, or somebody who pretends to be one.</summary>
    private sealed class Visitor(ReviewServer server) : IDisposable
    {
        // A connection for each request, as the server wants it. HttpListener itself answers a request to another host and then, on a
        // connection that is kept, sends a second answer that nobody asked for (200, empty): the next request must not take it for its own.
        public HttpClient Client { get; } = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            PooledConnectionLifetime = TimeSpan.Zero,
        });

        public Uri Address { get; } = new(new Uri(server.FirstAddress), "/");

        public async Task<HttpStatusCode> AskAsync()
        {
            using var answer = await Client.GetAsync(Address);
            return answer.StatusCode;
        }

        /// <summary>Writes as the page does, but for one header.</summary>
        public async Task<HttpStatusCode> WriteAsync(string body = Fragment, string header = "", string value = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "decisions")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            var headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Origin"] = Address.GetLeftPart(UriPartial.Authority),
                ["Sec-Fetch-Site"] = "same-origin",
                ["Content-Type"] = "application/json",
            };
            if (header.Length > 0)
                headers[header] = header == "Host" ? $"{value}:{Address.Port}" : value;
            foreach (var (name, text) in headers.Where(pair => pair.Value.Length > 0))
            {
                if (name == "Content-Type")
                    request.Content.Headers.TryAddWithoutValidation(name, text);
                else
                    request.Headers.TryAddWithoutValidation(name, text);
            }
            using var answer = await Client.SendAsync(request);
            return answer.StatusCode;
        }

        public void Dispose() => Client.Dispose();
    }
}
