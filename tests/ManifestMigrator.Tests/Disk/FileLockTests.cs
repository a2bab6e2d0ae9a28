using ManifestMigrator.Disk;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Disk;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Test]
    public void Of_many_who_take_and_release_a_lock_at_once_only_one_has_it_at_a_time([Values] bool isRemoved)
    {
        var kind = isRemoved ? FileLockKind.Removed : FileLockKind.Exclusive;
        var (holders, most, taken) = (0, 0, 0);

        Parallel.For(0, 8, _ =>
        {
            for (var attempt = 0; attempt < 400; attempt++)
            {
                using var hold = FileLock.TryTake(_temporary["one/.lock"], kind);
                if (hold is null)
                    continue;
                Interlocked.Increment(ref taken);
                var now = Interlocked.Increment(ref holders);
                InterlockedMaximum(ref most, now);
                Interlocked.Decrement(ref holders);
            }
        });

        Assert.That(most, Is.EqualTo(1));
        Assert.That(taken, Is.Positive);
        Assert.That(_temporary.Files(), Is.EqualTo(isRemoved ? [] : new[] { "one/.lock" }));
    }

    [Test]
    public void A_shared_lock_is_had_by_several_and_keeps_out_who_wants_it_alone()
    {
        using var one = FileLock.TryTake(_temporary["use"], FileLockKind.Shared);
        using var other = FileLock.TryTake(_temporary["use"], FileLockKind.Shared);
        using var alone = FileLock.TryTake(_temporary["use"], FileLockKind.Exclusive);

        Assert.That((one is null, other is null, alone is null), Is.EqualTo((false, false, true)));
    }

    [Test]
    public void Who_takes_a_lock_after_one_who_was_killed_is_told()
    {
        File.WriteAllText(_temporary["lock"], "1");

        using (var after = FileLock.TryTake(_temporary["lock"], FileLockKind.Exclusive))
            Assert.That(after!.WasLeftBehind, Is.True);
        using (var later = FileLock.TryTake(_temporary["lock"], FileLockKind.Exclusive))
            Assert.That(later!.WasLeftBehind, Is.False);
    }

    private static void InterlockedMaximum(ref int maximum, int value)
    {
        for (var seen = Volatile.Read(ref maximum); seen < value; seen = Volatile.Read(ref maximum))
            Interlocked.CompareExchange(ref maximum, value, seen);
    }
}
