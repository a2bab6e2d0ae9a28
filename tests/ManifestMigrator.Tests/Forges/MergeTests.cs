using ManifestMigrator.Forges;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Only what was reviewed is merged, and what landed is looked at, on every family of forges.</summary>
[TestFixtureSource(typeof(World), nameof(World.Kinds))]
[StartsPrograms]
internal sealed class MergeTests(ForgeKind kind)
{
    private World _world = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _world = await World.CreateAsync(kind);
        await _world.RequestAsync();
        _world.Time.Leap(TimeSpan.FromMinutes(5));
    }

    [TearDown]
    public async Task TearDownAsync() => await _world.DisposeAsync();

    private FakeRequest Only => _world.Repository.Requests.Single();

    private string Main => _world.Git(null, "rev-parse", "main");

    [TestCase(MergeMethod.Merge)]
    [TestCase(MergeMethod.Squash)]
    public async Task What_passed_is_merged_and_lies_on_the_base_as_planned(MergeMethod method)
    {
        _world.Repository.Statuses[_world.Commit] = ["success"];

        var outcome = await _world.MergeAsync(wish => wish with { Method = method });
        var again = await _world.MergeAsync();

        Assert.Multiple(() =>
        {
            Assert.That((outcome.State, outcome.Reason, outcome.Checks), Is.EqualTo((RequestState.Landed, "", ChecksState.Passed)), outcome.Message);
            Assert.That(again.State, Is.EqualTo(RequestState.Landed));
            Assert.That(_world.Git(null, "show", "main:manifest.konnector"), Does.Contain("data_types"));
            Assert.That(_world.Git(null, "rev-list", "--parents", "-1", "main").Split(' '), Has.Length.EqualTo(method == MergeMethod.Merge ? 3 : 2));
        });
    }

    [Test]
    public async Task Nothing_reports_is_not_passed()
    {
        var before = Main;

        var refused = await _world.MergeAsync();
        var allowed = await _world.MergeAsync(wish => wish with { AllowsNoChecks = true });

        Assert.That((refused.Reason, refused.Checks), Is.EqualTo(("no-checks", ChecksState.None)));
        Assert.That((allowed.State, allowed.Reason), Is.EqualTo((RequestState.Landed, "")), allowed.Message);
        Assert.That(Main, Is.Not.EqualTo(before));
    }

    [Test]
    public async Task A_commit_that_is_new_gets_time_for_its_checks_to_register()
    {
        Only.Updated = _world.Time.Now;
        File.Delete(_world.Folder["run/journal.jsonl"]);
        _world.End();

        var early = await _world.MergeAsync(wish => wish with { AllowsNoChecks = true });
        _world.Time.Leap(TimeSpan.FromMinutes(2));
        var settled = await _world.MergeAsync(wish => wish with { AllowsNoChecks = true });

        Assert.That((early.Reason, early.Checks, settled.State), Is.EqualTo(("checks-running", ChecksState.Running, RequestState.Landed)));
    }

    [TestCase("failure", "checks-failed")]
    [TestCase("pending", "checks-running")]
    public async Task What_has_not_passed_waits(string state, string reason)
    {
        var before = Main;
        _world.Repository.Statuses[_world.Commit] = [state];

        var outcome = await _world.MergeAsync(wish => wish with { AllowsNoChecks = true });

        Assert.That((outcome.Reason, Main), Is.EqualTo((reason, before)));
    }

    [Test]
    public async Task Whoever_pushes_between_the_question_and_the_merge_is_not_merged()
    {
        _world.Repository.Statuses[_world.Commit] = ["success"];
        var before = Main;
        _world.Forge.Make(new Trouble(kind is ForgeKind.Gitea or ForgeKind.Forgejo ? "POST"
            : "PUT", "/merge", Answer: null)
        { Before = () => _world.PersonCommits() });

        var reason = "";
        try
        {
            reason = (await _world.MergeAsync()).Reason;
        }
        catch (ForgeException exception)
        {
            reason = exception.Reason;
        }

        Assert.That((reason, Main, Only.State), Is.EqualTo(("changed", before, "open")));
    }

    [Test]
    public async Task A_lost_answer_to_a_merge_is_looked_up()
    {
        _world.Repository.Statuses[_world.Commit] = ["success"];
        _world.Forge.Make(new Trouble(kind is ForgeKind.Gitea or ForgeKind.Forgejo ? "POST" : "PUT", "/merge", Answer: null, IsDone: true));

        var outcome = await _world.MergeAsync();

        Assert.That((outcome.State, outcome.Reason, outcome.Checks), Is.EqualTo((RequestState.Landed, "", ChecksState.Passed)), outcome.Message);
        Assert.That(_world.Git(null, "rev-list", "--count", "--first-parent", "main"), Is.EqualTo("2"), "merged once");
    }

    [Test]
    public async Task A_base_whose_manifest_moved_is_planned_again()
    {
        _world.Repository.Statuses[_world.Commit] = ["success"];
        _world.Push("{ \"slug\": \"voltaire\" }\n", "theirs", "main");

        var outcome = await _world.MergeAsync();

        Assert.That(outcome.Reason, Is.EqualTo("base-moved"));
        Assert.That(Only.State, Is.EqualTo("open"));
    }

    [Test]
    public async Task A_review_that_requests_changes_is_heard()
    {
        _world.Repository.Statuses[_world.Commit] = ["success"];
        Only.Reviews.Add(("bo", "CHANGES_REQUESTED", _world.Commit));

        var refused = await _world.MergeAsync();
        Only.Reviews[0] = ("bo", "APPROVED", _world.Commit);
        var approved = await _world.MergeAsync(wish => wish with { NeedsApproval = true });

        Assert.That((refused.Reason, approved.State), Is.EqualTo(("changes-requested", RequestState.Landed)), approved.Message);
        Assert.That(refused.Message, Does.Contain("bo"));
    }

    [Test]
    public async Task What_people_merged_with_something_else_is_landed_otherwise_and_what_landed_stays_landed()
    {
        _world.Forge.Land(_world.Repository, Only, "merge");
        var landed = await _world.RequestAsync();
        _world.Push("{}\n", "later", "main");
        var later = await _world.RequestAsync();
        Only.MergeCommit = _world.Git(null, "rev-parse", "main");
        var otherwise = await _world.RequestAsync();

        Assert.That((landed.State, later.State), Is.EqualTo((RequestState.Landed, RequestState.Landed)));
        Assert.That((otherwise.State, otherwise.Reason), Is.EqualTo((RequestState.LandedOtherwise, "landed-otherwise")));
    }

    [Test]
    public async Task What_landed_stays_when_revert_comes()
    {
        _world.Repository.Statuses[_world.Commit] = ["success"];
        await _world.MergeAsync();

        var outcome = await _world.CloseAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Landed, Reasons.Landed)));
        Assert.That(Only.Comments, Is.Empty);
    }
}

