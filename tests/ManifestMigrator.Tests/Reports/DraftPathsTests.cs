using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class DraftPathsTests
{
    private readonly DraftPaths _paths = new();

    [TestCase("github.com/garden/salbei", "manifest.konnector", "drafts/github.com/garden/salbei/manifest.konnector")]
    [TestCase("github.com/garden/old", "server/konnectors/plum/manifest.konnector", "drafts/github.com/garden/old/server/konnectors/plum/manifest.konnector")]
    [TestCase("../../etc", "../passwd/manifest.konnector", "drafts/%2E%2E/%2E%2E/etc/%2E%2E/passwd/manifest.konnector")]
    [TestCase("h/a/manifest.konnector", "manifest.konnector", "drafts/h/a/manifest%2Ekonnector/manifest.konnector")]
    [TestCase("/absolute", "/absolute", "drafts/%/absolute/%/absolute")]
    public void A_draft_has_a_place_of_its_own_in_the_run_folder(string identity, string path, string place) => Assert.That(Next(identity, path), Is.EqualTo(place));

    [Test]
    public void The_same_place_is_given_once() => Assert.That(
        new[] { Next("h/a/b", "c/manifest.konnector"), Next("h/a/b/c", "manifest.konnector"), Next("h/a/b", "c/manifest.konnector") },
        Is.EqualTo(new[] { "drafts/h/a/b/c/manifest.konnector", "drafts/h/a/b/c~2/manifest.konnector", "drafts/h/a/b~2/c/manifest.konnector" }));

    private string Next(string identity, string path) => _paths.Next(Sample.Repository(identity), new DraftFile(path, "{}"));
}
