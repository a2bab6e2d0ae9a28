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
            ReviewedFleet.Repositories,
            new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await Examine(reader, "the list");
        await reader.Presses("1", "Escape");
        Assert.That(await reader.Page.Locator(".approve.first").InnerTextAsync(), Is.EqualTo("Approve 2"));
        await Examine(reader, "the advice, after one of each group was looked at");

        await reader.WithTotals();
        await reader.Choice("impact", "form").ClickAsync();
        await Examine(reader, "the totals, and a filter");
        await reader.Presses("Escape", "Escape");
        await reader.Page.Locator("#undeliverable > summary").ClickAsync();
        await reader.Page.Locator(".as-text > summary").ClickAsync();
        await reader.Page.Locator(".as-text .copyable").WaitForAsync();
        await Examine(reader, "what cannot be delivered");

        await reader.OpensRow("juniper-bank");
        await Examine(reader, "a repository");
        await reader.Page.Locator("#note").FillAsync("Ask Ada");
        await reader.Presses("Enter", "Escape", "d", "Escape");
        await reader.OpensRow("3 with the same change");
        await Examine(reader, "a group");
        await reader.Presses("a");
        await Examine(reader, "a question");
        await reader.Presses("Escape", "r", "Escape", "s");
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
    [TestCase(375)]
    [TestCase(320)]
    public async Task Nothing_sticks_out_at_the_side_and_nothing_is_cut(int width)
    {
        await using var reader = await Reader.OpensGrouped(
            ReviewedFleet.Repositories,
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        await reader.WithTotals();
        await reader.Page.Locator("#undeliverable > summary").ClickAsync();
        await Fits(reader, width, "the list");

        foreach (var name in new[] { "linden-telecom", "6 with the same change" })
        {
            await reader.OpensRow(name);
            await reader.Presses("d", "s");
            await Fits(reader, width, name);
            await reader.Presses("Escape");
        }
    }

    [Test]
    public async Task On_paper_it_is_a_report_of_what_was_decided_without_anything_to_press()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Page.Locator("#note").FillAsync("Ask Ada");
        await reader.Presses("Enter", "Escape", "r", "Escape");
        await reader.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        var text = await reader.Page.Locator("body").InnerTextAsync();
        Assert.That(text, Does.Contain("run 20260101T000000Z").And.Contain("1 of 15 decided").And.Contain("/review-"));
        Assert.That(text, Does.Contain("A comma is missing between two members. Put a comma at the end of line 6."), "What cannot be delivered stands there in full.");
        Assert.That(text, Does.Contain("larch-photos").And.Contain("Ask Ada"));
        Assert.That(text, Does.Not.Contain("Save decisions").And.Not.Contain("Review one by one").And.Not.Contain("Group alike"));
        Assert.That(await reader.Page.PdfAsync(), Is.Not.Empty);
    }

    private static async Task Fits(Reader reader, int width, string what)
    {
        Assert.That(await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), what);
        Assert.That(
            await reader.Page.EvaluateAsync<string[]>(
                """
                [...document.querySelectorAll("body *")]
                  .filter(each => each.checkVisibility() && !each.matches(".unseen, .scrolled") && getComputedStyle(each).overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1)
                  .map(each => each.outerHTML.slice(0, 120))
                """),
            Is.Empty,
            what);
    }

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
