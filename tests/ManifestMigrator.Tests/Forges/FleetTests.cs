using System.Globalization;
using ManifestMigrator.Deliver;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Reports;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Whole waves over hundreds and thousands of repositories on a simulated clock: nothing is opened twice, and no limit is tripped.</summary>
// Starts none, but takes a minute: it belongs to the whole suite.
[StartsPrograms]
internal sealed class FleetTests
{
    private TemporaryFolder _folder = null!;
    private LeapingTime _time = null!;

    [SetUp]
    public void SetUp() => (_folder, _time) = (new TemporaryFolder(inMemory: true), new LeapingTime());

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCaseSource(nameof(Sizes))]
    public async Task A_fleet_is_opened_at_the_pace_that_was_told_and_trips_no_limit(int size)
    {
        var minutes = ((size - 1) / 400 * 60) + ((((size - 1) % 400) + 1) * 3 / 60);
        using var gitHub = new SimulatedGitHub(_time, hasGraphQL: true);
        Plan(size);
        var begin = _time.Now;

        var code = await WaveAsync(gitHub, Delivery.Request, waits: true);
        var spans = gitHub.Writes.Zip(gitHub.Writes.Skip(1), (one, next) => next - one);

        Assert.Multiple(() =>
        {
            Assert.That(gitHub.Violations, Is.Empty);
            Assert.That((code, gitHub.Opened.Count), Is.EqualTo((0, size)));
            Assert.That(spans.Min(), Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(MostInAnHour(gitHub.Writes), Is.LessThanOrEqualTo(400));
            Assert.That((_time.Now - begin).TotalMinutes, Is.EqualTo(minutes).Within(10).Percent);
            Assert.That(gitHub.Queries, Is.EqualTo((size + 49) / 50));
            Assert.That(Results().Select(result => result.Delivery.RequestState), Has.All.EqualTo("open"));
        });
        TestContext.Out.WriteLine($"{size}: {gitHub.Writes.Count} writes, {gitHub.Reads} reads, {gitHub.Queries} queries, {(_time.Now - begin).TotalHours:F1} h");
    }

    [Test]
    public async Task Without_GraphQL_every_hour_brings_a_fleet_further_that_is_too_large_to_be_read_in_one()
    {
        using var gitHub = new SimulatedGitHub(_time, hasGraphQL: false);
        Plan(4_000);

        var opened = new List<int>();
        for (var hour = 0; hour < 3; hour++)
        {
            await WaveAsync(gitHub, Delivery.Request, waits: false);
            opened.Add(gitHub.Opened.Count);
            _time.Leap(TimeSpan.FromHours(1));
        }

        Assert.Multiple(() =>
        {
            Assert.That(gitHub.Violations, Is.Empty);
            Assert.That(opened, Is.EqualTo(new[] { 400, 800, 1_200 }));
            Assert.That(gitHub.Queries, Is.EqualTo(3), "asked once a run whether there is GraphQL");
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Three_hundred_are_merged_without_tripping_a_limit(bool hasGraphQL)
    {
        using var gitHub = new SimulatedGitHub(_time, hasGraphQL);
        Plan(300);
        await WaveAsync(gitHub, Delivery.Request, waits: true);
        _time.Leap(TimeSpan.FromHours(1));
        var (reads, writes, queries) = (gitHub.Reads, gitHub.Writes.Count, gitHub.Queries);

        for (var run = 0; run < 3 && gitHub.Merged.Count < 300; run++)
            await WaveAsync(gitHub, Delivery.Merge, waits: true);

        Assert.That(gitHub.Violations, Is.Empty);
        Assert.That(gitHub.Merged, Has.Count.EqualTo(300));
        Assert.That(Results().Select(result => result.Delivery.RequestState), Has.All.EqualTo("landed"));
        TestContext.Out.WriteLine($"GraphQL {hasGraphQL}: {gitHub.Writes.Count - writes} writes, {gitHub.Reads - reads} reads, {gitHub.Queries - queries} queries");
    }

    [Test]
    public async Task Canaries_whose_checks_fail_stop_the_fleet()
    {
        using var gitHub = new SimulatedGitHub(_time, hasGraphQL: true);
        Plan(300);
        var canaries = await WaveAsync(gitHub, Delivery.Request, waits: true, maximum: 3);
        gitHub.Failing.UnionWith(gitHub.Opened.Keys.Take(2));

        var stopped = await WaveAsync(gitHub, Delivery.Request, waits: true, failures: 2);
        var failed = Results().Count(result => result.Delivery.Checks == "failed");
        gitHub.Failing.Clear();
        var all = await WaveAsync(gitHub, Delivery.Request, waits: true, failures: 2);

        Assert.That((canaries, stopped, failed, all), Is.EqualTo((0, 3, 2, 0)));
        Assert.That(gitHub.Opened, Has.Count.EqualTo(300));
        Assert.That(gitHub.Violations, Is.Empty);
    }

    [Test]
    public async Task A_wave_that_goes_wrong_on_the_way_stops_on_the_way()
    {
        using var gitHub = new SimulatedGitHub(_time, hasGraphQL: true);
        Plan(300);
        gitHub.Failing.UnionWith(Results().Select(Path));

        var code = await WaveAsync(gitHub, Delivery.Request, waits: true, failures: 5);

        Assert.That(code, Is.EqualTo(3));
        Assert.That(gitHub.Opened, Has.Count.LessThan(50).And.Count.GreaterThanOrEqualTo(5), "a minute of requests, not a fleet");
    }

    /// <summary>Three hundred, and many; <c>FLEET=10000</c> in the environment for more.</summary>
    private static int[] Sizes() =>
        [300, int.TryParse(Environment.GetEnvironmentVariable("FLEET"), CultureInfo.InvariantCulture, out var size) ? size : 2_000];

    private static string Path(RepositoryResult result) => result.Repository["github.com/".Length..];

    private static int MostInAnHour(List<DateTimeOffset> writes)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < writes.Count; last++)
        {
            while (writes[last] - writes[first] >= TimeSpan.FromHours(1))
                first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    /// <summary>A run whose branches were pushed.</summary>
    private void Plan(int size)
    {
        var run = RunFolder.Create(_folder["run"], Sample.Header);
        for (var number = 0; number < size; number++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"alder/k{number:D5}");
            run.Store(Sample.Repository($"github.com/{path}", Sample.Manifest("manifest.konnector") with
            {
                Sha256Before = SimulatedGitHub.Digest(SimulatedGitHub.Before),
                Sha256After = SimulatedGitHub.Digest(SimulatedGitHub.After),
            }) with
            {
                Source = path,
                Delivery = new DeliveryState { Step = DeliveryStep.Pushed, Branch = "manifest-v2", Commit = SimulatedGitHub.Commit(path), AppliedWithAll = true },
            });
        }
        run.WriteReports(Decisions.None);
    }

    private IEnumerable<RepositoryResult> Results() => RunFolder.Open(_folder["run"]).Results();

    /// <summary>One start of the tool.</summary>
    private async Task<int> WaveAsync(SimulatedGitHub gitHub, Delivery delivery, bool waits, int maximum = int.MaxValue, int failures = 0)
    {
        var run = RunFolder.Open(_folder["run"]);
        var terminal = Terminal.Open(Verbosity.Quiet, noColor: true);
        using var forges = new ForgeConnections
        {
            Hosts = new ForgeHosts([]),
            Tokens = new ForgeTokens(name => name == "GH_TOKEN" ? FakeForge.Token : null, new NoTokenPrograms()),
            PaceFolder = _folder["pace"],
            Time = _time,
            Waits = waits,
            Handler = () => new Undisposed(gitHub),
        };
        using var journal = RequestJournal.Open(run.FullPath, _time, _ => { });
        using var connections = new RemoteAccess { CacheFolder = _folder["cache"] }.Connect(_ => { }, _ => { });
        var walk = new DeliveryWalk(run, new Gate(delivery, Decisions.None), terminal) { SoFar = outcomes => RequestDelivery.SoFar(delivery, outcomes) };
        Assert.That(walk.Begin());
        return await new RequestDelivery
        {
            Walk = walk,
            Run = run,
            Forges = forges,
            Journal = journal,
            Texts = new RequestTexts(title: null, file: null, run.Header, "run"),
            Connections = connections,
            Terminal = terminal,
            Options = new RequestOptions
            {
                Maximum = maximum,
                StopAfterFailures = failures,
                Merge = delivery == Delivery.Merge ? wish => new MergeWish { Commit = wish.Commit, Base = wish.Base } : null,
            },
        }.GoAsync(CancellationToken.None);
    }

    /// <summary>Several starts meet one GitHub.</summary>
    private sealed class Undisposed(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }

    private sealed class NoTokenPrograms : ITokenPrograms
    {
        public Task<string?> GhAsync(string host, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<string?> GitCredentialAsync(Uri repository, CancellationToken cancellation) => Task.FromResult<string?>(null);
    }
}
