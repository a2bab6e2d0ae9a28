using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>What somebody sees and does who opens the review page.</summary>
[StartsPrograms]
internal sealed class ReadingTests
{
    [Test]
    public async Task The_totals_unfold_and_each_value_has_its_count()
    {
        await using var reader = await (await Reader.Opens(ReviewedFleet.Repositories)).WithTotals();

        Assert.That(
            await reader.Page.Locator("#run-origin").InnerTextAsync(),
            Does.EndWith(" · 26 manifests · 40 planned changes · 4 errors · 4 warnings · manifest-migrator 0.1.0 · mappings 5d41a7c09be3"));
        Assert.That(await reader.Page.Locator(".choice").AllTextContentsAsync(), Is.EqualTo(new[]
        {
            "unreadable2", "blocked2", "failed3", "no-manifest2", "ready15", "current6", "skipped1",
            "identity1", "consent1", "account form7", "schedule1", "nothing noticed5",
            "20171", "catalogue1", "camel4", "leftovers8", "v210",
            "undecided15", "rejected0", "approved0",
            "uuid8", "folder-path7", "folders7", "data-types4", "category3", "manifest-version3", "konnector-type1", "time-interval1",
            "category-others4", "duplicate-key1", "missing-comma1", "several-manifests1", "trailing-comma1", "uuid-duplicate1",
        }));
    }

    [Test]
    public async Task The_list_has_the_order_of_the_advice_and_what_cannot_be_delivered_comes_behind_it()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories.Reverse());

        Assert.That((await reader.Names).Take(25), Is.EqualTo(new[]
        {
            "sorrel-taxes", "spruce-forum", "plum-toys", "poplar-games", "rowan-sports",
            "magnolia-rail", "maple-travel", "oak-books", "olive-grocer", "pear-pharmacy", "pine-garage", "linden-telecom",
            "laurel-calendar", "larch-photos", "juniper-bank",
            "alder-water", "birch-mobile", "cedar-insurance", "dogwood-parking", "elder-post", "fir-school", "gorse-club", "hazel-empty", "holly-library", "sumac-radio",
        }));
        Assert.That(await reader.Page.Locator(".lot-title").AllTextContentsAsync(), Is.EqualTo(new[]
        {
            "People notice nothing, no warning", "People notice nothing, a warning", "The account form changes", "The konnector runs at other times",
            "Permissions change, people are asked for consent", "It becomes another konnector", "Cannot be delivered", "Nothing to do",
        }));
    }

    [Test]
    public async Task A_click_on_a_status_shows_only_its_repositories_and_a_chip_that_takes_it_away()
    {
        await using var reader = await (await Reader.Opens(ReviewedFleet.Repositories)).WithTotals();

        await reader.Choice("status", "failed").ClickAsync();
        Assert.That(await reader.Names, Is.EqualTo(new[] { "elder-post", "fir-school", "gorse-club" }));
        Assert.That(await reader.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo("3 of 31"));
        await reader.Page.Locator("#chips").GetByText("Status: failed").ClickAsync();

        Assert.That(await reader.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo("31"));
    }

    [Test]
    public async Task Values_of_one_kind_add_up_and_kinds_narrow_each_other()
    {
        await using var reader = await (await Reader.Opens(ReviewedFleet.Repositories)).WithTotals();

        await reader.Choice("form", "camel").ClickAsync();
        await reader.Choice("form", "catalogue").ClickAsync();
        await reader.Choice("impact", "none").ClickAsync();

        Assert.That(await reader.Names, Is.EqualTo(new[] { "plum-toys", "poplar-games", "rowan-sports" }));
    }

    [TestCase("OAK", new[] { "oak-books" })]
    [TestCase("uuid-duplicate", new[] { "dogwood-parking" })]
    [TestCase("photos.read offline", new[] { "larch-photos" })]
    [TestCase("folders 2017", new[] { "linden-telecom" })]
    public async Task Words_are_looked_for_in_names_rules_findings_and_values(string words, string[] names)
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.Page.GetByLabel("Filter by words").FillAsync(words);

        Assert.That(await reader.Names, Is.EqualTo(names));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_filter_that_nothing_matches_says_so_and_Escape_clears_all_of_it(bool isWriting)
    {
        await using var reader = await (await Reader.Opens(ReviewedFleet.Repositories)).WithTotals();
        await reader.Choice("status", "failed").ClickAsync();
        await reader.Page.GetByLabel("Filter by words").FillAsync("no such thing");
        Assert.That(await reader.Page.GetByText("No repository matches.").IsVisibleAsync(), Is.True);
        if (!isWriting)
            await reader.Page.GetByLabel("Filter by words").BlurAsync();

        await reader.Presses("Escape");

        Assert.That(await reader.Names, Has.Count.EqualTo(ReviewedFleet.Repositories.Count));
        Assert.That(await reader.Choice("status", "failed").GetAttributeAsync("aria-pressed"), Is.EqualTo("false"));
        Assert.That(await reader.Page.GetByLabel("Filter by words").InputValueAsync(), Is.Empty);
    }

    [Test]
    public async Task The_same_change_with_the_same_warnings_is_one_row()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);

        var rows = await reader.Page.Locator(".group").EvaluateAllAsync<string[]>("rows => rows.map(row => row.innerText.replace(/\\s*\\n\\s*/g, '|'))");

        Assert.That(rows, Is.EqualTo(new[]
        {
            "○|undecided|ready|2 with the same change|nothing noticed|v2|example.org/grove/sorrel-taxes, example.org/grove/spruce-forum",
            "○|undecided|ready|3 with the same change|nothing noticed|camel|1 warning each|example.org/grove/plum-toys, example.org/grove/poplar-games, example.org/grove/rowan-sports",
            "○|undecided|ready|6 with the same change|account form|leftovers, v2|example.org/grove/magnolia-rail, example.org/grove/maple-travel, example.org/grove/oak-books, example.org/grove/olive-grocer, example.org/grove/pear-pharmacy and 1 more",
        }));
    }

    [Test]
    public async Task A_repository_that_could_not_be_read_says_why()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        Assert.That(await reader.Row("elder-post").Locator(".gist").TextContentAsync(), Is.EqualTo("The host git.elder.example does not answer. Plan again when it does."));
    }

    [Test]
    public async Task A_run_without_repositories_can_be_read()
    {
        await using var reader = await Reader.Opens([]);

        Assert.That(await reader.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo("0"));
        Assert.That(reader.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_JavaScript_a_sentence_says_what_to_do()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories, new BrowserNewContextOptions { JavaScriptEnabled = false });

        Assert.That(await reader.Page.Locator("body").InnerTextAsync(), Does.Contain("This page needs JavaScript"));
    }
}