/// <summary>What only GitHub does.</summary>
[StartsPrograms]
internal sealed class GitHubMergeTests
{
    [TestCase("blocked")]
    [TestCase("behind")]
    [TestCase("unstable")]
    [TestCase("dirty")]
    public async Task That_an_administrator_could_merge_past_a_rule_is_no_permission(string state)
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        await world.RequestAsync();
        world.Repository.Statuses[world.Commit] = ["success"];
        world.Repository.MergeState = state;

        var outcome = await world.MergeAsync();

        Assert.That((outcome.Reason, world.Repository.Requests[0].State), Is.EqualTo(("not-mergeable", "open")));
        Assert.That(outcome.Message, Does.Contain(state));
    }

    [Test]
    public async Task A_base_that_was_modified_a_moment_ago_is_asked_again()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        await world.RequestAsync();
        world.Repository.Statuses[world.Commit] = ["success"];
        world.Forge.Make(new Trouble("PUT", "/merge", FakeAnswer.Message(405, "Base branch was modified. Review and try the merge again.")));

        var outcome = await world.MergeAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Landed, "")), outcome.Message);
    }

    [Test]
    public async Task Checks_come_from_two_systems_and_a_skipped_one_has_checked_nothing()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        await world.RequestAsync();
        world.Time.Leap(TimeSpan.FromHours(1));
        world.Repository.CheckRuns[world.Commit] = [("completed", "skipped")];
        var skipped = await world.MergeAsync();
        world.Repository.CheckRuns[world.Commit] = [("completed", "success"), ("in_progress", null)];
        var running = await world.MergeAsync();
        world.Repository.CheckRuns[world.Commit] = [("completed", "success"), ("completed", "skipped")];
        world.Repository.Statuses[world.Commit] = ["error"];
        var failed = await world.MergeAsync();
        world.Repository.Statuses.Clear();
        var passed = await world.MergeAsync();

        Assert.That(new[] { skipped.Reason, running.Reason, failed.Reason, passed.Reason },
            Is.EqualTo(new[] { "no-checks", "checks-running", "checks-failed", "" }));
    }

    [Test]
    public async Task The_permission_that_is_missing_is_named()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        await world.RequestAsync();
        world.Repository.Statuses[world.Commit] = ["success"];
        world.Repository.MayMerge = false;

        var refused = Assert.ThrowsAsync<ForgeException>(() => world.MergeAsync());

        Assert.That(refused!.Reason, Is.EqualTo("forbidden"));
        Assert.That(refused.Message, Does.Contain("contents=write"));
    }
}
