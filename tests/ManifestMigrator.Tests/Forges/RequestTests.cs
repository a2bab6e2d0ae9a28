using ManifestMigrator.Forges;

namespace ManifestMigrator.Tests.Forges;

/// <summary>One request for each repository, whatever happens, on every family of forges.</summary>
[TestFixtureSource(typeof(World), nameof(World.Kinds))]
[StartsPrograms]
internal sealed class RequestTests(ForgeKind kind)
{
    private World _world = null!;

    [SetUp]
    public async Task SetUpAsync() => _world = await World.CreateAsync(kind);

    [TearDown]
    public async Task TearDownAsync() => await _world.DisposeAsync();

    private FakeRequest Only => _world.Repository.Requests.Single();

    private string CreatePath => kind == ForgeKind.GitLab ? "/merge_requests" : "/pulls";

    [Test]
    public async Task A_request_is_opened_once_with_our_text_and_another_run_finds_it()
    {
        var first = await _world.RequestAsync();
        var writes = _world.Forge.Writes;
        var second = await _world.RequestAsync();

        Assert.Multiple(() =>
        {
            Assert.That((first.State, first.Reason), Is.EqualTo((RequestState.Open, "")), first.Message);
            Assert.That((second.State, second.Reason, second.Address), Is.EqualTo((RequestState.Open, "", first.Address)));
            Assert.That((Only.Title, Only.Body, Only.Base, Only.Head), Is.EqualTo(("chore: migrate", _world.Subject.Wish.Text.Body, "main", _world.Commit)));
            Assert.That((writes, _world.Forge.Writes), Is.EqualTo((1, 1)), "one write, and none the second time");
        });
    }

