using ManifestMigrator.Forges;
using ManifestMigrator.Plans;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Tests.Forges;

/// <summary>How fast is written to a forge, on a simulated clock.</summary>
public sealed class PaceTests
{
    private static readonly ForgeHost GitHub = new("github.com", ForgeKind.GitHub, new Uri("https://api.github.com/"));

    [TestCase(300, 15)]
    [TestCase(1_000, 130)]
    public async Task The_end_that_is_told_before_is_the_end(int requests, int minutes)
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using var pace = Pace(folder, time, waits: true);
        var begin = time.Now;

        var told = pace.End(requests, 0);
        var writes = await WriteAsync(pace, time, requests);

        Assert.Multiple(() =>
        {
            Assert.That(writes[^1], Is.EqualTo(told));
            Assert.That((writes[^1] - begin).TotalMinutes, Is.EqualTo(minutes).Within(5).Percent);
            Assert.That(writes.Zip(writes.Skip(1), (one, next) => next - one).Min(), Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(Enumerable.Range(0, writes.Count).Max(first =>
                writes.Skip(first).TakeWhile(write => write - writes[first] < TimeSpan.FromHours(1)).Count()), Is.LessThanOrEqualTo(400));
        });
    }

    [Test]
    public void Ten_thousand_are_told_to_take_a_day()
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using var pace = Pace(folder, time, waits: true);

        Assert.That((pace.End(10_000, 0) - time.Now).TotalHours, Is.EqualTo(24).Within(5).Percent);
    }

    [Test]
    public async Task What_was_written_is_remembered_when_the_program_starts_again()
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using (var first = Pace(folder, time, waits: true))
            await WriteAsync(first, time, 400);
        using var second = Pace(folder, time, waits: false);

        var refused = Assert.ThrowsAsync<ForgeException>(() => second.TakeTurnAsync(notifies: true, CancellationToken.None));

        Assert.That(refused!.Reason, Is.EqualTo(Reasons.RateLimited));
        Assert.That(refused.NotBefore, Is.EqualTo(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero)), "an hour after the first one");
        time.Leap(TimeSpan.FromHours(1));
        Assert.DoesNotThrowAsync(() => second.TakeTurnAsync(notifies: true, CancellationToken.None));
    }

    [Test]
    public async Task Two_processes_share_one_queue()
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using var one = Pace(folder, time, waits: true);
        using var other = Pace(folder, time, waits: true);

        var writes = new List<DateTimeOffset>();
        for (var round = 0; round < 5; round++)
        {
            writes.AddRange(await WriteAsync(one, time, 1));
            writes.AddRange(await WriteAsync(other, time, 1));
        }

        Assert.That(writes.Zip(writes.Skip(1), (first, next) => next - first), Has.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task After_a_secondary_limit_the_pace_is_half_for_an_hour()
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using var pace = Pace(folder, time, waits: true);

        await pace.PauseAsync(until: null, isSecondary: true, CancellationToken.None);
        var careful = await WriteAsync(pace, time, 3);
        time.Leap(TimeSpan.FromHours(1));
        var usual = await WriteAsync(pace, time, 2);

        Assert.Multiple(() =>
        {
            Assert.That(careful[0], Is.EqualTo(new DateTimeOffset(2026, 3, 2, 9, 1, 0, TimeSpan.Zero)), "a minute when the host does not say how long");
            Assert.That(careful[2] - careful[1], Is.EqualTo(TimeSpan.FromSeconds(6)));
            Assert.That(usual[1] - usual[0], Is.EqualTo(TimeSpan.FromSeconds(3)));
        });
    }

    [Test]
    public async Task A_memory_that_a_crash_damaged_counts_as_a_write_just_made()
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using var pace = Pace(folder, time, waits: true);
        await WriteAsync(pace, time, 1);
        await File.WriteAllTextAsync(folder["pace.json"], "{\"Writes\":[17");

        var next = await WriteAsync(pace, time, 1);

        Assert.That(next[0], Is.EqualTo(new DateTimeOffset(2026, 3, 2, 9, 0, 3, TimeSpan.Zero)));
    }

    [TestCase("{}")]
    [TestCase("{\"Writes\":null,\"Notified\":0,\"PausedUntil\":0,\"CarefulUntil\":0}")]
    [TestCase("{\"Writes\":[99999999999999],\"Notified\":99999999999999,\"PausedUntil\":0,\"CarefulUntil\":0}")]
    public async Task A_memory_that_makes_no_sense_blocks_nobody(string memory)
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        await File.WriteAllTextAsync(folder["pace.json"], memory);
        using var pace = Pace(folder, time, waits: true);
        var begin = time.Now;

        await WriteAsync(pace, time, 1);

        Assert.That(time.Now - begin, Is.LessThan(TimeSpan.FromHours(2)));
    }

    [Test]
    public async Task What_was_asked_for_a_write_is_not_used_after_a_pause()
    {
        using var folder = new TemporaryFolder();
        var time = new LeapingTime();
        using var pace = Pace(folder, time, waits: true);
        await pace.PauseAsync(time.Now + TimeSpan.FromSeconds(25), isSecondary: false, CancellationToken.None);

        Assert.That(async () => await pace.TakeTurnAsync(notifies: true, CancellationToken.None, atOnce: true),
            Throws.TypeOf<ForgeException>().With.Property(nameof(ForgeException.IsTransient)).True);
        await pace.UntilNextAsync(notifies: true, CancellationToken.None);
        await pace.TakeTurnAsync(notifies: true, CancellationToken.None, atOnce: true);
    }

    private static WritePace Pace(TemporaryFolder folder, TimeProvider time, bool waits) =>
        new("github.com", folder["pace.json"], PaceLimits.For(GitHub, rate: null), time) { WaitsForTheBudget = waits };

    private static async Task<List<DateTimeOffset>> WriteAsync(WritePace pace, LeapingTime time, int number)
    {
        var writes = new List<DateTimeOffset>();
        for (var write = 0; write < number; write++)
        {
            await pace.TakeTurnAsync(notifies: true, CancellationToken.None);
            writes.Add(time.Now);
        }
        return writes;
    }
}
