using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Review;

namespace ManifestMigrator.Tests.Reports.Review;

[StartsPrograms]
internal sealed class ReviewPageTests
{
    [Test]
    public void Two_runs_give_equal_pages()
    {
        var first = Written(ReviewedFleet.Repositories);

        Assert.That(Written(ReviewedFleet.Repositories), Is.EqualTo(first));
    }

    [Test]
    public void A_repository_stands_in_it_as_in_run_json()
    {
        var results = DataOf(Written(ReviewedFleet.Repositories)).Where((_, index) => index > 0 && index % 2 == 0).Take(ReviewedFleet.Repositories.Count)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("result"));

        var file = JsonDocument.Parse(Reports.Written.Text(RunJson.FileName, ReviewedFleet.Repositories)).RootElement.GetProperty("repositories");
        Assert.That(results.Zip(file.EnumerateArray(), JsonElement.DeepEquals), Has.Exactly(ReviewedFleet.Repositories.Count).True);
    }

    [TestCase("</script><script>alert(1)</script>")]
    [TestCase("<!--<script>")]
    [TestCase("one\u2028two\u2029three")]
    [TestCase("half \ud83d of one")]
    public void No_value_can_end_the_element_it_stands_in_and_each_comes_through(string hostile)
    {
        var page = Written([ReviewedFleet.Repository("fir", RepositoryStatus.Failed, Reasons.GitFailed, hostile)]);

        Assert.That(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(page), Throws.Nothing);
        Assert.That(BlocksOf(page), Does.Match("^[A-Za-z0-9+/=\n]+$"));
        Assert.That(Newtonsoft.Json.Linq.JObject.Parse(DataOf(page)[2])["result"]!["message"]!.ToString(), Is.EqualTo(hostile.Replace('\ud83d', '\ufffd')), "UTF-8 has no half of a surrogate pair.");
    }

    [Test]
    public void Only_the_served_page_may_talk_to_its_server()
    {
        Assert.That(PolicyOf(Written([])), Does.StartWith("default-src 'none'; script-src 'sha256-").And.Not.Contain("connect-src"));
        using var served = new StringWriter();
        new ReviewPage(served, ReviewedFleet.Header, Decisions.None, "/run").Complete(ReviewedFleet.Totals);
        Assert.That(PolicyOf(served.ToString()), Does.StartWith("default-src 'none'; script-src 'sha256-").And.Contain("; connect-src 'self'; base-uri 'none';"));

        static string PolicyOf(string page) => page.Split("Content-Security-Policy\" content=\"")[1].Split('"')[0];
    }

    private static string BlocksOf(string page) => page.Split("<script id=\"data\"")[1].Split(">\n", 2)[1].Split("  </script>")[0];

    private static string[] DataOf(string page) => BlocksOf(page).Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(block =>
    {
        using var text = new StreamReader(new DeflateStream(new MemoryStream(Convert.FromBase64String(block)), CompressionMode.Decompress));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }).ToArray();

    private static string Written(IEnumerable<RepositoryResult> repositories)
    {
        using var writer = new StringWriter();
        Reader.Write(writer, repositories);
        return writer.ToString();
    }
}
