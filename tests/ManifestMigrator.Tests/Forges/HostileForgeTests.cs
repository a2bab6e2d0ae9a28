using System.Text.Json.Nodes;
using ManifestMigrator.Forges;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Tests.Forges;

/// <summary>Forges, proxies and people that do what nobody expects: nothing is merged, repeated or lost because of them.</summary>
[StartsPrograms]
internal sealed class HostileForgeTests
{
    private static readonly ForgeKind[] Kinds = World.Kinds;

    private static string MergeMethodOf(ForgeKind kind) => kind is ForgeKind.Gitea or ForgeKind.Forgejo ? "POST" : "PUT";

    private static string CreatePath(ForgeKind kind) => kind == ForgeKind.GitLab ? "/merge_requests" : "/pulls";

    [Test]
    public async Task A_next_page_on_another_host_is_asked_of_the_host_itself()
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        world.Repository.CheckRuns[world.Commit] = [("completed", "success")];
        world.Forge.Make(new Trouble("GET", "/check-runs", Answer: null)
        {
            Changes = answer => answer with { Headers = new(StringComparer.Ordinal) { ["Link"] = "<https://elsewhere.example/runs?per_page=100&page=2>; rel=next, <https://elsewhere.example/>; rel=\"last\"" } },
        });
        world.Forge.Make(new Trouble("GET", "/check-runs", Answer: null)
        {
            Before = () => world.Repository.CheckRuns[world.Commit] = [("completed", "failure")],
        });

        var outcome = await world.MergeAsync();

