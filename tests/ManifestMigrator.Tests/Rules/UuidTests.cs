using ManifestMigrator.Rules;

namespace ManifestMigrator.Tests.Rules;

public sealed class UuidTests
{
    private const string Existing = "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b";

    // Computed with another implementation: Python's uuid.uuid5(uuid.NAMESPACE_URL, "<repository>:<path>").hex
    [TestCase("github.com/alder/voltaire", "manifest.konnector", "f9cabbc79a5d52b18f60d9ddb55e303e")]
    [TestCase("git.example.org/a/b", "packages/power/manifest.konnector", "aa9515e22359573ea659b37868b4b5e9")]
    [TestCase("gitlab.com/é/ü", "m.konnector", "5595baea502a52fca41d4dc13fc4bafc")]
    [TestCase("GitHub.com/Alder/Voltaire", "manifest.konnector", "f9cabbc79a5d52b18f60d9ddb55e303e")]
    public void A_UUID_follows_from_the_repository_and_the_path(string repository, string path, string uuid) =>
        Plan("""{"slug": "a"}""", new ManifestOrigin(repository, path)).Becomes($$"""{"slug": "a", "uuid": "{{uuid}}"}""");

    [Test]
    public void Another_path_in_the_repository_is_another_konnector() =>
        Assert.That(NamedUuid.Compute("github.com/alder/voltaire", "a/manifest.konnector"), Is.Not.EqualTo(NamedUuid.Compute("github.com/alder/voltaire", "b/manifest.konnector")));

    [Test]
    public void A_ledger_wins_over_what_would_be_computed() =>
        Plan("""{"slug": "a"}""", new ManifestOrigin("github.com/alder/voltaire", "manifest.konnector") { LedgerUuid = Existing })
            .Becomes($$"""{"slug": "a", "uuid": "{{Existing}}"}""");

    [Test]
    public void A_UUID_that_is_there_never_changes() =>
        Plan($$"""{"uuid": "{{Existing}}", "slug": "a"}""", new ManifestOrigin("github.com/alder/voltaire", "manifest.konnector")).Stays();

    [Test]
    public void A_ledger_that_says_something_else_is_reported() =>
        Plan($$"""{"uuid": "{{Existing}}"}""", new ManifestOrigin(null, "manifest.konnector") { LedgerUuid = "f9cabbc79a5d52b18f60d9ddb55e303e" })
            .Stays("warning uuid-ledger /uuid");

    [TestCase("{}")]
    [TestCase("""{"source": "git@github.com:Alder/Voltaire.git"}""")]
    [TestCase("""{"source": "https://github.com/alder/voltaire.git#build"}""")]
    public void Without_a_repository_there_is_no_UUID_and_a_finding_whatever_source_says(string json) => Plan(json, Unknown).Stays("warning uuid-identity /uuid");

    [TestCase("\"\"")]
    [TestCase("\"3F1D6A0C5B7E5D2E9A4C8B6F7E0D1C2B\"")]
    [TestCase("\"3f1d6a0c-5b7e-5d2e-9a4c-8b6f7e0d1c2b\"")]
    [TestCase("\"3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b\\n\"")]
    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[]")]
    public void A_malformed_UUID_blocks_and_stays(string uuid) => Plan($$"""{"uuid": {{uuid}}}""", Unknown).IsBlocked("error uuid-malformed /uuid");

    [Test]
    public void A_field_may_be_called_uuid() =>
        Plan("""{"fields": {"uuid": {"type": "text"}}, "uuid": "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b"}""", Unknown).Stays();

    private static ManifestOrigin Unknown => new(null, "manifest.konnector");

    private static Planned Plan(string json, ManifestOrigin origin) => Planned.By("uuid", json, origin);
}
