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
}