        Assert.That((outcome.Reason, world.Repository.Requests[0].State), Is.EqualTo((Reasons.ChecksFailed, "open")));
        Assert.That(world.Forge.Log, Has.Some.Contains("page=2"));
    }

    [Test]
    public async Task Checks_that_are_counted_and_not_shown_have_not_passed()
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        for (var page = 0; page < 2; page++)
            world.Forge.Make(new Trouble("GET", "/check-runs", Answer: null)
            {
                Changes = answer =>
                {
                    answer.Body!["total_count"] = 7;
                    return answer;
                },
            });

        var outcome = await world.MergeAsync();

        Assert.That((outcome.Checks, world.Repository.Requests[0].State), Is.EqualTo((ChecksState.Unknown, "open")));
    }

    [Test]
    public async Task The_next_page_of_a_GitLab_that_sends_no_links_is_read()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitLab);
        await world.RequestAsync();
        var open = world.Repository.Requests.Single();
        world.Forge.Make(new Trouble("GET", "/merge_requests", Answer: null)
        {
            Changes = answer =>
            {
                answer.Body!.AsArray().Clear();
                return answer with { Headers = new(StringComparer.Ordinal) { ["X-Next-Page"] = "2" } };
            },
        });

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason, world.Repository.Requests.Count), Is.EqualTo((RequestState.Open, "", 1)));
        Assert.That(world.Forge.Log, Has.Some.Contains("page=2"));
        Assert.That(open.State, Is.EqualTo("open"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_page_of_HTML_in_the_place_of_an_answer_loses_no_request(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Forge.Make(new Trouble("POST", CreatePath(kind), new FakeAnswer(200) { Page = "<html>Please log in</html>" }, IsDone: true));

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason, world.Repository.Requests.Count), Is.EqualTo((RequestState.Open, "", 1)), outcome.Message);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_page_of_HTML_does_not_count_as_a_closed_request(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        for (var attempt = 0; attempt < 3; attempt++)
            world.Forge.Make(new Trouble(kind == ForgeKind.GitLab ? "PUT" : "PATCH", "/1", new FakeAnswer(200) { Page = "<html>Please log in</html>" }));

        var reason = await ReasonAsync(() => world.CloseAsync());

        Assert.That((reason, world.Repository.Requests[0].State), Is.EqualTo((Reasons.ServerError, "open")));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_page_of_HTML_in_the_place_of_a_repository_is_a_row_with_a_reason(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Forge.Make(new Trouble("GET", kind == ForgeKind.GitLab ? "/alder%2Fvoltaire" : "/voltaire", new FakeAnswer(200) { Page = "<html>" }));

        Assert.That(await ReasonAsync(() => world.RequestAsync()), Is.EqualTo(Reasons.ServerError));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task The_age_of_a_commit_is_told_by_the_clock_of_its_forge(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Forge.Time = new ShiftedTime(world.Time, TimeSpan.FromMinutes(-30));
        await world.RequestAsync();
        File.Delete(world.Folder["run/journal.jsonl"]);
        world.End();

        var early = await world.MergeAsync(wish => wish with { AllowsNoChecks = true });

        Assert.That((early.Reason, world.Repository.Requests[0].State), Is.EqualTo((Reasons.ChecksRunning, "open")), "our clock runs half an hour ahead");
    }

    [Test]
    public async Task A_reset_in_our_past_is_waited_for_by_the_clock_of_the_forge()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        world.Forge.Time = new ShiftedTime(world.Time, TimeSpan.FromMinutes(-30));
        var reset = world.Forge.Time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        world.Forge.Make(new Trouble("POST", "/pulls", FakeAnswer.Message(403, "API rate limit exceeded") with
        {
            Headers = new(StringComparer.Ordinal) { ["X-RateLimit-Remaining"] = "0", ["X-RateLimit-Reset"] = reset },
        }));
        var begin = world.Time.Now;

        var outcome = await world.RequestAsync();

        Assert.That(outcome.State, Is.EqualTo(RequestState.Open));
        Assert.That(world.Time.Now - begin, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task A_limit_that_only_its_documentation_names_is_a_limit()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        var limit = FakeAnswer.Message(403, "Forbidden");
        limit.Body!["documentation_url"] = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits";
        world.Forge.Make(new Trouble("POST", "/pulls", limit));

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, world.Repository.Requests.Count), Is.EqualTo((RequestState.Open, 1)));
    }

    [TestCase("Retry-After", "2147483000")]
    [TestCase("X-RateLimit-Reset", "99999999999")]
    public async Task An_absurd_pause_does_not_lock_the_host_for_years(string header, string value)
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        world.Waits = false;
        world.Forge.Make(new Trouble("POST", "/pulls", FakeAnswer.Message(429, "No") with
        {
            Headers = new(StringComparer.Ordinal) { ["X-RateLimit-Remaining"] = "0", [header] = value },
        }));

        var refused = Assert.ThrowsAsync<ForgeException>(() => world.RequestAsync());
        world.Time.Leap(TimeSpan.FromDays(1));
        var outcome = await world.RequestAsync();

        Assert.That(refused!.Reason, Is.EqualTo(Reasons.RateLimited));
        Assert.That(outcome.State, Is.EqualTo(RequestState.Open));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_label_that_is_refused_loses_no_request(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        world.Subject = world.WishFor(world.Subject.Wish.Text, wish => wish with { Labels = ["migration"] });
        world.Forge.Make(new Trouble(kind == ForgeKind.GitLab ? "PUT" : "POST", kind == ForgeKind.GitLab ? "/1" : "/1/labels", FakeAnswer.Message(403, "No issues for you")));

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Open, Reasons.Forbidden)));
        Assert.That(outcome.Address, Does.EndWith("/1"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_merge_that_is_accepted_and_not_done_is_not_told_as_landed(ForgeKind kind)
    {
        await using var world = await ReadyAsync(kind);
        world.Forge.Make(new Trouble(MergeMethodOf(kind), "/merge", new FakeAnswer(200, new JsonObject { ["sha"] = "", ["merged"] = false, ["message"] = "" })
        {
            Page = "{}",
        }));

        var outcome = await world.MergeAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Open, Reasons.NotMergeable)));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task What_a_forge_merged_past_the_pin_is_not_told_as_landed(ForgeKind kind)
    {
        await using var world = await ReadyAsync(kind);
        world.Forge.Make(new Trouble(MergeMethodOf(kind), "/merge", new FakeAnswer(200) { Page = "{}" })
        {
            Before = () =>
            {
                world.PersonCommits();
                var request = world.Repository.Requests[0];
                request.Head = world.Git(null, "rev-parse", World.Branch);
                world.Forge.Land(world.Repository, request, "merge");
            },
        });

        var outcome = await world.MergeAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.LandedOtherwise, Reasons.LandedOtherwise)));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Who_merged_it_a_moment_before_us_has_landed_it(ForgeKind kind)
    {
        await using var world = await ReadyAsync(kind);
        world.Forge.Make(new Trouble(MergeMethodOf(kind), "/merge", FakeAnswer.Message(405, "Pull Request is not mergeable"))
        {
            Before = () => world.Forge.Land(world.Repository, world.Repository.Requests[0], "merge"),
        });

        var outcome = await world.MergeAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Landed, "")), outcome.Message);
    }

    [Test]
    public async Task A_dismissed_approval_does_not_take_back_requested_changes()
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        world.Repository.Requests[0].Reviews.AddRange([("bo", "CHANGES_REQUESTED", world.Commit), ("bo", "DISMISSED", world.Commit)]);

        var outcome = await world.MergeAsync();

        Assert.That(outcome.Reason, Is.EqualTo(Reasons.ChangesRequested));
    }

    [Test]
    public async Task An_approval_approves_nothing_once_a_later_review_of_the_same_person_was_dismissed()
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        world.Repository.Requests[0].Reviews.AddRange([("bo", "APPROVED", world.Commit), ("bo", "DISMISSED", world.Commit)]);

        var outcome = await world.MergeAsync(wish => wish with { NeedsApproval = true });

        Assert.That((outcome.Reason, world.Repository.Requests[0].State), Is.EqualTo((Reasons.NotApproved, "open")));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task What_an_earlier_run_reverted_was_not_declined_by_a_person(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        await world.CloseAsync();
        world.End();
        File.Delete(world.Folder["run/journal.jsonl"]);

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Open, "")), outcome.Message);
    }

    /// <remarks>GitLab lists only the approvals of people who may approve.</remarks>
    [TestCase(ForgeKind.GitHub)]
    [TestCase(ForgeKind.Gitea)]
    [TestCase(ForgeKind.Forgejo)]
    public async Task The_approval_of_a_stranger_is_none(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        world.Repository.Statuses[world.Commit] = ["success"];
        world.Repository.Requests[0].Reviews.Add(("stranger", "APPROVED", world.Commit));

        var refused = await world.MergeAsync(wish => wish with { NeedsApproval = true });

        Assert.That(refused.Reason, Is.EqualTo("not-approved"));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task What_others_comment_after_a_revert_changes_nothing(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        await world.CloseAsync();
        world.Repository.Requests[0].Comments.Add(new FakeComment("stale-bot", "Bye.", world.Forge.Time.GetUtcNow()));
        world.End();
        File.Delete(world.Folder["run/journal.jsonl"]);

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Open, "")), outcome.Message);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task What_a_person_closed_stays_closed_though_others_quote_the_words_of_revert(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        world.Repository.Requests[0].State = "closed";
        world.Repository.Requests[0].Comments.Add(new FakeComment("stranger", ForgeMessages.CloseComment, world.Forge.Time.GetUtcNow()));

        var outcome = await world.RequestAsync();

        Assert.That(outcome.Reason, Is.EqualTo(Reasons.Declined));
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task What_a_person_reopened_and_closed_after_a_revert_stays_closed(ForgeKind kind)
    {
        await using var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        await world.CloseAsync();
        world.Repository.Requests[0].Updated = world.Forge.Time.GetUtcNow().AddDays(3);

        var outcome = await world.RequestAsync();

        Assert.That(outcome.Reason, Is.EqualTo(Reasons.Declined));
    }

    [Test]
    public async Task A_request_whose_head_names_no_repository_is_known_by_its_label()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        await world.RequestAsync();
        world.Forge.Make(new Trouble("GET", "/pulls", Answer: null)
        {
            Changes = answer =>
            {
                var head = answer.Body![0]!["head"]!.AsObject();
                head.Remove("repo");
                head["label"] = $"alder:{World.Branch}";
                return answer with { Page = answer.Body.ToJsonString() };
            },
        });

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason, world.Forge.Writes), Is.EqualTo((RequestState.Open, "", 1)));
    }

    [Test]
    public async Task An_approval_of_an_earlier_push_does_not_count_for_this_one()
    {
        await using var world = await ReadyAsync(ForgeKind.GitLab);
        var request = world.Repository.Requests[0];
        request.Reviews.Add(("bo", "APPROVED", ""));
        request.Versions.Add((new string('1', 40), world.Time.Now - TimeSpan.FromHours(2)));
        request.Versions.Add((world.Commit, world.Time.Now + TimeSpan.FromMinutes(1)));

        var early = await world.MergeAsync(wish => wish with { NeedsApproval = true });
        request.Versions[1] = (world.Commit, world.Time.Now - TimeSpan.FromHours(1));
        var late = await world.MergeAsync(wish => wish with { NeedsApproval = true });

        Assert.That((early.Reason, late.State), Is.EqualTo((Reasons.NotApproved, RequestState.Landed)), late.Message);
    }

    [Test]
    public async Task Readers_that_meet_one_limit_together_wait_once()
    {
        using var folder = new Fixtures.TemporaryFolder();
        var time = new LeapingTime();
        using var pace = new WritePace("git.example", folder["pace.json"], new PaceLimits(null), time) { WaitsForTheBudget = true };
        var begin = time.Now;

        for (var reader = 0; reader < 4; reader++)
            await pace.PauseAsync(until: null, isSecondary: true, CancellationToken.None);
        await pace.TakeTurnAsync(notifies: false, CancellationToken.None);

        Assert.That(time.Now - begin, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_merge_queue_is_not_merged_past_by_a_token_that_could(bool byRule)
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        (world.Repository.HasQueueByRule, world.Repository.HasQueueByProtection) = (byRule, !byRule);

        var outcome = await world.MergeAsync();

        Assert.That((outcome.Reason, outcome.Message, world.Repository.Requests[0].State), Is.EqualTo((Reasons.NotMergeable, ForgeMessages.HasMergeQueue, "open")));
        Assert.That(world.Forge.Log, Has.None.StartsWith("PUT "));
    }

    [Test]
    public async Task A_merge_train_of_GitLab_is_not_merged_past()
    {
        await using var world = await ReadyAsync(ForgeKind.GitLab);
        world.Repository.HasQueueByRule = true;

        var outcome = await world.MergeAsync();

        Assert.That((outcome.Reason, outcome.Message, world.Repository.Requests[0].State), Is.EqualTo((Reasons.NotMergeable, ForgeMessages.HasMergeQueue, "open")));
        Assert.That(world.Forge.Log, Has.None.StartsWith("PUT "));
    }

    [TestCase("Changes must be made through the merge queue", "put the request into the queue yourself")]
    [TestCase("Merge commits are not allowed on this repository.", "--method")]
    public async Task A_merge_that_GitHub_refuses_says_what_to_do(string words, string advice)
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        world.Forge.Make(new Trouble("PUT", "/merge", FakeAnswer.Message(405, words)));

        var refused = Assert.ThrowsAsync<ForgeException>(() => world.MergeAsync());

        Assert.That(refused!.Reason, Is.EqualTo(Reasons.NotMergeable));
        Assert.That(refused.Message, Does.Contain(words).And.Contain(advice));
    }

    [Test]
    public async Task What_a_person_closes_right_before_the_merge_is_declined()
    {
        await using var world = await ReadyAsync(ForgeKind.GitHub);
        world.Forge.Make(new Trouble("PUT", "/merge", Answer: null) { Before = () => world.Repository.Requests[0].State = "closed" });

        var outcome = await world.MergeAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Declined, Reasons.Declined)));
    }

    [Test]
    public async Task Labels_of_a_repository_without_issues_are_refused_and_its_request_stays()
    {
        await using var world = await World.CreateAsync(ForgeKind.GitHub);
        world.Subject = world.WishFor(world.Subject.Wish.Text, wish => wish with { Labels = ["migration"] });
        world.Forge.Make(new Trouble("POST", "/labels", FakeAnswer.Message(410, "Issues has been disabled in this repository.")));

        var outcome = await world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Open, Reasons.Forbidden)));
        Assert.That(outcome.Message, Does.Contain("Issues has been disabled"));
    }

    private static async Task<World> ReadyAsync(ForgeKind kind)
    {
        var world = await World.CreateAsync(kind);
        await world.RequestAsync();
        world.Time.Leap(TimeSpan.FromMinutes(5));
        world.Repository.Statuses[world.Commit] = ["success"];
        return world;
    }

    private static async Task<string> ReasonAsync(Func<Task<RequestOutcome>> act)
    {
        try
        {
            return (await act()).Reason;
        }
        catch (ForgeException exception)
        {
            return exception.Reason;
        }
    }

    private sealed class ShiftedTime(TimeProvider time, TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + shift;
    }
}
