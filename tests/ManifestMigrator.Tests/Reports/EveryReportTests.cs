using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Review;

namespace ManifestMigrator.Tests.Reports;

/// <summary>What holds for every report in the list, and so for the next one too.</summary>
[TestFixtureSource(nameof(Reports))]
public sealed class EveryReportTests(string fileName)
{
    private readonly ReportFile _report = ReportList.All.Single(report => report.FileName == fileName);

    private static IEnumerable<string> Reports => ReportList.All.Select(report => report.FileName);

    [Test]
    public void A_run_without_repositories_gives_a_file_that_is_not_empty() =>
        Assert.That(Written.Bytes(_report), Is.Not.Empty);

    [Test]
    public void What_stands_before_the_first_repository_does_not_depend_on_it()
    {
        var empty = Encoding.UTF8.GetString(Written.Bytes(_report));
        var full = Encoding.UTF8.GetString(Written.Bytes(_report, Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"))));

        Assert.That(full.Split('\n')[0], Is.EqualTo(empty.Split('\n')[0]));
    }

    [Test]
    public void Lines_end_in_LF_and_the_last_one_too()
    {
        var text = Encoding.UTF8.GetString(Written.Bytes(_report, Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"))));

        Assert.That(text, Does.Not.Contain('\r').And.EndsWith("\n"));
    }

    [Test]
    public void It_is_UTF_8_without_a_byte_order_mark()
    {
        var bytes = Written.Bytes(_report, Sample.HostileRepository());

        Assert.That(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), Throws.Nothing);
        Assert.That(bytes[0], Is.Not.EqualTo(0xEF));
    }

    [Test]
    public void Hostile_values_do_not_stop_it() =>
        Assert.That(() => Written.Bytes(_report, Sample.HostileRepository()), Throws.Nothing);

    [Test]
    public void Written_twice_it_has_equal_bytes()
    {
        RepositoryResult[] results = [Sample.Repository("github.com/a/b"), Sample.HostileRepository()];

        var first = Written.Bytes(_report, results);
        var second = Written.Bytes(_report, results);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void The_time_of_the_run_stands_in_run_json_and_on_the_page_alone()
    {
        var text = Encoding.UTF8.GetString(Written.Bytes(_report, Sample.Repository("github.com/a/b")));

        Assert.That(text.Contains(Sample.Header.Started, StringComparison.Ordinal), Is.EqualTo(_report.FileName is RunJson.FileName or ReviewPage.FileName));
    }

    [Test]
    public void Made_from_run_json_it_has_the_bytes_it_had_when_made_from_the_results() =>
        Prop.ForAll(Sample.Results.ToArbitrary(), results =>
        {
            var runJson = Written.Text(RunJson.FileName, results);
            using var reader = new RunJsonReader(new StringReader(runJson), RunJson.FileName);

            return Written.Bytes(_report, reader.Repositories()).AsSpan().SequenceEqual(Written.Bytes(_report, results));
        }).QuickCheckThrowOnFailure();
}
