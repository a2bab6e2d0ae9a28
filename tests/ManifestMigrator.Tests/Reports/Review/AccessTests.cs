using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>The page is there for people who do not see it, or see it differently.</summary>
[StartsPrograms]
internal sealed class AccessTests
{
    [TestCase(ColorScheme.Light, 1280)]
    [TestCase(ColorScheme.Dark, 390)]
    public async Task Axe_has_nothing_to_say(ColorScheme scheme, int width)
    {
        await using var reader = await Reader.OpensGrouped(
            Fleet.Repositories,
            new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await Examine(reader, "the list");

        await reader.OpensRow("juniper-bank");
        await Examine(reader, "a repository");
        await reader.Page.Locator("#note").FillAsync("Ask Ada");
        await reader.Presses("Escape", "a", "d", "Escape");
        await reader.OpensRow("3 repositories with the same change");
        await reader.Presses("r");
        await Examine(reader, "a group");
        await reader.Presses("Escape", "s");
        await reader.OpensRow("larch-photos");
        await Examine(reader, "a repository, after saving");
        await reader.Presses("Escape");
        await reader.OpensRow("cedar-insurance");
        await Examine(reader, "a blocked repository");
        await reader.Presses("Escape", "?");
        await Examine(reader, "the list and the help");
    }

    [TestCase(1280)]
    [TestCase(820)]
    [TestCase(390)]
    [TestCase(320)]
    public async Task Nothing_sticks_out_at_the_side(int width)
    {
        await using var reader = await Reader.OpensGrouped(
            Fleet.Repositories,
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        Assert.That(await WidthAsync(reader), Is.LessThanOrEqualTo(width), "the list");

        foreach (var name in new[] { "linden-telecom", "6 repositories with the same change" })
        {
            await reader.OpensRow(name);
            await reader.Presses("d");
            Assert.That(await WidthAsync(reader), Is.LessThanOrEqualTo(width), name);
            await reader.Presses("Escape");
        }
    }

    [Test]
    public async Task On_paper_stands_what_one_reads_and_nothing_one_presses()
    {
        await using var reader = await Reader.OpensGrouped(Fleet.Repositories);
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.That(await reader.Page.GetByText("Save decisions").First.IsVisibleAsync(), Is.False);
        Assert.That(await reader.Row("larch-photos").IsVisibleAsync(), Is.True);
        Assert.That(await reader.Page.PdfAsync(), Is.Not.Empty);
    }

    private static Task<int> WidthAsync(Reader reader) => reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    private static async Task Examine(Reader reader, string what)
    {
        var result = await reader.Page.RunAxe();
        Assert.That(result.Passes.Select(pass => pass.Id), Does.Contain("color-contrast").And.Contain("button-name"), "Axe has looked.");
        Assert.That(
            result.Violations.Select(violation => $"{violation.Impact}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"),
            Is.Empty,
            what);
    }
}
