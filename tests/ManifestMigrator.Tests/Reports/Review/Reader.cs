using System.Collections.Concurrent;
using ManifestMigrator.Migration;
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
    public Task<IReadOnlyList<string>> Names => Page.Locator("details.repository:not([hidden]) > summary .name").AllTextContentsAsync();

    public static async Task<Reader> Opens(IEnumerable<RepositoryResult> repositories, BrowserNewContextOptions? options = null)
    {
        var own = Directory.CreateTempSubdirectory("review-").FullName;
        var file = Path.Combine(own, "review.html");
        await using (var writer = new StreamWriter(file))
            Write(writer, repositories);

        var context = await Chromium.Browser.NewContextAsync(options);
        var reader = new Reader(own, await context.NewPageAsync());
        await reader.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return reader;
    }

    public static void Write(TextWriter writer, IEnumerable<RepositoryResult> repositories)
    {
        var page = new ReviewPage(writer, Fleet.Header);
        foreach (var repository in repositories)
            page.Add(repository);
        page.Complete(Fleet.Totals);
    }

    public ILocator Row(string name) =>
        Page.Locator("details.repository", new PageLocatorOptions { Has = Page.GetByText(name, new PageGetByTextOptions { Exact = true }) });

    /// <summary>Opens the row and waits until its details are written.</summary>
    public async Task<ILocator> OpensRow(string name)
    {
        var row = Row(name);
        await row.Locator("summary").ClickAsync();
        await row.Locator(".facts").First.WaitForAsync();
        return row;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
