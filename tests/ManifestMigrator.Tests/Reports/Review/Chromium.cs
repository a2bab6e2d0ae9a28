using ManifestMigrator.Disk;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>The machine's own Chromium, started once for all tests of the review page. No browser is downloaded.</summary>
[SetUpFixture]
internal sealed class Chromium
{
    /// <summary>As distributions call it; the shell without windows starts twice as fast, where there is one.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>How many pages may be open at a time: more would only slow each other down.</summary>
    public static readonly SemaphoreSlim Pages = new(2);

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    public static IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not been started.");

    [OneTimeSetUp]
    public static async Task Start()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable(),
            Args =
            [
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
            ],
        });
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Executable() =>
        Names.Select(Programs.Find).Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            "The tests of the review page need Chromium. `tests/run.sh` installs it; or set CHROMIUM to the path of a Chromium or Chrome.");
}