    [Test]
    public async Task A_draft_with_labels_is_a_draft_with_labels()
    {
        _world.Subject = _world.WishFor(_world.Subject.Wish.Text, wish => wish with { IsDraft = true, Labels = ["migration", "konnector"] });

        var outcome = await _world.RequestAsync();
        var again = await _world.RequestAsync();

        Assert.That((outcome.State, again.State), Is.EqualTo((RequestState.Draft, RequestState.Draft)), outcome.Message);
        Assert.That(Only.IsDraft);
        Assert.That(Only.Labels, Is.EqualTo(new[] { "migration", "konnector" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_lost_answer_leads_to_no_second_request_and_no_lost_number(bool isCut)
    {
        _world.Forge.Make(new Trouble("POST", CreatePath, isCut ? null : FakeAnswer.Message(502, "Bad gateway"), IsDone: true));

        var outcome = await _world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason), Is.EqualTo((RequestState.Open, "")), outcome.Message);
        Assert.That(outcome.Address, Does.EndWith("/1"));
        Assert.That(_world.Repository.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_connection_that_broke_before_anything_was_done_is_tried_again()
    {
        _world.Forge.Make(new Trouble("POST", CreatePath, Answer: null));

        var outcome = await _world.RequestAsync();

        Assert.That((outcome.State, outcome.Reason, _world.Repository.Requests.Count), Is.EqualTo((RequestState.Open, "", 1)), outcome.Message);
    }

    [TestCase("ada", "")]
    [TestCase("mallory", "foreign-request")]
    public async Task Who_was_faster_is_found_by_the_refusal_of_a_second_one(string author, string reason)
    {
        _world.Forge.Make(new Trouble("POST", CreatePath, Answer: null, IsDone: false)
        {
            Before = () => _world.Forge.Open(_world.Repository, World.Branch, "main", "Mine", "My words", author),
        });

        var reached = "";
        try
        {
            reached = (await _world.RequestAsync()).Reason;
        }
        catch (ForgeException exception)
        {
            reached = exception.Reason;
        }

        Assert.That(reached, Is.EqualTo(reason));
        Assert.That(Only.Body, Is.EqualTo("My words"));
    }

    [Test]
    public async Task A_new_plan_takes_over_the_request_of_an_earlier_one_and_what_people_wrote_around_stays()
    {
        await _world.RequestAsync();
        Only.Body = "Thanks!\r\n\r\n" + Only.Body!.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\nSee you.";
        _world.Subject = _world.WishFor(RequestText.Compose("chore: migrate again", "Something else.", new string('b', 64)));

        var outcome = await _world.RequestAsync();
        var again = await _world.RequestAsync();

        Assert.Multiple(() =>
        {
            Assert.That((outcome.Reason, again.Reason), Is.EqualTo(("", "")));
            Assert.That(Only.Title, Is.EqualTo("chore: migrate again"));
            Assert.That(Only.Body, Does.StartWith("Thanks!").And.EndsWith("See you.").And.Contain("Something else.").And.Not.Contain("What and why."));
            Assert.That(_world.Forge.Writes, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task What_a_person_changed_in_our_text_is_kept_and_told()
    {
        await _world.RequestAsync();
        Only.Body = Only.Body!.Replace("What", "Why not", StringComparison.Ordinal);
        Only.Title = "Ours now";
        _world.Subject = _world.WishFor(RequestText.Compose("chore: migrate again", "Something else.", new string('b', 64)));

        var outcome = await _world.RequestAsync();

        Assert.That(outcome.Message, Is.EqualTo(ForgeMessages.TextChanged));
        Assert.That((Only.Title, _world.Forge.Writes), Is.EqualTo(("Ours now", 1)));
        Assert.That(Only.Body, Does.Contain("Why not and why."));
    }

    [Test]
    public async Task A_branch_that_a_person_committed_to_is_left_alone()
    {
        await _world.RequestAsync();
        _world.PersonCommits();

        var outcome = await _world.RequestAsync();
        var merge = await _world.MergeAsync(wish => wish with { AllowsNoChecks = true, Settle = TimeSpan.Zero });

        Assert.That((outcome.State, outcome.Reason, merge.Reason), Is.EqualTo((RequestState.Changed, "changed", "changed")));
        Assert.That(_world.Forge.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task A_request_of_somebody_else_is_left_alone_by_every_command()
    {
        _world.Forge.Open(_world.Repository, World.Branch, "main", "Mine", "My words", "mallory");

        var outcomes = new[] { await _world.RequestAsync(), await _world.MergeAsync(), await _world.CloseAsync() };

        Assert.That(outcomes.Select(outcome => outcome.Reason), Has.All.EqualTo("foreign-request"));
        Assert.That(_world.Forge.Writes, Is.Zero);
    }

    [Test]
    public async Task What_a_person_closed_does_not_come_back_until_somebody_says_so()
    {
        await _world.RequestAsync();
        Only.State = "closed";

        var declined = await _world.RequestAsync();
        _world.Subject = _world.WishFor(_world.Subject.Wish.Text, wish => wish with { Reopens = true });
        var reopened = await _world.RequestAsync();

        Assert.That((declined.State, declined.Reason), Is.EqualTo((RequestState.Declined, "declined")));
        Assert.That((reopened.State, reopened.Reason, Only.State), Is.EqualTo((RequestState.Open, "", "open")), reopened.Message);
    }

    [Test]
    public async Task Revert_says_why_and_closes_and_a_later_request_opens_a_new_one()
    {
        await _world.RequestAsync();

        var closed = await _world.CloseAsync();
        var again = await _world.CloseAsync();
        var (state, comments) = (Only.State, Only.Comments.Count);
        var reopened = await _world.RequestAsync();

        Assert.Multiple(() =>
        {
            Assert.That((closed.State, closed.Reason), Is.EqualTo((RequestState.Reverted, "")));
            Assert.That(again.Reason, Is.Empty);
            Assert.That((state, comments), Is.EqualTo(("closed", 1)));
            Assert.That((reopened.State, reopened.Reason), Is.EqualTo((RequestState.Open, "")));
            Assert.That(_world.Repository.Requests.Count(request => request.State == "open"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_repository_that_was_renamed_keeps_its_request()
    {
        await _world.RequestAsync();
        _world.Repository.Path = "alder/arouet";
        _world.Forge.Renamed["alder/voltaire"] = _world.Repository;

        var outcome = await _world.RequestAsync();
        var closed = await _world.CloseAsync();

        Assert.That((outcome.State, outcome.Reason, closed.Reason), Is.EqualTo((RequestState.Open, "", "")), outcome.Message);
        Assert.That(_world.Repository.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_repository_at_the_old_address_of_a_renamed_one_is_left_alone_and_told()
    {
        await _world.RequestAsync();
        var writes = _world.Forge.Writes;
        _world.Repository.Id++;
        _world.Repository.Requests.Clear();

        var closed = Assert.ThrowsAsync<ForgeException>(_world.CloseAsync)!;
        var opened = Assert.ThrowsAsync<ForgeException>(() => _world.RequestAsync())!;

        Assert.That((closed.Reason, opened.Reason, _world.Forge.Writes - writes), Is.EqualTo(("changed", "changed", 0)));
        Assert.That(closed.Message, Does.Contain("is another repository now"));
    }

    [Test]
    public async Task An_archived_repository_is_a_row_with_a_reason()
    {
        _world.Repository.IsArchived = true;

        var outcome = await _world.RequestAsync();

        Assert.That((outcome.Reason, _world.Forge.Writes), Is.EqualTo(("archived", 0)));
    }

    [TestCase(401, "token-refused")]
    [TestCase(403, "forbidden")]
    public async Task A_refusal_says_what_is_missing_and_never_the_token(int status, string reason)
    {
        var answer = FakeAnswer.Message(status,
            $"No, {FakeForge.Token}!") with
        { Headers = new(StringComparer.Ordinal) { ["X-Accepted-GitHub-Permissions"] = "pull_requests=write" } };
        _world.Forge.Make(new Trouble("POST", CreatePath, answer));

        var refused = Assert.ThrowsAsync<ForgeException>(_world.RequestAsync);

        Assert.That(refused!.Reason, Is.EqualTo(reason));
        Assert.That(refused.Message, Does.Contain("No, ***!").And.Not.Contain(FakeForge.Token));
        Assert.That(refused.Message, Does.Contain(status == 403 ? "pull_requests=write" : "it has expired, was revoked, or lacks "));
        Assert.That(await File.ReadAllTextAsync(Directory.GetFiles(_world.Folder["run"]).Single()), Does.Contain("refused"));
    }

    [TestCase(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", null, 60)]
    [TestCase(403, "You have exceeded a secondary rate limit.", "Retry-After: 7", 7)]
    [TestCase(403, "You have triggered an abuse detection mechanism.", null, 60)]
    [TestCase(429, "Too many requests", "Retry-After: 9", 9)]
    [TestCase(429, "Too many requests", null, 60)]
    public async Task A_limit_in_any_disguise_is_waited_for_and_then_done_once(int status, string message, string? header, int seconds)
    {
        var headers = header?.Split(": ") is [var name, var value] ? new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } : [];
        _world.Forge.Make(new Trouble("POST", CreatePath, FakeAnswer.Message(status, message) with { Headers = headers }));
        var begin = _world.Time.Now;

        var outcome = await _world.RequestAsync();

        Assert.That((outcome.State, _world.Repository.Requests.Count), Is.EqualTo((RequestState.Open, 1)));
        Assert.That((_world.Time.Now - begin).TotalSeconds, Is.GreaterThanOrEqualTo(seconds).And.LessThan(seconds + 10));
    }

    [Test]
    public void A_spent_budget_ends_the_command_with_the_time_to_come_back()
    {
        _world.Waits = false;
        var reset = _world.Time.Now.AddMinutes(40).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        _world.Forge.Make(new Trouble("POST", CreatePath,
            FakeAnswer.Message(403, "API rate limit exceeded") with
            {
                Headers =
            new(StringComparer.Ordinal) { ["X-RateLimit-Remaining"] = "0", ["X-RateLimit-Reset"] = reset }
            }));

        var refused = Assert.ThrowsAsync<ForgeException>(_world.RequestAsync);

        Assert.That((refused!.Reason, refused.NotBefore), Is.EqualTo(("rate-limited", _world.Time.Now.AddMinutes(40).AddSeconds(1))));
        Assert.That(_world.Repository.Requests, Is.Empty);
    }

    [Test]
    public async Task Of_many_other_requests_only_those_of_our_branch_count()
    {
        _world.Push("{}", "other", "theirs");
        for (var number = 0; number < 60; number++)
            _world.Forge.Open(_world.Repository, "theirs", "main", "Other", "", "mallory").State = "closed";

        var outcome = await _world.RequestAsync();
        var again = await _world.RequestAsync();

        Assert.That((outcome.State, again.Address), Is.EqualTo((RequestState.Open, outcome.Address)));
        Assert.That(_world.Repository.Requests, Has.Count.EqualTo(61));
    }
}
