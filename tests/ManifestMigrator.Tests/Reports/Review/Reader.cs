using System.Collections.Concurrent;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Review;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>Somebody who has a review page open in a browser, from a file on disk.</summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<string> _requests = [];

    private Reader(string folder, IPage page)
    {
        _folder = folder;
        Page = page;
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) => _complaints.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Everything the browser wrote to its console: errors and breaches of the page's policy among it.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Every address the browser asked for.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The names of the repositories that the list shows, in its order.</summary>
    public Task<IReadOnlyList<string>> Names => Page.Locator("#repositories .identity .name").AllTextContentsAsync();

    /// <summary>The text of what has the focus.</summary>
    public Task<string> Focused => Page.EvaluateAsync<string>("document.activeElement.innerText");

    /// <summary>How far the review is, as the head of the page says it.</summary>
    public Task<string> Progress => Page.Locator("#progress").InnerTextAsync();

    /// <summary>Opens the page, each repository in a row of its own.</summary>
    public static async Task<Reader> Opens(IEnumerable<RepositoryResult> repositories, BrowserNewContextOptions? options = null)
    {
        var reader = await OpensGrouped(repositories, options);
        if (options?.JavaScriptEnabled != false)
            await reader.Page.Locator("#together").ClickAsync();
        return reader;
    }

    /// <summary>Opens the page as everybody does.</summary>
    public static async Task<Reader> OpensGrouped(IEnumerable<RepositoryResult> repositories, BrowserNewContextOptions? options = null)
    {
        await Chromium.Pages.WaitAsync();
        var own = Directory.CreateTempSubdirectory("review-").FullName;
        var file = Path.Combine(own, "review.html");
        await using (var writer = new StreamWriter(file))
            Write(writer, repositories);

        var context = await Chromium.Browser.NewContextAsync(options);
        var reader = new Reader(own, await context.NewPageAsync());
        await reader.Page.GotoAsync(new Uri(file).AbsoluteUri);
        if (options?.JavaScriptEnabled != false)
            await reader.IsReady();
        return reader;
    }

    /// <summary>Waits until the page has read its data.</summary>
    public Task IsReady() => Page.Locator("#review").WaitForAsync();

    public static void Write(TextWriter writer, IEnumerable<RepositoryResult> repositories, Decisions? decisions = null, string program = "manifest-migrator")
    {
        var page = new ReviewPage(writer, ReviewedFleet.Header with { Program = program }, decisions ?? Decisions.None);
        foreach (var repository in repositories)
            page.Add(repository);
        page.Complete(ReviewedFleet.Totals);
    }

    /// <summary>Puts another plan into the place of the one that is open, and opens it.</summary>
    public async Task OpensAgain(IEnumerable<RepositoryResult> repositories, Decisions? decisions = null, string program = "manifest-migrator")
    {
        await using (var writer = new StreamWriter(Path.Combine(_folder, "review.html")))
            Write(writer, repositories, decisions, program);
        await Page.ReloadAsync();
        await IsReady();
    }

    public ILocator Row(string name) =>
        Page.Locator("#repositories > .row", new PageLocatorOptions { Has = Page.GetByText(name, new PageGetByTextOptions { Exact = true }) });

    /// <summary>Opens the page of a repository and gives it.</summary>
    public async Task<ILocator> OpensRow(string name)
    {
        await Row(name).Locator("a").ClickAsync();
        await Page.Locator("#page h1").WaitForAsync();
        return Page.Locator("#page");
    }

    /// <summary>Unfolds the totals.</summary>
    public async Task<Reader> WithTotals()
    {
        await Page.Locator("#fold").ClickAsync();
        return this;
    }

    public ILocator Choice(string facet, string value) => Page.Locator($"button[data-facet='{facet}'][data-value='{value}']");

    /// <summary>Waits until the page is about something whose name begins like this: what a key did is there a moment later.</summary>
    public Task Sees(string title) => Assertions.Expect(Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex($"^{System.Text.RegularExpressions.Regex.Escape(title)}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

    public Task Presses(params string[] keys) => keys.Aggregate(Task.CompletedTask, async (before, key) =>
    {
        await before;
        await Page.Keyboard.PressAsync(key);
    });

    /// <summary>Saves the decisions and gives the text of the file.</summary>
    public async Task<string> Saves()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Locator("#save").ClickAsync());
        Assert.That(download.SuggestedFilename, Does.Match("^decisions-20260101T000000Z-[0-9]{6}\\.json$"));
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    public Task Loads(string text) => Page.Locator("#file").SetInputFilesAsync(new FilePayload
    {
        Name = "decisions.json",
        MimeType = "application/json",
        Buffer = System.Text.Encoding.UTF8.GetBytes(text),
    });

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Chromium.Pages.Release();
    }
}
