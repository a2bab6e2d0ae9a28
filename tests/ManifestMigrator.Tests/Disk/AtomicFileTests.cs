using ManifestMigrator.Disk;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Disk;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Test]
    public void A_file_that_is_not_finished_leaves_what_was_there()
    {
        File.WriteAllText(_temporary["a.txt"], "before");

        Assert.That(
            () => AtomicFile.Write(_temporary["a.txt"], text =>
            {
                text.Write("half");
                throw new InvalidOperationException("power cut");
            }),
            Throws.InvalidOperationException);

        Assert.That(File.ReadAllText(_temporary["a.txt"]), Is.EqualTo("before"));
        Assert.That(_temporary.Files(), Is.EqualTo(["a.txt"]));
    }

    [Test]
    public void A_finished_file_takes_the_place_of_what_was_there()
    {
        File.WriteAllText(_temporary["a.txt"], "before");

        AtomicFile.Write(_temporary["a.txt"], text => text.WriteLine("é"));

        Assert.That(File.ReadAllBytes(_temporary["a.txt"]), Is.EqualTo("é\n"u8.ToArray()));
        Assert.That(_temporary.Files(), Is.EqualTo(["a.txt"]));
    }

    [Test]
    public void What_a_killed_process_left_of_the_same_file_goes_with_the_next_and_that_of_a_live_one_stays()
    {
        File.WriteAllText(_temporary["a.txt.dead1234.tmp"], "half");
        File.WriteAllText(_temporary["other.txt.dead1234.tmp"], "not ours");
        using var live = new AtomicFile(_temporary["a.txt"]);

        AtomicFile.Write(_temporary["a.txt"], text => text.Write("whole"));

        Assert.That(_temporary.Files(), Has.Count.EqualTo(3).And.Member("a.txt").And.Member("other.txt.dead1234.tmp"));
        live.Text.Write("later");
        live.Commit();
        Assert.That(File.ReadAllText(_temporary["a.txt"]), Is.EqualTo("later"));
    }

    [Test]
    [StartsPrograms]
    [Platform(Exclude = "Win"), System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_that_is_replaced_in_place_keeps_its_mode_and_git_sees_nothing_else()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var clone = GitRepository.Create(_temporary["a.git"], new GitFile("inner/a.konnector", "before")).CloneTo(_temporary["clone"]);
        var file = _temporary["clone/inner/a.konnector"];
        File.SetUnixFileMode(file, Mode);

        AtomicFile.Replace(file, "after"u8);

        Assert.That(File.ReadAllText(file), Is.EqualTo("after"));
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(Mode));
        Assert.That(GitRepository.Git(clone, input: null, "status", "--short", "--untracked-files=all"), Is.EqualTo(" M inner/a.konnector\n"));
        Assert.That(Directory.GetFileSystemEntries(_temporary["clone/inner"]), Is.EqualTo(new[] { file }));
    }

    [Test]
    [StartsPrograms]
    public void What_a_killed_replacement_left_is_never_listed_by_git_and_goes_with_the_next()
    {
        var clone = GitRepository.Create(_temporary["a.git"], new GitFile("inner/a.konnector", "before")).CloneTo(_temporary["clone"]);
        Directory.CreateDirectory(_temporary["clone/inner/.manifest-migrator/.git"]);
        File.WriteAllText(_temporary["clone/inner/.manifest-migrator/.git/a.konnector.dead1234.tmp"], "ha");

        Assert.That(GitRepository.Git(clone, input: null, "status", "--short", "--untracked-files=all"), Is.Empty);
        GitRepository.Git(clone, input: null, "add", "--all");
        Assert.That(GitRepository.Git(clone, input: null, "status", "--short"), Is.Empty);

        AtomicFile.Replace(_temporary["clone/inner/a.konnector"], "after"u8);

        Assert.That(Directory.GetFileSystemEntries(_temporary["clone/inner"]), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_is_not_replaced_and_not_followed()
    {
        File.WriteAllText(_temporary["a.txt"], "before");
        File.CreateSymbolicLink(_temporary["link"], _temporary["a.txt"]);

        Assert.That(() => AtomicFile.Replace(_temporary["link"], "after"u8), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(_temporary["a.txt"]), Is.EqualTo("before"));
        Assert.That(new FileInfo(_temporary["link"]).LinkTarget, Is.Not.Null);
    }
}
