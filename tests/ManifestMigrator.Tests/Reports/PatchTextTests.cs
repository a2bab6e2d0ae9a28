using System.Runtime.Versioning;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Text;

namespace ManifestMigrator.Tests.Reports;

[StartsPrograms]
public sealed class PatchTextTests
{
    private const string Before = "{\n  \"vendorLink\": 1\n}\n";
    private const string After = "{\n  \"vendor_link\": 1\n}\n";

    [Test]
    public void A_patch_names_the_file_as_git_does() => Assert.That(
        PatchText.Write(Sample.Repository("h/a/b", Sample.Manifest("manifest.konnector"))),
        Is.EqualTo("diff --git a/manifest.konnector b/manifest.konnector\n--- a/manifest.konnector\n+++ b/manifest.konnector\n"
            + "@@ -1,3 +1,3 @@\n {\n-  \"vendorLink\": 1\n+  \"vendor_link\": 1\n }\n"));

    [TestCase("manifest.konnector")]
    [TestCase("a folder/a manifest.konnector")]
    [TestCase("trailing blank ")]
    [TestCase("tab\there")]
    [TestCase("line\nbreak")]
    [TestCase("quote\"d")]
    [TestCase("back\\slash")]
    [TestCase("été/漢字 😀.konnector")]
    [TestCase("del\u007f and bell\a")]
    [TestCase("-dash")]
    [TestCase("a b/a b")]
    public void Git_finds_the_file_whatever_its_name(string path)
    {
        using var git = new GitApply();
        git.Write(path, Before);

        git.Apply(PatchText.Write(Sample.Repository("h/a/b", Sample.Manifest(path, Before, After))));

        Assert.That(git.Read(path), Is.EqualTo(After));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Files have no executable mode there")]
    [UnsupportedOSPlatform("windows")]
    public void An_executable_file_stays_executable()
    {
        using var git = new GitApply();
        git.Write("manifest.konnector", Before);
        git.MakeExecutable("manifest.konnector");

        git.Apply(PatchText.Write(Sample.Repository("h/a/b", Sample.Manifest("manifest.konnector", Before, After) with { Mode = "100755" })));

        Assert.That(git.Read("manifest.konnector"), Is.EqualTo(After));
        Assert.That(git.Mode("manifest.konnector") & UnixFileMode.UserExecute, Is.EqualTo(UnixFileMode.UserExecute));
    }

    [Test]
    public void Several_manifests_stand_in_one_patch_in_the_order_of_their_paths()
    {
        using var git = new GitApply();
        git.Write("b/manifest.konnector", Before);
        git.Write("Z/manifest.konnector", Before);
        var patch = PatchText.Write(Sample.Repository("h/a/b", Sample.Manifest("b/manifest.konnector", Before, After), Sample.Manifest("Z/manifest.konnector", Before, After)));

        git.Apply(patch);

        Assert.That(patch, Does.StartWith("diff --git a/Z/"));
        Assert.That(git.Read("b/manifest.konnector"), Is.EqualTo(After));
        Assert.That(git.Read("Z/manifest.konnector"), Is.EqualTo(After));
    }

    [TestCase(ManifestStatus.Blocked)]
    [TestCase(ManifestStatus.Unreadable)]
    [TestCase(ManifestStatus.Current)]
    public void What_is_not_delivered_is_not_in_the_patch(ManifestStatus status)
    {
        var repository = Sample.Repository("h/a/b", Sample.Manifest("manifest.konnector") with { Status = status });

        Assert.That(PatchText.Write(repository), Is.Empty);
        Assert.That(PatchText.Exists(repository), Is.False);
    }
}
