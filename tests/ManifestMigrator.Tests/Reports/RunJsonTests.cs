using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class RunJsonTests
{
    [Test]
    public void It_begins_with_its_format_and_ends_with_the_totals()
    {
        var text = Written.Text(RunJson.FileName, Sample.Repository("h/a/b", Sample.Manifest("manifest.konnector")));

        Assert.That(text, Does.StartWith("{\n  \"format\": 1,\n  \"tool_version\": \"0.1.0\",\n"));
        Assert.That(text, Does.EndWith("""
              "totals": {
                "repositories": {
                  "current": 0,
                  "migrated": 1,
                  "blocked": 0,
                  "unreadable": 0,
                  "no-manifest": 0,
                  "skipped": 0,
                  "failed": 0,
                  "interrupted": 0
                },
                "manifests": {
                  "skipped": 0,
                  "current": 0,
                  "migrated": 1,
                  "blocked": 0,
                  "unreadable": 0
                },
                "changes": 1,
                "actions": {},
                "errors": 0,
                "warnings": 0
              }
            }

            """));
    }

    [Test]
    public void The_header_is_read_before_any_repository()
    {
        using var reader = Reader(Written.Text(RunJson.FileName, Sample.HostileRepository()));

        Assert.That(reader.Header.Started, Is.EqualTo("2026-01-31T12:00:00Z"));
        Assert.That(reader.Header.Rules.Keys, Is.EqualTo(Sample.Header.Rules.Keys));
        Assert.That(reader.Header.Options["jobs"], Is.EqualTo("8"));
    }

    [Test]
    public void A_repository_can_be_taken_before_the_rest_of_the_file_is_there()
    {
        var text = Written.Text(RunJson.FileName, Sample.Repository("h/a/a"), Sample.Repository("h/a/b"));
        using var reader = Reader(text[..text.IndexOf("h/a/b", StringComparison.Ordinal)]);

        Assert.That(reader.Repositories().First().Repository, Is.EqualTo("h/a/a"));
    }

    [Test]
    public void A_run_of_a_newer_format_is_refused() => AssertRefused(
        text => text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal),
        "run.json:2:13: the run has format 2, and this version of the tool knows formats up to 1: take a newer one");

    [Test]
    public void An_unknown_word_is_refused_where_it_stands() => AssertRefused(
        text => text.Replace("\"form\": \"camel\"", "\"form\": \"snake\"", StringComparison.Ordinal),
        "“snake” is none of v2, leftovers, camel, catalogue, 2017");

    [Test]
    public void A_missing_value_is_refused() => AssertRefused(
        text => text.Replace("\"source\": \"h/a/b\",", "", StringComparison.Ordinal),
        "required properties including: 'source'");

    [Test]
    public void Null_is_refused() => AssertRefused(
        text => text.Replace("\"branch\": \"main\"", "\"branch\": null", StringComparison.Ordinal),
        "null stands where a value belongs");

    [Test]
    public void Text_that_is_not_JSON_is_refused() => AssertRefused(_ => "<html>", "run.json:1:1: ");

    [Test]
    public void An_empty_file_is_refused() => AssertRefused(_ => "", "run.json:1:1: the file ends too early");

    [Test]
    public void Something_behind_the_end_is_refused() => AssertRefused(text => text + "{}", "run.json:");

    [Test]
    public void A_file_that_ends_anywhere_but_at_its_end_is_refused()
    {
        var text = Written.Text(RunJson.FileName, Sample.Repository("h/a/b", Sample.Manifest("x"))).TrimEnd();

        Assert.Multiple(() =>
        {
            for (var length = 0; length < text.Length; length++)
                Assert.That(() => ReadAll(text[..length]), Throws.TypeOf<InvalidDataException>(), $"{length} characters");
        });
    }

    [Test]
    public void What_a_later_version_adds_is_passed_over()
    {
        var text = Written.Text(RunJson.FileName, Sample.Repository("h/a/b")).Replace("\"source\":", "\"new\": [1], \"source\":", StringComparison.Ordinal);

        Assert.That(ReadAll(text), Has.Count.EqualTo(1));
    }

    private static void AssertRefused(Func<string, string> change, string problem)
    {
        var text = change(Written.Text(RunJson.FileName, Sample.Repository("h/a/b", Sample.Manifest("x"))));

        Assert.That(
            () => ReadAll(text),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(problem).And.Message.Match(@"^run\.json:\d+:\d+: "));
    }

    private static List<RepositoryResult> ReadAll(string text)
    {
        using var reader = Reader(text);
        return [.. reader.Repositories()];
    }

    private static RunJsonReader Reader(string text) => new(new StringReader(text), RunJson.FileName);
}
