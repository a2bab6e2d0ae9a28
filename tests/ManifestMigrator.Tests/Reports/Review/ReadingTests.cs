using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>What somebody sees and does who opens the review page.</summary>
[StartsPrograms]
internal sealed class ReadingTests
{
    [Test]
    public async Task The_totals_stand_at_the_top()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        Assert.That(
            await reader.Page.Locator("#run-totals").InnerTextAsync(),
            Is.EqualTo("31 repositories · 26 manifests · 40 planned changes · 4 errors · 4 warnings"));
    }

    [Test]
    public async Task Each_status_impact_and_form_has_its_count()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        Assert.That(await reader.Page.Locator(".choice").AllTextContentsAsync(), Is.EqualTo(new[]
        {
            "unreadable2", "blocked2", "failed3", "no-manifest2", "migrated15", "current6", "skipped1",
            "identity1", "consent1", "form7", "schedule1", "none5",
            "20171", "catalogue1", "camel4", "leftovers8", "v210",
            "undecided15", "rejected0", "approved0",
            "uuid8", "folder-path7", "folders7", "data-types4", "category3", "manifest-version3", "konnector-type1", "time-interval1",
            "category-others4", "missing-comma1", "trailing-comma1", "duplicate-key1", "uuid-duplicate1", "several-manifests1",
        }));
    }

    [Test]
    public async Task What_needs_a_person_most_stands_first()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories.Reverse());

        Assert.That((await reader.Names).Take(16), Is.EqualTo(new[]
        {
            "alder-water", "birch-mobile", "cedar-insurance", "dogwood-parking", "elder-post", "fir-school", "gorse-club",
            "hazel-empty", "holly-library", "juniper-bank", "larch-photos", "linden-telecom", "magnolia-rail", "maple-travel", "oak-books", "olive-grocer",
        }));
    }

    [Test]
    public async Task A_click_on_a_status_shows_only_its_repositories()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        await Choice(reader, "status", "failed").ClickAsync();

        Assert.That(await reader.Names, Is.EqualTo(new[] { "elder-post", "fir-school", "gorse-club" }));
        Assert.That(await reader.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo("3 of 31 repositories, highest risk first"));
    }

    [Test]
    public async Task Values_of_one_kind_add_up_and_kinds_narrow_each_other()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        await Choice(reader, "form", "camel").ClickAsync();
        await Choice(reader, "form", "catalogue").ClickAsync();
        await Choice(reader, "impact", "none").ClickAsync();

        Assert.That(await reader.Names, Is.EqualTo(new[] { "plum-toys", "poplar-games", "rowan-sports" }));
    }

    [TestCase("OAK", new[] { "oak-books" })]
    [TestCase("uuid-duplicate", new[] { "dogwood-parking" })]
    [TestCase("photos.read offline", new[] { "larch-photos" })]
    [TestCase("folders 2017", new[] { "linden-telecom" })]
    public async Task Words_are_looked_for_in_names_rules_findings_and_values(string words, string[] names)
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        await reader.Page.GetByLabel("Filter by words").FillAsync(words);

        Assert.That(await reader.Names, Is.EqualTo(names));
    }

    [Test]
    public async Task A_filter_that_nothing_matches_says_so_and_can_be_cleared()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);
        await Choice(reader, "status", "failed").ClickAsync();
        await reader.Page.GetByLabel("Filter by words").FillAsync("no such thing");
        Assert.That(await reader.Page.GetByText("No repository matches.").IsVisibleAsync(), Is.True);

        await reader.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show all", Exact = true }).ClickAsync();

        Assert.That(await reader.Names, Has.Count.EqualTo(Fleet.Repositories.Count));
        Assert.That(await Choice(reader, "status", "failed").GetAttributeAsync("aria-pressed"), Is.EqualTo("false"));
    }

    [Test]
    public async Task The_same_change_is_one_row_with_its_exceptions()
    {
        await using var reader = await Reader.OpensGrouped(Fleet.Repositories);

        var rows = await reader.Page.Locator(".group").EvaluateAllAsync<string[]>("rows => rows.map(row => row.innerText.replace(/\\s*\\n\\s*/g, '|'))");

        Assert.That(rows, Is.EqualTo(new[]
        {
            "○|undecided|migrated|6 repositories with the same change|form|leftovers, v2|magnolia-rail, maple-travel, oak-books, olive-grocer, pear-pharmacy, pine-garage|folder-path folders uuid",
            "○|undecided|migrated|3 repositories with the same change|none|camel|plum-toys, poplar-games, rowan-sports|data-types category",
            "○|undecided|migrated|2 repositories with the same change|none|v2|sorrel-taxes, spruce-forum|manifest-version uuid",
        }));
    }

    [Test]
    public async Task A_repository_that_could_not_be_read_says_why()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        Assert.That(await reader.Row("elder-post").Locator(".gist").TextContentAsync(), Is.EqualTo("The host git.elder.example does not answer. Plan again when it does."));
    }

    [Test]
    public async Task A_run_without_repositories_can_be_read()
    {
        await using var reader = await Reader.Opens([]);

        Assert.That(await reader.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo("0 of 0 repositories, highest risk first"));
        Assert.That(reader.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_JavaScript_a_sentence_says_what_to_do()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories, new BrowserNewContextOptions { JavaScriptEnabled = false });

        Assert.That(await reader.Page.Locator("body").InnerTextAsync(), Does.Contain("This page needs JavaScript"));
    }

    private static ILocator Choice(Reader reader, string facet, string value) =>
        reader.Page.Locator($"button[data-facet='{facet}'][data-value='{value}']");
}
