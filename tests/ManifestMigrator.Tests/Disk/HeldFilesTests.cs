using ManifestMigrator.Disk;

namespace ManifestMigrator.Tests.Disk;

/// <summary>The errors are those that Windows gives; none of this was run there.</summary>
public sealed class HeldFilesTests
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int DiskFull = unchecked((int)0x80070070);

    [Test]
    public void What_a_virus_scanner_holds_for_a_moment_is_moved_when_it_lets_go()
    {
        var (tries, waits) = (0, 0);

        HeldFiles.Try(() => _ = ++tries < 3 ? throw new IOException("in use", SharingViolation) : 0, tries: 5, () => waits++);

        Assert.That((tries, waits), Is.EqualTo((3, 2)));
    }

    [Test]
    public void What_is_held_for_good_fails_with_the_words_of_the_system()
    {
        var tries = 0;

        Assert.That(
            () => HeldFiles.Try(() => throw new UnauthorizedAccessException($"held {++tries}"), tries: 5, () => { }),
            Throws.TypeOf<UnauthorizedAccessException>().With.Message.EqualTo("held 5"));
    }

    [Test]
    public void Another_error_is_not_waited_for()
    {
        var tries = 0;

        Assert.That(
            () => HeldFiles.Try(() => throw new IOException($"full {++tries}", DiskFull), tries: 5, () => Assert.Fail("it waited")),
            Throws.TypeOf<IOException>().With.Message.EqualTo("full 1"));
    }
}
