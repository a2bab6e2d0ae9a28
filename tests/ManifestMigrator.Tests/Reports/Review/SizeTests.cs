using ManifestMigrator.Manifest;
using ManifestMigrator.Migration;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>Two thousand repositories are as easy to read as thirty, because details are written when they are looked at.</summary>
internal sealed class SizeTests
{
    private static IEnumerable<RepositoryResult> TwoThousand =>
        Enumerable.Range(0, 2000).Select(number => Fleet.Repositories[number % Fleet.Repositories.Count])
            .Select((repository, number) => repository with { Repository = $"{repository.Repository}-{number}" });

    [Test]
    public async Task Nothing_is_written_before_somebody_opens_it()
    {
        await using var reader = await Reader.Opens(TwoThousand);
        Assert.That(await reader.Names, Has.Count.EqualTo(2000));
        Assert.That(await reader.Page.Locator(".facts").CountAsync(), Is.Zero);

        await reader.OpensRow("alder-water-0");

        Assert.That(await reader.Page.Locator(".body:not(:empty)").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Opening_all_writes_what_is_near_the_window()
    {
        await using var reader = await Reader.Opens(TwoThousand);

        await reader.Page.Locator("#open").ClickAsync();
        await reader.Page.Locator(".facts").First.WaitForAsync();
        Assert.That(await reader.Page.Locator(".body:not(:empty)").CountAsync(), Is.LessThan(100));

        await reader.Page.WaitForFunctionAsync("""
            () => {
              const last = [...document.querySelectorAll("details.repository")].at(-1);
              last.scrollIntoView();
              return last.querySelector(".facts") !== null;
            }
            """);
        Assert.That(await reader.Page.Locator(".body:not(:empty)").CountAsync(), Is.LessThan(200));
    }

    [Test]
    public async Task A_long_difference_is_written_in_pieces()
    {
        var hunks = "@@ -0,0 +1,1000 @@\n" + string.Concat(Enumerable.Range(1, 1000).Select(number => $"+{number}\n"));
        await using var reader = await Reader.Opens([Fleet.Migrated("fir", ManifestForm.Camel, Impact.None, [], hunks, 1000, 0)]);
        var lines = (await reader.OpensRow("fir")).Locator(".difference .code");
        Assert.That(await lines.CountAsync(), Is.LessThan(500));

        while (await reader.Page.GetByText("Show more of").CountAsync() > 0)
            await reader.Page.GetByText("Show more of").ClickAsync();

        Assert.That(await lines.AllTextContentsAsync(), Is.EqualTo(Enumerable.Range(1, 1000).Select(number => $"{number}")));
    }

    [Test]
    public async Task Paper_gets_everything_that_is_open()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);
        await reader.Page.Locator("#open").ClickAsync();

        await reader.Page.PdfAsync();

        Assert.That(await reader.Page.Locator(".body:empty").CountAsync(), Is.Zero);
    }
}
