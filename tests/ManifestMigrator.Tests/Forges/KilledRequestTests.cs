using ManifestMigrator.Forges;

namespace ManifestMigrator.Tests.Forges;

/// <summary>The program is killed at every boundary of every write, and started again.</summary>
[StartsPrograms]
internal sealed class KilledRequestTests
{
    /// <summary>Stands for the kill: nothing in the program catches it, so that nothing is written after it.</summary>
    private sealed class KilledException : Exception;

    /// <summary>Kills at one boundary: each write has one before it is sent and one after its answer came.</summary>
    private sealed class Killer(int boundary, Action reached, int[] passed) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
                return await base.SendAsync(request, cancellationToken);
            if (passed[0]++ == boundary)
                Kill();
            var response = await base.SendAsync(request, cancellationToken);
            if (passed[0]++ == boundary)
                Kill();
            return response;
        }

        private void Kill()
        {
            reached();
            throw new KilledException();
        }
    }

    [TestCaseSource(typeof(World), nameof(World.Kinds))]
    public async Task However_often_it_is_killed_there_is_one_request_with_its_label_and_one_merge(ForgeKind kind)
    {
        var survived = 0;
        for (var boundary = 0; ; boundary++)
        {
            await using var world = await World.CreateAsync(kind);
            world.Subject = world.WishFor(world.Subject.Wish.Text, wish => wish with { Labels = ["migration"] });
            world.Repository.Statuses[world.Commit] = ["success"];
            var wasKilled = false;
            var passed = new int[1];
            world.Handler = () => new Killer(boundary, () => wasKilled = true, passed);

            await TryAsync(() => world.RequestAsync());
            if (!wasKilled)
                await TryAsync(() => world.MergeAsync());
            CutJournal(world, boundary);
            world.Handler = null;
            var request = await world.RequestAsync();
            var merge = await world.MergeAsync();

            Assert.Multiple(() =>
            {
                Assert.That(request.Reason, Is.Empty, $"boundary {boundary}: {request.Message}");
                Assert.That((merge.State, merge.Reason), Is.EqualTo((RequestState.Landed, "")), $"boundary {boundary}: {merge.Message}");
                Assert.That(world.Repository.Requests, Has.Count.EqualTo(1));
                Assert.That(world.Repository.Requests[0].Labels, Is.EqualTo(new[] { "migration" }), $"boundary {boundary}");
                Assert.That(world.Git(null, "rev-list", "--count", "--first-parent", "main"), Is.EqualTo("2"));
            });
            if (!wasKilled)
                break;
            survived++;
        }

        Assert.That(survived, Is.GreaterThanOrEqualTo(6), "three writes have six boundaries");
    }

    [TestCaseSource(typeof(World), nameof(World.Kinds))]
    public async Task However_often_a_revert_is_killed_the_reason_is_told_once(ForgeKind kind)
    {
        for (var boundary = 0; boundary < 4; boundary++)
        {
            await using var world = await World.CreateAsync(kind);
            await world.RequestAsync();
            var passed = new int[1];
            world.Handler = () => new Killer(boundary, () => { }, passed);

            await TryAsync(() => world.CloseAsync());
            world.Handler = null;
            await world.CloseAsync();

            var only = world.Repository.Requests.Single();
            Assert.That((only.State, only.Comments.Count), Is.EqualTo(("closed", 1)), $"boundary {boundary}");
        }
    }

    /// <summary>Before it is sent, a line may be cut while it is written: then nothing was sent.</summary>
    private static void CutJournal(World world, int boundary)
    {
        world.End();
        var journal = world.Folder["run/journal.jsonl"];
        var lines = File.ReadAllLines(journal);
        if (boundary % 2 == 0 && lines is [.., var last] && last.Contains("\"intent\"", StringComparison.Ordinal))
            File.WriteAllText(journal, string.Join('\n', lines)[..^(last.Length / 2)]);
    }

    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (KilledException)
        {
            // The machine is on again.
        }
    }
}
