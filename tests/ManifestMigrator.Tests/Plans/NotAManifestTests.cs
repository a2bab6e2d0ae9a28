using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Plans;

public sealed class NotAManifestTests
{
    private static readonly ManifestOrigin Origin = new("git.example.org/a/b", "settings.konnector");

    [Test]
    public void A_file_that_is_only_called_like_a_manifest_is_skipped()
    {
        var result = Plan("""{"vendorLink":"https://a.example"}""").Result;

        Assert.That((result.Status, result.Findings.Single().Code, result.Changes.Count), Is.EqualTo((ManifestStatus.Skipped, "not-a-manifest", 0)));
    }

    [TestCase("""{"slug":"a"}""")]
    [TestCase("""{"name":"a"}""")]
    [TestCase("""{"version":"1.0.0"}""")]
    public void One_of_slug_name_and_version_makes_a_manifest(string text) => Assert.That(Plan(text).Result.Status, Is.EqualTo(ManifestStatus.Migrated));

    [Test]
    public void A_repository_with_nothing_else_is_skipped_and_with_a_manifest_it_has_that_one_s_status()
    {
        var skipped = Plan("{}").Result;
        var manifest = Plan("""{"slug":"a"}""").Result;

        Assert.Multiple(() =>
        {
            Assert.That(RepositoryOutcome.Summarize([skipped]), Is.EqualTo((RepositoryStatus.Skipped, "not-a-manifest")));
            Assert.That(RepositoryOutcome.Summarize([skipped, manifest]), Is.EqualTo((RepositoryStatus.Migrated, "changes-planned")));
        });
    }

    private static ManifestPlan Plan(string text) => Migrator.Plan(Encoding.UTF8.GetBytes(text), Origin, DefaultMappings.Value, isFound: true);
}
