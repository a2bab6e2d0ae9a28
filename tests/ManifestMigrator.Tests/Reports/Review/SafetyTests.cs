using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>Manifests are other people's, and some of them are hostile.</summary>
[StartsPrograms]
internal sealed class SafetyTests
{
    [TestCase("<img src=x onerror=alert(1)>")]
    [TestCase("</script><script>alert(1)</script>")]
    [TestCase("<!--<script>alert(1)")]
    [TestCase("\"'`><svg onload=alert(1)>")]
    [TestCase("javascript:alert(1)")]
    [TestCase("&lt;b&gt; &amp;amp;")]
    [TestCase("{{7*7}} ${7*7}")]
    public async Task Markup_in_any_value_is_shown_as_text_and_runs_nothing(string hostile)
    {
        await using var reader = await Reader.Opens([WithEverywhere(hostile, RepositoryStatus.Migrated)]);

        var row = reader.Page.Locator("#repositories a");
        Assert.That(await row.TextContentAsync(), Does.Contain(hostile));
        await row.ClickAsync();

        var page = reader.Page.Locator("#page");
        await page.Locator("#note").FillAsync(hostile);
        await reader.Presses("Enter", "Escape", "d");
        Assert.That(await page.Locator(".notes bdi").TextContentAsync(), Is.EqualTo(hostile));
        Assert.That(await page.Locator(".difference .code").AllTextContentsAsync(), Does.Contain(hostile));
        Assert.That(await page.Locator(".finding .message").First.TextContentAsync(), Is.EqualTo(hostile));
        Assert.That(await page.Locator("article").Locator("img, script, b, svg, a").CountAsync(), Is.Zero);
        Assert.That(reader.Complaints, Is.Empty);
    }

    [Test]
    public async Task Characters_that_hide_or_reorder_text_are_named()
    {
        const string Hostile = "a\0b\u001bc\u00add\u200be\u202ef\u2066g\u3164h\ufeffi";
        const string Shown = "a‹U+0000›b‹U+001B›c‹U+00AD›d‹U+200B›e‹U+202E›f‹U+2066›g‹U+3164›h‹U+FEFF›i";
        await using var reader = await Reader.Opens([WithEverywhere(Hostile)]);

        var row = reader.Page.Locator("#repositories a");
        Assert.That(await row.Locator(".gist").TextContentAsync(), Is.EqualTo(Shown));
        await row.ClickAsync();
        await reader.Page.Locator(".difference").WaitForAsync();

        Assert.That(await reader.Page.Locator(".difference .code").AllTextContentsAsync(), Does.Contain(Shown));
    }

    [Test]
    public async Task A_very_long_line_is_cut_and_its_rest_is_one_click_away()
    {
        var line = new string('x', 1_000_000);
        await using var reader = await Reader.Opens([ReviewedFleet.Migrated("fir", ManifestForm.Camel, Impact.None, [], $"@@ -1 +1 @@\n-{line}\n+{line}\n", 1, 1)]);
        var code = (await reader.OpensRow("fir")).Locator(".difference .code").First;
        Assert.That(await code.TextContentAsync(), Is.EqualTo(line[..2000] + "… 998,000 more characters"));

        await code.Locator("button").ClickAsync();

        Assert.That(await code.TextContentAsync(), Is.EqualTo(line));
    }

    [Test]
    public async Task A_very_long_word_does_not_widen_the_page()
    {
        await using var reader = await Reader.Opens([WithEverywhere(new string('x', 5000))]);

        Assert.That(await reader.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), Is.True, "the list");
        await reader.Page.Locator("#repositories a").ClickAsync();
        await reader.Page.Locator(".difference").WaitForAsync();

        Assert.That(await reader.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), Is.True, "its page");
    }

    [Test]
    public async Task Reading_and_deciding_asks_for_nothing_and_breaks_no_rule()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.Presses("j", "Enter");
        await reader.Presses([.. Enumerable.Repeat(new[] { "j", "a", "d" }, ReviewedFleet.Repositories.Count).SelectMany(keys => keys)]);
        await reader.Presses("Escape", "g", "g", "R", "u", "?", "Escape");
        await reader.Loads(await reader.Saves());
        await reader.Page.Locator("#words").FillAsync("fir");
        await reader.Page.Locator("#notices").GetByText("Close").ClickAsync();

        Assert.That(reader.Requests, Has.All.StartsWith("file:").Or.StartsWith("blob:"));
        Assert.That(reader.Requests.Count(address => address.StartsWith("file:", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(reader.Complaints, Is.Empty);
    }

    [TestCase("#repository=%")]
    [TestCase("#repository=%3Cimg%20src%3Dx%3E")]
    [TestCase("#group=")]
    [TestCase("#group=__proto__")]
    [TestCase("#words")]
    public async Task An_address_that_leads_nowhere_leads_to_the_list(string hash)
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.Page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await reader.Page.ReloadAsync();
        await reader.IsReady();

        Assert.That(await reader.Page.Locator("#overview").IsVisibleAsync(), Is.True);
        Assert.That(reader.Complaints, Is.Empty);
    }

    [TestCase("const script = document.createElement('script'); script.append('window.ran = true'); document.body.append(script);")]
    [TestCase("document.body.innerHTML = '<p>markup</p>'")]
    [TestCase("document.body.setAttribute('onclick', 'window.ran = true'); document.body.click();")]
    [TestCase("document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))")]
    [TestCase("document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.org/' }))")]
    [TestCase("document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))")]
    [TestCase("fetch('https://example.org/').catch(() => {})")]
    [TestCase("new WebSocket('wss://example.org/')")]
    public async Task The_policy_stops_what_the_page_does_not_do_itself(string attempt)
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var stopped = await reader.Page.EvaluateAsync<bool>(
            $$"""
            () => new Promise(resolve => {
              addEventListener("securitypolicyviolation", () => resolve(true));
              try { {{attempt}} } catch { /* what throws is reported to the listener as well */ }
            })
            """);

        Assert.That(stopped, Is.True);
        Assert.That(await reader.Page.EvaluateAsync<bool>("'ran' in window"), Is.False);
    }

    private static RepositoryResult WithEverywhere(string value, RepositoryStatus status = RepositoryStatus.Blocked)
    {
        var finding = new Finding(Severity.Error, value, value, value, value) { Line = 1, Column = 1, Rule = value };
        var field = new AccountField(value, value, Required: true, Advanced: true) { Options = [value] };
        var kinds = Enum.GetValues<ChangeKind>().Select(kind => new Change(value, kind, 1, value, value, value, value));
        var migrated = ReviewedFleet.Migrated(value, ManifestForm.Camel, Impact.Form, [.. kinds], $"@@ -1 +1 @@\n-{value}\n+{value}\n", 1, 1, finding);
        return migrated with
        {
            Source = value,
            Branch = value,
            Commit = value,
            Status = status,
            Reason = value,
            Message = value,
            Findings = [finding with { Path = value }],
            Manifests =
            [
                migrated.Manifests[0] with
                {
                    Path = value,
                    Slug = value,
                    Name = value,
                    Uuid = value,
                    Schedule = new(new Schedule(value, 0, 5)) { After = new Schedule(value, 1, 2) },
                    AccountForm = new([field]) { After = [field with { Label = value }, field with { Name = "b", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [value] = value } }] },
                },
            ],
            References = [new Reference { Path = value, Line = 1, Column = 1, Specifier = value, Module = value, Kind = ReferenceKind.Removed, Replacement = value, Hint = value }],
        };
    }
}
