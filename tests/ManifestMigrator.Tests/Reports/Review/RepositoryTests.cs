using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>What the review page tells of one repository.</summary>
[StartsPrograms]
internal sealed class RepositoryTests
{
    [Test]
    public async Task What_was_delivered_is_told_with_the_address_where_a_request_is_opened()
    {
        const string request = "https://github.com/alder/voltaire/compare/main...manifest-v2?expand=1";
        var delivery = new DeliveryState { Step = DeliveryStep.Pushed, Branch = "manifest-v2", Commit = new string('7', 40), Request = request };
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories.Select(repository => repository.Status == RepositoryStatus.Migrated ? repository with { Delivery = delivery } : repository));

        var details = await reader.OpensRow("juniper-bank");

        Assert.Multiple(async () =>
        {
            Assert.That(await details.InnerTextAsync(), Does.Contain("pushed: 777777777777 on manifest-v2"));
            Assert.That(await details.GetByText("open a request").GetAttributeAsync("href"), Is.EqualTo(request));
        });
    }

    [Test]
    public async Task A_blocked_repository_says_what_is_wrong_where_and_what_to_do()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var finding = (await reader.OpensRow("cedar-insurance")).Locator(".finding");

        Assert.That(
            await finding.InnerTextAsync(),
            Is.EqualTo("""
                The member “login” stands twice in the same object.

                Remove one of them; readers take the last.

                error
                line 14, column 5
                /fields/login
                duplicate-key
                """));
        Assert.That(await reader.Page.Locator("article h4").AllTextContentsAsync(), Is.EqualTo(new[] { "To fix" }));
    }

    [Test]
    public async Task Each_rule_says_why_and_what_it_did()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var page = await reader.OpensRow("laurel-calendar");

        Assert.That(await page.Locator(".meaning").InnerTextAsync(), Is.EqualTo("The konnector runs at other times. Readers see the same konnector as before."));
        Assert.That(await page.Locator(".rules > li").AllTextContentsAsync(), Is.EqualTo(new[]
        {
            "Readers look for time_interval; without it the konnector runs at any hour. time-intervalRenamed /timeInterval →  to /time_interval line 12",
            "Readers look for data_types alone; the older spellings are ignored. data-typesRenamed /dataType →  to /data_types line 9",
        }));
    }

    [Test]
    public async Task The_difference_has_line_numbers_and_signs()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var rows = (await reader.OpensRow("larch-photos")).Locator(".difference tbody tr");

        Assert.That((await CellsOf(rows)).Take(6), Is.EqualTo(new[]
        {
            "@@ -11,8 +11,9 @@",
            "11|11| |  \"categories\": [\"online_services\"],",
            "12|12| |  \"vendor_link\": \"https://photos.larch.example\",",
            "13||-|  \"oauth\": true,",
            "14||-|  \"oauth_scope\": \"photos.read offline\",",
            "|13|+|  \"oauth\": {",
        }));
    }

    [Test]
    public async Task The_words_that_changed_are_marked()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var page = await reader.OpensRow("plum-toys");

        Assert.That(await page.Locator(".difference del").AllTextContentsAsync(), Is.EqualTo(new[] { "category", "dataType" }));
        Assert.That(await page.Locator(".difference ins").AllTextContentsAsync(), Is.EqualTo(new[] { "categories", "[", "]", "data_types" }));
    }

    [Test]
    public async Task Side_by_side_a_line_stands_beside_the_one_it_became_and_that_is_remembered()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");

        await reader.Page.Locator(".switch button").Last.ClickAsync();
        await reader.Presses("j", "k");
        await reader.Sees("example.org/grove/larch-photos");

        Assert.That((await CellsOf(reader.Page.Locator(".difference tbody tr"))).Take(7), Is.EqualTo(new[]
        {
            "@@ -11,8 +11,9 @@",
            "11|  \"categories\": [\"online_services\"],|11|  \"categories\": [\"online_services\"],",
            "12|  \"vendor_link\": \"https://photos.larch.example\",|12|  \"vendor_link\": \"https://photos.larch.example\",",
            "13|  \"oauth\": true,|13|  \"oauth\": {",
            "14|  \"oauth_scope\": \"photos.read offline\",|14|    \"scope\": \"photos.read offline\"",
            "||15|  },",
            "15|  \"fields\": {|16|  \"fields\": {",
        }));
    }

    [Test]
    public async Task Beside_the_end_of_a_file_its_missing_line_feed_stands_on_its_side()
    {
        const string Hunks = "@@ -1,2 +1,2 @@\n {\n-  \"a\": 1 }\n\\ No newline at end of file\n+  \"b\": 1 }\n";
        await using var reader = await Reader.Opens([ReviewedFleet.Migrated("fir", ManifestForm.Camel, Impact.None, [], Hunks, 1, 1)]);
        await reader.OpensRow("fir");

        await reader.Presses("d");

        Assert.That(await CellsOf(reader.Page.Locator(".difference tbody tr")), Is.EqualTo(new[]
        {
            "@@ -1,2 +1,2 @@", "1|{|1|{", "2|  \"a\": 1 }|2|  \"b\": 1 }", "|No newline at end of file||",
        }));
    }

    [Test]
    public async Task A_finding_leads_to_its_line_in_the_difference()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        var page = await reader.OpensRow("plum-toys");

        await page.Locator(".finding").GetByText("show below").ClickAsync();

        Assert.That(await CellsOf(page.Locator("tr.shown")), Is.EqualTo(new[] { "8||-|  \"category\": \"shopping\"," }));
    }

    [TestCase("github.com/cozy/konnector", "https://github.com/cozy/konnector/commit/", "https://github.com/cozy/konnector/blob/", "#L14")]
    [TestCase("gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/commit/", "https://gitlab.com/a/b/c/-/blob/", "#L14")]
    [TestCase("gitlab.example.org/a/b", "https://gitlab.example.org/a/b/-/commit/", "https://gitlab.example.org/a/b/-/blob/", "#L14")]
    [TestCase("codeberg.org/a/b", "https://codeberg.org/a/b/commit/", "https://codeberg.org/a/b/src/commit/", "#L14")]
    [TestCase("forgejo.example.org/a/b", "https://forgejo.example.org/a/b/commit/", "https://forgejo.example.org/a/b/src/commit/", "#L14")]
    [TestCase("bitbucket.org/a/b", "https://bitbucket.org/a/b/commits/", "https://bitbucket.org/a/b/src/", "#lines-14")]
    public async Task On_a_known_host_commits_and_lines_are_links(string repository, string commit, string file, string line)
    {
        var blocked = ReviewedFleet.Repositories.Single(each => each.Repository.EndsWith("cedar-insurance", StringComparison.Ordinal));
        await using var reader = await Reader.Opens([blocked with { Repository = repository }]);

        await reader.Page.Locator("#repositories a").ClickAsync();
        await reader.Page.Locator("article h1").WaitForAsync();
        var links = await reader.Page.Locator("article a").EvaluateAllAsync<string[]>("links => links.map(link => `${link.href} ${link.rel}`)");

        Assert.That(links, Is.EqualTo(new[]
        {
            $"{commit}{blocked.Commit} noopener noreferrer",
            $"{file}{blocked.Commit}/manifest.konnector{line} noopener noreferrer",
        }));
    }

    [Test]
    public async Task On_a_known_host_each_change_and_each_line_that_was_read_leads_to_the_file_at_the_commit()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories.Select(repository => repository with { Repository = repository.Repository.Replace("example.org", "github.com", StringComparison.Ordinal) }));

        var page = await reader.OpensRow("plum-toys");

        const string File = "https://github.com/grove/plum-toys/blob/3f8a1c7d90b2e465f7c8d1a0b3e4952867fd0c1b/manifest.konnector#L";
        Assert.That(await page.Locator(".changes a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"), Is.EqualTo(new[] { File + "9", File + "8" }));
        Assert.That(await page.Locator(".difference a").EvaluateAllAsync<string[]>("links => links.map(link => `${link.innerText} ${link.href}`)"), Does.Contain($"6 {File}6").And.Contain($"8 {File}8"));
    }

    [Test]
    public async Task On_another_host_nothing_is_a_link()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        Assert.That(await (await reader.OpensRow("cedar-insurance")).Locator("article a").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Where_files_go_from_now_on_is_told_in_words()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var page = await reader.OpensRow("linden-telecom");

        Assert.That(
            await page.Locator("dl").AllInnerTextsAsync(),
            Has.Some.Contains("Folder\nthe destination now comes from folders; new connections keep it: $administrative/$konnector/$account"));
    }

    [Test]
    public async Task The_account_form_is_drawn_as_people_see_it_before_and_after()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var page = await reader.OpensRow("linden-telecom");

        Assert.That(await page.Locator(".form-drawn").EvaluateAllAsync<string[]>("forms => forms.map(form => form.innerText.replace(/\\s*\\n\\s*/g, '|'))"), Is.EqualTo(new[]
        {
            "Before|account requiredgone|text|Customer number login requiredchanged|text",
            "After|Customer number login optionalchanged|text|Password password requirednew|••••••••|password",
        }));
        Assert.That(await page.InnerTextAsync(), Does.Contain("Schedule\nstays the same: weekly, between 00:00 and 05:00\n"));
    }

    [Test]
    public async Task The_schedule_is_told_before_and_after()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var page = await reader.OpensRow("laurel-calendar");

        Assert.That(await page.Locator(".schedule").TextContentAsync(), Is.EqualTo("weekly, between 00:00 and 05:00 →  becomes weekly, between 05:30 and 06:30"));
        Assert.That(await page.InnerTextAsync(), Does.Contain("Account form\nstays the same: Customer number login\n"));
    }

    [Test]
    public async Task Old_modules_in_the_source_code_are_listed_with_what_becomes_of_them()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories.Select(repository => repository with { Repository = repository.Repository.Replace("example.org", "github.com", StringComparison.Ordinal) }));

        var references = (await reader.OpensRow("linden-telecom")).Locator(".references tbody tr");

        Assert.That(await CellsOf(references), Is.EqualTo(new[]
        {
            "src/index.js:12|../lib/fetcher lib/fetcher|It is called in another way: BaseKonnectorThe steps of the fetcher become one asynchronous function.",
        }));
        Assert.That(await references.Locator("a").GetAttributeAsync("href"), Does.StartWith("https://github.com/grove/linden-telecom/blob/").And.EndsWith("/src/index.js#L12"));
    }

    [Test]
    public async Task Tabs_line_ends_and_blanks_at_the_end_of_a_line_can_be_seen()
    {
        const string Hunks = "@@ -1,2 +1,2 @@\n-\t\"a\": 1,  \r\n+  \"a\":\u00a01,\r\n \ufeff}\n\\ No newline at end of file\n";
        await using var reader = await Reader.Opens([ReviewedFleet.Migrated("fir", ManifestForm.Camel, Impact.None, [], Hunks, 1, 1)]);

        var rows = (await reader.OpensRow("fir")).Locator(".difference tbody tr");

        Assert.That(await CellsOf(rows), Is.EqualTo(new[]
        {
            "@@ -1,2 +1,2 @@",
            "1||-|→\t\"a\": 1,··␍",
            "|1|+|  \"a\":‹U+00A0›1,␍",
            "2|2| |‹U+FEFF›}",
            "No newline at end of file",
        }));
    }

    private static async Task<string[]> CellsOf(ILocator rows) =>
        await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => [...row.cells].map(cell => cell.textContent).join('|'))");
}
