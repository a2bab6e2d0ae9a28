using System.Text;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Tests.Reports.Review;

[StartsPrograms]
internal sealed class ReviewPageTests
{
    private const string Element = "<script type=\"application/json\" class=\"repository\">";

    [Test]
    public void Two_runs_give_equal_pages()
    {
        var first = Written(Fleet.Repositories);

        Assert.That(Written(Fleet.Repositories), Is.EqualTo(first));
    }

    [Test]
    public void When_the_run_began_is_not_in_it() =>
        Assert.That(Written(Fleet.Repositories), Does.Not.Contain(Fleet.Header.Started));

    [Test]
    public void There_is_one_data_element_for_each_repository() =>
        Assert.That(Written(Fleet.Repositories).Split(Element), Has.Length.EqualTo(Fleet.Repositories.Count + 1));

    [TestCase("</script><script>alert(1)</script>")]
    [TestCase("<!--<script>")]
    [TestCase("]]>&lt;")]
    [TestCase("one\u2028two\u2029three")]
    public void No_value_can_end_the_element_it_stands_in(string hostile)
    {
        var page = Written([Fleet.Repository("fir", RepositoryStatus.Failed, Reasons.GitFailed, hostile)]);

        Assert.That(DataOf(page), Does.Not.Match("[<>&\u2028\u2029]"));
    }

    [Test]
    public void Half_a_surrogate_pair_can_be_written_as_utf_8()
    {
        var page = Written([Fleet.Repository("fir", RepositoryStatus.Failed, Reasons.GitFailed, "half \ud83d of one")]);

        Assert.That(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(page), Throws.Nothing);
        Assert.That(DataOf(page), Does.Contain("half \\ud83d of one"));
    }

    private static string DataOf(string page) =>
        page.Split('\n').Single(line => line.StartsWith(Element, StringComparison.Ordinal))[Element.Length..^"</script>".Length];

    private static string Written(IEnumerable<RepositoryResult> repositories)
    {
        using var writer = new StringWriter();
        Reader.Write(writer, repositories);
        return writer.ToString();
    }
}
