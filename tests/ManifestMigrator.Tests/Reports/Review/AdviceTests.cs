using ManifestMigrator.Plans;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>The first screen: what to look at, in what order.</summary>
[StartsPrograms]
internal sealed class AdviceTests
{
    [Test]
    public async Task The_first_screen_says_in_words_what_to_look_at_and_in_what_order()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);

        Assert.That(await reader.Page.Locator("#advice h2").InnerTextAsync(), Is.EqualTo("To decide: 15"));
        Assert.That(await LotsOf(reader), Is.EqualTo(new[]
        {
            "1|People notice nothing, no warning|2 in 1 group|Look at one of each|Approve 2",
            "2|People notice nothing, a warning|3|Review one by one",
            "3|The account form changes|7|Review one by one",
            "4|The konnector runs at other times|1|Review one by one",
            "5|Permissions change, people are asked for consent|1|Review one by one",
            "6|It becomes another konnector|1|Review one by one",
        }));
        Assert.That(await reader.Page.Locator("#undeliverable summary").InnerTextAsync(), Is.EqualTo("Cannot be delivered: 7 – what to fix"));
        Assert.That(await reader.Page.Locator("#nothing-to-do").InnerTextAsync(), Is.EqualTo("Nothing to do: 9"));
        Assert.That(
            await reader.Page.Locator("#run").InnerTextAsync(),
            Is.EqualTo("31 sources · planned 1 Jan 2026 00:00 UTC · run 20260101T000000Z"));
        Assert.That(await reader.Page.TitleAsync(), Does.Match("^Manifest migration · 31 sources · run 20260101T000000Z · /.*/review-[^/]+$"));
    }

    [Test]
    public async Task The_list_is_in_view_and_its_first_row_three_keys_away()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });

        Assert.That((await reader.Page.Locator("#repositories > .row").First.BoundingBoxAsync())!.Y, Is.LessThan(740));
        Assert.That(await reader.Page.Locator(".facet").CountAsync(), Is.Zero, "Charts are folded away.");
        await reader.Presses("Tab", "Enter");
        Assert.That(await reader.Focused, Does.Contain("2 with the same change"));
        await reader.OpensAgain(ReviewedFleet.Repositories);
        await reader.Presses("j");
        Assert.That(await reader.Focused, Does.Contain("2 with the same change"));
    }

    [Test]
    public async Task The_head_of_the_page_stays_one_line_after_a_decision()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        var before = (await reader.Page.Locator(".what").BoundingBoxAsync())!.Height;
        await reader.OpensRow("2 with the same change");
        await reader.Presses("r");
        await reader.Page.GetByText("Not in a file yet").WaitForAsync();

        Assert.That((await reader.Page.Locator(".what").BoundingBoxAsync())!.Height, Is.EqualTo(before));
    }

    [Test]
    public async Task One_of_each_group_is_looked_at_and_then_all_are_approved()
    {
        var pairs = ReviewedFleet.Repositories.Where(repository => repository.Status == RepositoryStatus.Migrated)
            .SelectMany(repository => new[] { repository, repository with { Repository = $"{repository.Repository}-too" } }).ToList();
        var quiet = pairs.Where(repository => repository.Repository.Contains("toys", StringComparison.Ordinal) || repository.Repository.Contains("taxes", StringComparison.Ordinal))
            .Select(repository => repository with { Manifests = [.. repository.Manifests.Select(manifest => manifest with { Findings = [] })] });
        await using var reader = await Reader.OpensGrouped(quiet);
        Assert.That(await LotsOf(reader), Is.EqualTo(new[] { "1|People notice nothing, no warning|4 in 2 groups|Look at one of each|Approve 4" }));

        await reader.Page.Locator("[data-act='approve-quiet']").ClickAsync();
        Assert.That(await reader.Page.Locator("#question").InnerTextAsync(), Does.Contain("Nobody has looked at any of these 4 repositories yet; they are in 2 groups, and one of each is enough."));
        await reader.Presses("Escape", "1");
        await reader.Sees("2 repositories with the same change");
        await reader.Presses("j", "j");
        Assert.That(await reader.Focused, Is.EqualTo("Approve 4"));
        await reader.Presses("Enter");

        Assert.That(await reader.Progress, Is.EqualTo("All 4 decided"));
        Assert.That(await reader.Page.Locator("#advice h2").InnerTextAsync(), Is.EqualTo("Everything is decided"));
        Assert.That(await LotsOf(reader), Is.EqualTo(new[] { "People notice nothing, no warning|✓ all 4 decided" }));
    }

    [Test]
    public async Task One_by_one_the_next_is_shown_after_each_decision()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);

        await reader.Presses("2", "a");
        await reader.Sees("example.org/grove/poplar-games");
        await reader.Presses("r");
        await reader.Sees("example.org/grove/rowan-sports");
        await reader.Presses("u");
        await reader.Sees("example.org/grove/poplar-games");
        await reader.Presses("a");
        await reader.Sees("example.org/grove/rowan-sports");
        await reader.Presses("a");
        await reader.Sees("Manifest migration");

        Assert.That(await reader.Progress, Is.EqualTo("3 of 15 decided"));
        Assert.That((await LotsOf(reader))[1], Is.EqualTo("People notice nothing, a warning|✓ all 3 decided"));
    }

    [Test]
    public async Task What_cannot_be_delivered_is_listed_with_place_cause_and_remedy_to_be_copied()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories.Select(repository => repository with { Repository = repository.Repository.Replace("example.org", "gitlab.com", StringComparison.Ordinal) }));
        await reader.Page.Locator("#undeliverable > summary").ClickAsync();

        Assert.That(
            await reader.Page.Locator(".undeliverable > li").First.InnerTextAsync(),
            Is.EqualTo("gitlab.com/grove/alder-water\n\nmanifest.konnector:7 A comma is missing between two members. Put a comma at the end of line 6. missing-comma"));
        Assert.That(
            await reader.Page.Locator(".undeliverable p a").First.GetAttributeAsync("href"),
            Is.EqualTo("https://gitlab.com/grove/alder-water/-/blob/3f8a1c7d90b2e465f7c8d1a0b3e4952867fd0c1b/manifest.konnector#L7"));
        await reader.Page.Locator(".as-text > summary").ClickAsync();
        await reader.Page.Locator(".as-text .copyable").WaitForAsync();

        Assert.That(await reader.Page.Locator(".list-text").InnerTextAsync(), Does.StartWith(
            """
            - [ ] gitlab.com/grove/alder-water
              - manifest.konnector:7 A comma is missing between two members. Put a comma at the end of line 6. (missing-comma)
            - [ ] gitlab.com/grove/birch-mobile
            """).And.EndsWith("- [ ] gitlab.com/grove/gorse-club\n  - The host asks for a login that git does not have. Configure a credential helper. (authentication-refused)"));
    }

    [Test]
    public async Task The_delivery_is_counted_as_the_command_line_counts_it_and_each_number_leads_to_its_repositories()
    {
        DeliveryState[] states =
        [
            new() { Step = DeliveryStep.Applied, Branch = "manifest-v2", Commit = new string('7', 40) },
            Pushed("open", "passed") with { RequestOpened = "2026-11-20" }, Pushed("draft", "failed") with { RequestOpened = "2026-11-02" }, Pushed("landed", "") with { RequestOpened = "2026-10-01" }, Pushed("declined", ""), Pushed("changed", ""), new(),
        ];
        var names = ReviewedFleet.Repositories.Where(repository => repository.Status == RepositoryStatus.Migrated).Take(states.Length);
        await using var reader = await Reader.OpensGrouped(names.Select((repository, index) => repository with { Delivery = states[index] }));

        Assert.That(
            await reader.Page.Locator("#delivery").InnerTextAsync(),
            Is.EqualTo("Delivery: approved 0 → applied 6 → pushed 5 → open 2 → checks passed 1 → checks failed 1 → landed 1 · declined 1 · changed 1 · oldest open: 2026-11-02"));
        await reader.Page.Locator("#delivery").GetByText("open 2").ClickAsync();

        Assert.That(await reader.Page.Locator("#repositories .status").AllTextContentsAsync(), Is.EquivalentTo(new[] { "open", "draft" }));
        Assert.That(await reader.Page.Locator("#chips").InnerTextAsync(), Does.StartWith("Delivery: open ×"));

        static DeliveryState Pushed(string request, string checks) => new()
        {
            Step = DeliveryStep.Pushed,
            Branch = "manifest-v2",
            Commit = new string('7', 40),
            RequestState = request,
            Checks = checks,
        };
    }

    [Test]
    public async Task What_was_written_in_local_folders_is_counted_as_delivered()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories.Where(repository => repository.Status == RepositoryStatus.Migrated)
            .Select((repository, index) => repository with { Delivery = new DeliveryState { Step = index < 2 ? DeliveryStep.Written : DeliveryStep.Planned } }));

        Assert.That(await reader.Page.Locator("#delivery").InnerTextAsync(), Is.EqualTo("Delivery: approved 0 → written 2"));
        await reader.Page.Locator("#delivery").GetByText("written 2").ClickAsync();
        await reader.Page.Locator("#repositories a").First.ClickAsync();
        Assert.That(await reader.Page.Locator("article").InnerTextAsync(), Does.Contain("written in the local folder"));
    }

    [Test]
    public async Task After_a_part_is_approved_by_keyboard_the_next_one_has_the_focus()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);
        await reader.Presses("1", "j");
        Assert.That(await reader.Focused, Is.EqualTo("Approve 2"));

        await reader.Presses("Enter");

        Assert.That(await reader.Page.EvaluateAsync<string>("document.activeElement.dataset.act"), Is.EqualTo("look-warned"));
    }

    private static async Task<string[]> LotsOf(Reader reader) =>
        await reader.Page.Locator(".lot").EvaluateAllAsync<string[]>(
            "lots => lots.map(lot => [...lot.children].flatMap(part => part.matches('.buttons') ? [...part.children] : [part]).filter(part => part.checkVisibility({ visibilityProperty: true })).map(part => part.innerText).join('|'))");
}
