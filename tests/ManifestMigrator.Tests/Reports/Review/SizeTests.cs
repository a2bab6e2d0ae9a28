using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using Microsoft.Playwright;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>Two thousand repositories are as easy to review as thirty, because what nobody looks at is not written.</summary>
[StartsPrograms]
internal sealed class SizeTests
{
    private static IEnumerable<RepositoryResult> TwoThousand =>
        Enumerable.Range(0, 2000).Select(number => ReviewedFleet.Repositories[number % ReviewedFleet.Repositories.Count])
            .Select((repository, number) => repository with
            {
                Repository = string.Create(CultureInfo.InvariantCulture, $"{repository.Repository}-{number}"),
                Manifests = [.. repository.Manifests.Select(manifest => manifest.Hunks.Length == 0 ? manifest : manifest with { Hunks = RealSized(manifest.Hunks, number) })],
            });

    [Test]
    public async Task Two_thousand_repositories_are_there_at_once_and_nothing_makes_one_wait()
    {
        await using var reader = await Reader.OpensGrouped(TwoThousand);
        var page = reader.Page;

        Assert.That(await page.EvaluateAsync<long>("performance.getEntriesByType('navigation')[0].decodedBodySize"), Is.LessThan(3_000_000), "bytes");
        var work = await Work.OfAsync(page);
        Assert.That(await work.InAsync(async () =>
        {
            await page.ReloadAsync();
            await reader.IsReady();
        }), Is.LessThan(2000), "first view, ms");
        Assert.That(await page.Locator("#repositories > .row").CountAsync(), Is.LessThan(200), "rows");
        await page.WaitForTimeoutAsync(500);

        foreach (var action in new[]
        {
            "write('oak-books-1 folders')",
            "write('')",
            "document.getElementById('fold').click()",
            "document.querySelector('button[data-value=leftovers]').click()",
            "document.getElementById('together').click()",
            "press('R')",
            "press('u')",
            "press('j')",
            "document.activeElement.click()",
            "press('a')",
            "press('d')",
            "press('j')",
            "press('Escape')",
            "document.getElementById('together').click()",
            "document.querySelector('button[data-value=migrated]').click()",
            "document.querySelector('.group a').click()",
            "press('a')",
            "press('Escape')",
            "press('1')",
        })
        {
            Assert.That(await work.InAsync(() => page.EvaluateAsync($$"""
                async () => {
                  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                  const write = words => {
                    document.getElementById("words").value = words;
                    document.getElementById("words").dispatchEvent(new Event("input"));
                  };
                  {{action}};
                  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
                }
                """)), Is.LessThan(100), action + ", ms");
        }
    }

    [Test]
    public async Task Rows_come_while_one_goes_down()
    {
        await using var reader = await Reader.Opens(TwoThousand);

        await reader.Presses([.. Enumerable.Repeat("j", 150)]);
        Assert.That(await reader.Page.EvaluateAsync<int>("[...document.querySelectorAll('#repositories > .row')].indexOf(document.activeElement.parentElement)"), Is.EqualTo(149));
        await reader.Page.WaitForFunctionAsync("() => { document.getElementById('end').scrollIntoView(); return document.querySelectorAll('#repositories > .row').length > 400; }");
    }

    [Test]
    public async Task Of_a_large_group_the_first_are_listed_and_all_on_demand()
    {
        await using var reader = await Reader.OpensGrouped(TwoThousand);
        await reader.WithTotals();
        await reader.Choice("rule", "folders").ClickAsync();
        await reader.Page.Locator(".group a").First.ClickAsync();
        await reader.Page.Locator("#page h1").WaitForAsync();
        Assert.That(await reader.Page.Locator(".member").CountAsync(), Is.EqualTo(60));

        var all = reader.Page.Locator("#page button", new PageLocatorOptions { HasText = "Show all " });
        var count = int.Parse((await all.InnerTextAsync())["Show all ".Length..], CultureInfo.InvariantCulture);
        await all.ClickAsync();

        Assert.That(count, Is.GreaterThan(60));
        Assert.That(await reader.Page.Locator(".member").CountAsync(), Is.EqualTo(count));
    }

    [Test]
    public async Task A_long_difference_is_written_in_pieces()
    {
        var hunks = "@@ -0,0 +1,1000 @@\n" + string.Concat(Enumerable.Range(1, 1000).Select(number => $"+{number}\n"));
        await using var reader = await Reader.Opens([ReviewedFleet.Migrated("fir", ManifestForm.Camel, Impact.None, [], hunks, 1000, 0)]);
        var lines = (await reader.OpensRow("fir")).Locator(".difference .code");
        Assert.That(await lines.CountAsync(), Is.LessThan(500));

        while (await reader.Page.GetByText("Show more of").CountAsync() > 0)
            await reader.Page.GetByText("Show more of").ClickAsync();

        Assert.That(await lines.AllTextContentsAsync(), Is.EqualTo(Enumerable.Range(1, 1000).Select(number => $"{number}")));
    }

    [Test]
    public async Task Paper_gets_every_row()
    {
        await using var reader = await Reader.Opens(TwoThousand.Take(300));

        await reader.Page.PdfAsync();

        Assert.That(await reader.Page.Locator("#repositories > .row").CountAsync(), Is.EqualTo(300));
    }

    /// <summary>Hunks with as much around them as those of real manifests, 4 KB.</summary>
    private static string RealSized(string hunks, int number)
    {
        var context = string.Concat(Enumerable.Range(1, 70).Select(line => string.Create(CultureInfo.InvariantCulture, $"     \"permission {number} {line}\": \"io.cozy.accounts\",\n")));
        return $"{hunks.TrimEnd('\n')}\n@@ -100,70 +100,70 @@\n{context}";
    }

    /// <summary>
    /// What the page's thread has to do, as the browser itself counts it: script, style, layout and paint, in milliseconds of
    /// processor time, so that other work on the machine does not count.
    /// </summary>
    private sealed class Work(ICDPSession session)
    {
        public static async Task<Work> OfAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Performance.enable", new Dictionary<string, object>(StringComparer.Ordinal) { ["timeDomain"] = "threadTicks" });
            return new Work(session);
        }

        public async Task<double> InAsync(Func<Task> action)
        {
            var before = await DoneAsync();
            await action();
            return await DoneAsync() - before;
        }

        private async Task<double> DoneAsync()
        {
            var answer = await session.SendAsync("Performance.getMetrics");
            return 1000 * answer!.Value.GetProperty("metrics").EnumerateArray()
                .Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        }
    }
}
