using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class PatchPathsTests
{
    private readonly PatchPaths _paths = new();

    [TestCase("github.com/konnectors/cozy-konnector-free", "patches/github.com/konnectors/cozy-konnector-free.patch")]
    [TestCase("gitlab.com/a/b/c/name", "patches/gitlab.com/a/b/c/name.patch")]
    [TestCase("local/parent/folder", "patches/local/parent/folder.patch")]
    [TestCase("../../etc/passwd", "patches/%2E%2E/%2E%2E/etc/passwd.patch")]
    [TestCase("h/a/..", "patches/h/a/%2E%2E.patch")]
    [TestCase("/absolute", "patches/%/absolute.patch")]
    [TestCase("h//b", "patches/h/%/b.patch")]
    [TestCase("", "patches/%.patch")]
    [TestCase("h/a/b\\..\\c", "patches/h/a/b%5C..%5Cc.patch")]
    [TestCase("c:/a/b", "patches/c%3A/a/b.patch")]
    [TestCase("h/con/nul.txt", "patches/h/%63on/%6Eul.txt.patch")]
    [TestCase("h/a/%2e", "patches/h/a/%252e.patch")]
    [TestCase("h/A/b", "patches/h/%41/b.patch")]
    [TestCase("h/.git/b", "patches/h/%2Egit/b.patch")]
    [TestCase("h/a.patch/b", "patches/h/a%2Epatch/b.patch")]
    [TestCase("h/a/é\n", "patches/h/a/%C3%A9%0A.patch")]
    public void A_repository_has_a_place_of_its_own_in_the_run_folder(string identity, string path) =>
        Assert.That(_paths.Next(Repository(identity, "main")), Is.EqualTo(path));

    [Test]
    public void A_name_longer_than_a_file_system_takes_is_cut()
    {
        var one = _paths.Next(Repository("h/a/" + new string('x', 300), "main"));
        var other = _paths.Next(Repository("h/a/" + new string('x', 301), "main"));

        Assert.That(one, Has.Length.LessThan(160).And.Not.EqualTo(other));
    }

    [Test]
    public void Other_branches_of_a_repository_have_patches_of_their_own() => Assert.That(
        string.Join('\n', "main feature/x feature/x ".Split(' ').Select(branch => _paths.Next(Repository("h/a/b", branch)))),
        Is.EqualTo($"""
            patches/h/a/b.patch
            patches/h/a/b@feature%2Fx.patch
            patches/h/a/b@feature%2Fx~2.patch
            patches/h/a/b@{new string('1', 40)}.patch
            """));

    [Test]
    public void What_has_nothing_to_deliver_has_no_patch() =>
        Assert.That(_paths.Next(Sample.Repository("h/a/b")), Is.Empty);

    [Test]
    public void No_two_repositories_share_a_place_and_none_lies_outside() =>
        Prop.ForAll(Identities.Two().ToArbitrary(), pair =>
        {
            var one = new PatchPaths().Next(Repository(pair.Item1, "main"));
            var other = new PatchPaths().Next(Repository(pair.Item2, "main"));

            return Path.GetFullPath(one, "/run").StartsWith("/run/patches/", StringComparison.Ordinal)
                && (pair.Item1 == pair.Item2 || !$"{one}/".StartsWith($"{other}/", StringComparison.OrdinalIgnoreCase));
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Identities =>
        Gen.Elements("a", "A", "/", ".", "..", "\\", "%", "@", "~", "é", "con", ".patch", "%2E", "\0").ListOf().Select(string.Concat);

    private static RepositoryResult Repository(string identity, string branch) =>
        Sample.Repository(identity, Sample.Manifest("manifest.konnector")) with { Branch = branch };
}
