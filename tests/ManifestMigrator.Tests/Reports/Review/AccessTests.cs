using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>The page is there for people who do not see it, or see it differently.</summary>
internal sealed class AccessTests
{
    [TestCase(ColorScheme.Light, 1280)]
    [TestCase(ColorScheme.Dark, 390)]
    public async Task Axe_has_nothing_to_say(ColorScheme scheme, int width)
    {
        await using var reader = await Reader.Opens(
            Fleet.Repositories,
            new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        await reader.Page.Locator("button[data-value='migrated']").ClickAsync();
        foreach (var name in new[] { "juniper-bank", "larch-photos", "linden-telecom" })
            await reader.OpensRow(name);
        await reader.Page.Locator("button[data-value='blocked']").ClickAsync();
        await reader.OpensRow("cedar-insurance");

        var result = await reader.Page.RunAxe();

        Assert.That(result.Passes.Select(pass => pass.Id), Does.Contain("color-contrast").And.Contain("button-name"), "Axe has looked.");
        Assert.That(result.Violations.Select(violation => $"{violation.Impact}: {violation.Help}"), Is.Empty);
    }

    [TestCase(1280)]
    [TestCase(820)]
    [TestCase(390)]
    [TestCase(320)]
    public async Task Nothing_sticks_out_at_the_side(int width)
    {
        await using var reader = await Reader.Opens(
            Fleet.Repositories,
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });

        await reader.OpensRow("linden-telecom");

        Assert.That(await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }
}
