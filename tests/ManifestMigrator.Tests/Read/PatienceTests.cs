using System.Diagnostics;
using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ManifestMigrator.Tests.Read;

[StartsPrograms]
public sealed class PatienceTests
{
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    public async Task A_server_in_trouble_is_asked_again(int status)
    {
        var answers = 0;
        using var folder = Served();
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, _) => Task.FromResult(Interlocked.Increment(ref answers) == 1 && Refuse(context, status)));
        using var reading = Reading.In(folder, new ReadingOptions { Retries = 2 });

        var checkout = await reading.ReadAsync($"{server.Address}/voltaire.git");

        Assert.Multiple(() =>
        {
            Assert.That(checkout.Manifests, Has.Count.EqualTo(1));
            Assert.That(reading.Told, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_connection_that_breaks_in_the_middle_is_made_again()
    {
        var answers = 0;
        using var folder = Served();
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, _) =>
        {
            if (context.Request.Method != "POST" || Interlocked.Increment(ref answers) > 1)
                return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        });
        using var reading = Reading.In(folder, new ReadingOptions { Retries = 1 });

        Assert.That((await reading.ReadAsync($"{server.Address}/voltaire.git")).Manifests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_host_that_asks_for_a_pause_gets_it_from_everybody()
    {
        var (asked, refused, early) = (0, 0L, 0);
        using var folder = Served();
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, _) =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                Interlocked.Exchange(ref refused, Stopwatch.GetTimestamp());
                context.Response.Headers.RetryAfter = "2";
                return Task.FromResult(Refuse(context, StatusCodes.Status429TooManyRequests));
            }
            if (Stopwatch.GetElapsedTime(refused) < TimeSpan.FromSeconds(1.9))
                Interlocked.Increment(ref early);
            return Task.FromResult(false);
        });
        using var reading = Reading.In(folder, new ReadingOptions { Retries = 2 });

        var first = reading.ReadAsync($"{server.Address}/voltaire.git");
        await Wait.UntilAsync(() => reading.Told.Count > 0 || first.IsCompleted);
        await Task.WhenAll(first, reading.ReadAsync($"{server.Address}/other.git"));

        Assert.That(early, Is.Zero);
    }

    [Test]
    public async Task A_host_that_wants_to_be_left_alone_for_an_hour_is_left_alone()
    {
        using var folder = Served();
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: (context, _) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Task.FromResult(Refuse(context, StatusCodes.Status429TooManyRequests));
        });
        using var reading = Reading.In(folder, new ReadingOptions { Retries = 5 });

        Assert.That(
            () => reading.ReadAsync($"{server.Address}/voltaire.git"),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.RateLimited));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_will_not_get_better_is_not_tried_again()
    {
        using var folder = Served();
        await using var server = await GitHttpServer.StartAsync(folder["served"]);
        using var reading = Reading.In(folder, new ReadingOptions { Retries = 5 });

        Assert.That(() => reading.ReadAsync($"{server.Address}/missing.git"), Throws.TypeOf<RepositoryException>());
        Assert.That(reading.Told, Is.Empty);
    }

    [Test]
    public async Task A_silent_server_costs_one_time_limit_and_no_process_stays()
    {
        using var folder = Served();
        await using var server = await GitHttpServer.StartAsync(folder["served"], before: GitHttpServer.Stall);
        using var reading = Reading.In(folder, new ReadingOptions { Retries = 3, Timeout = TimeSpan.FromSeconds(1) });
        var address = $"{server.Address}/voltaire.git";

        Assert.That(
            () => reading.ReadAsync(address),
            Throws.TypeOf<RepositoryException>().With.Property(nameof(RepositoryException.Reason)).EqualTo(Reasons.Timeout));
        Assert.That(Processes().Where(line => line.Contains(address, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_host_never_has_more_connections_than_it_is_asked_to_bear()
    {
        using var gates = new HostGates(3);
        var (inside, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
        {
            using var place = await gates.EnterAsync("example.org", CancellationToken.None);
            var now = Interlocked.Increment(ref inside);
            InterlockedMaximum(ref most, now);
            await Task.Delay(5);
            Interlocked.Decrement(ref inside);
        }));

        Assert.That(most, Is.EqualTo(3));
    }

    private static void InterlockedMaximum(ref int most, int value)
    {
        for (var known = most; known < value; known = most)
            Interlocked.CompareExchange(ref most, value, known);
    }

    private static bool Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return true;
    }

    private static TemporaryFolder Served()
    {
        var folder = new TemporaryFolder();
        GitRepository.Create(folder["served/voltaire.git"], new GitFile("manifest.konnector", "{}"));
        GitRepository.Create(folder["served/other.git"], new GitFile("manifest.konnector", "{}"));
        return folder;
    }

    private static IEnumerable<string> Processes() => Process.GetProcessesByName("git-remote-http").Concat(Process.GetProcessesByName("git")).Select(CommandLine);

    private static string CommandLine(Process process)
    {
        using (process)
        {
            var file = $"/proc/{process.Id}/cmdline";
            return File.Exists(file) ? File.ReadAllText(file).Replace('\0', ' ') : "";
        }
    }
}
