using ManifestMigrator.Read;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Tests.Sources;

public sealed class BuiltCopyTests
{
    [TestCase("build", "build")]
    [TestCase("latest", "latest")]
    [TestCase("refs/heads/build", "build")]
    [TestCase("builds", null)]
    [TestCase("Build", null)]
    [TestCase("feature/build", null)]
    [TestCase("refs/tags/latest", null)]
    [TestCase("master", null)]
    [TestCase(null, null)]
    public void A_built_copy_is_known_by_the_whole_name_of_its_branch(string? revision, string? branch) =>
        Assert.That(GeneratedBranch.Detect(revision), Is.EqualTo(branch));

    [TestCase("alder/voltaire#build")]
    [TestCase("alder/voltaire@latest")]
    [TestCase("git://github.com/alder/voltaire.git#build")]
    public void A_source_with_a_built_copy_is_the_repository_itself(string source) =>
        Assert.That(BatchSource.Parse(source).Address, Is.EqualTo(BatchSource.Parse("alder/voltaire").Address! with { Source = source }));
}
