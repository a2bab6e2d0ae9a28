using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Reports;

namespace ManifestMigrator.Tests.Plans;

public sealed class BatchFindingsTests
{
    private static readonly ManifestResult Konnector = Sample.Manifest("manifest.konnector") with { Uuid = new string('0', 32), Slug = "free" };

    [Test]
    public void A_UUID_of_two_repositories_blocks_both()
    {
        var results = Applied(Sample.Repository("h/a/one", Konnector), Sample.Repository("h/a/two", Konnector with { Slug = "two" }));

        Assert.That(results, Has.All.Property("Status").EqualTo(RepositoryStatus.Blocked).And.All.Property("Reason").EqualTo(BatchFindings.DuplicateUuid));
        Assert.That(results.Select(result => PatchText.Write(result)), Is.All.Empty);
        Assert.That(results[0].Manifests[0].Changes, Is.EqualTo(Konnector.Changes));
        Assert.That(results[0].Manifests[0].Findings, Has.One.Items.And.One.Matches<Finding>(finding =>
            finding is { Code: "duplicate-uuid", Severity: Severity.Error, Message: "The UUID 00000000000000000000000000000000 is also used by manifest.konnector in h/a/two." }));
    }

    [Test]
    public void A_UUID_of_two_manifests_in_one_repository_blocks_both()
    {
        var result = Applied(Sample.Repository("h/a/b", Konnector with { Slug = "" }, Konnector with { Path = "other.konnector", Slug = "" }))[0];

        Assert.That(result.Manifests, Has.All.Property("Status").EqualTo(ManifestStatus.Blocked));
    }

    [Test]
    public void A_slug_of_several_repositories_is_a_warning_that_names_one_and_counts_the_rest()
    {
        var results = Applied([.. "abc".Select((letter, index) => Sample.Repository($"h/a/{letter}", Konnector with { Uuid = $"{index}" }))]);

        Assert.That(results, Has.All.Property("Status").EqualTo(RepositoryStatus.Migrated));
        Assert.That(results[1].Manifests[0].Findings.Single().Message, Is.EqualTo("The slug free is also used by manifest.konnector in h/a/a and 1 more: see slug in manifests.csv."));
        Assert.That(results[1].Manifests[0].Findings.Single().Severity, Is.EqualTo(Severity.Warning));
    }

    [TestCase("h/a/cozy-konnector-template", "manifest.konnector")]
    [TestCase("h/a/konnectors", "examples/free/manifest.konnector")]
    [TestCase("h/a/b", "docs/sample-konnector/manifest.konnector")]
    [TestCase("h/a/b", "test/fixtures/manifest.konnector")]
    [TestCase("h/a/b", "src/__tests__/free/manifest.konnector")]
    public void An_example_or_a_template_may_have_the_slug_of_a_konnector(string repository, string path) => Assert.That(
        Applied(Sample.Repository("h/a/free", Konnector), Sample.Repository(repository, Konnector with { Path = path, Uuid = "1" })).SelectMany(result => result.Manifests[0].Findings),
        Is.Empty);

    [Test]
    public void A_konnector_called_like_a_place_of_temples_is_no_template() => Assert.That(
        Applied(Sample.Repository("h/a/templatehall", Konnector), Sample.Repository("h/a/free", Konnector with { Uuid = "1" }))[0].Manifests[0].Findings,
        Has.Count.EqualTo(1));

    [Test]
    public void The_same_manifest_on_another_branch_is_no_second_one() => Assert.That(
        Applied(Sample.Repository("h/a/b", Konnector), Sample.Repository("h/a/b", Konnector) with { Branch = "next" }).SelectMany(result => result.Manifests[0].Findings),
        Is.Empty);

    [Test]
    public void A_manifest_without_UUID_and_slug_shares_nothing() => Assert.That(
        Applied(Sample.Repository("h/a/a", Sample.Manifest("x")), Sample.Repository("h/a/b", Sample.Manifest("x"))).SelectMany(result => result.Manifests[0].Findings),
        Is.Empty);

    [Test]
    public void What_could_not_be_read_stays_unreadable()
    {
        var results = Applied(Sample.Repository("h/a/a", Konnector with { Status = ManifestStatus.Unreadable }), Sample.Repository("h/a/b", Konnector));

        Assert.That(results[0].Status, Is.EqualTo(RepositoryStatus.Unreadable));
    }

    [Test]
    public void Applied_twice_it_finds_nothing_more()
    {
        var once = Applied(Sample.Repository("h/a/a", Konnector), Sample.Repository("h/a/b", Konnector));

        Assert.That(Applied([.. once])[0].Manifests[0].Findings, Is.EqualTo(once[0].Manifests[0].Findings));
    }

    [Test]
    public void Taken_away_it_leaves_every_repository_as_it_was()
    {
        var own = new Finding(Severity.Error, "duplicate-key", "/name", "", "");
        RepositoryResult[] before =
        [
            Sample.Repository("h/a/migrated", Konnector),
            Sample.Repository("h/a/current", Konnector with { Status = ManifestStatus.Current, Changes = [], Sha256After = Konnector.Sha256Before }) with { Reason = Reasons.NothingToDo },
            Sample.Repository("h/a/several", Konnector, Konnector with { Path = "z.konnector", Uuid = "" }) with { Reason = Reasons.SeveralManifests },
            Sample.Repository("h/a/blocked", Konnector, Konnector with { Path = "z.konnector", Status = ManifestStatus.Blocked, Findings = [own] }) with { Reason = own.Code },
            Sample.Repository("h/a/unreadable", Konnector, Konnector with { Path = "z.konnector", Status = ManifestStatus.Unreadable, Findings = [own] }) with { Reason = own.Code },
            Sample.Repository("h/a/empty") with { Status = RepositoryStatus.Failed, Reason = Reasons.EmptyRepository },
        ];

        var applied = Applied(before);

        Assert.That(applied.Select(result => result.Status), Is.EqualTo(new[] { RepositoryStatus.Blocked, RepositoryStatus.Blocked, RepositoryStatus.Blocked, RepositoryStatus.Blocked, RepositoryStatus.Unreadable, RepositoryStatus.Failed }));
        Assert.That(Written.Text(RunJson.FileName, [.. applied.Select(BatchFindings.TakenFrom)]), Is.EqualTo(Written.Text(RunJson.FileName, before)));
    }

    private static List<RepositoryResult> Applied(params RepositoryResult[] results)
    {
        var batch = new BatchFindings();
        foreach (var result in results)
            batch.Add(result);

        return [.. results.Select(batch.AppliedTo)];
    }
}
