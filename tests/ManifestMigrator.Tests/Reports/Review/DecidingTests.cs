using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>What somebody decides on the review page.</summary>
[StartsPrograms]
internal sealed class DecidingTests
{
    [Test]
    public async Task One_repository_is_approved_rejected_and_left_open_again()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        var page = await reader.OpensRow("larch-photos");

        await page.GetByText("Approve").ClickAsync();
        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
        await reader.Sees("example.org/grove/juniper-bank");
        await reader.Presses("k");
        await page.GetByText("Reject").ClickAsync();
        Assert.That(await VerdictOf(reader, "larch-photos"), Is.EqualTo("rejected"));
        await (await reader.OpensRow("larch-photos")).GetByText("Reject").ClickAsync();

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
        await reader.Sees("example.org/grove/larch-photos");
    }

    [Test]
    public async Task Where_nothing_would_be_delivered_there_is_nothing_to_decide()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        var page = await reader.OpensRow("cedar-insurance");
        await reader.Presses("a", "n");

        Assert.That(await page.InnerTextAsync(), Does.StartWith("Nothing would be delivered here, so there is nothing to decide."));
        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    [Test]
    public async Task What_has_a_warning_of_its_own_stands_in_no_group()
    {
        await using var reader = await Reader.OpensGrouped(WithAnException);

        Assert.That(await reader.Names, Is.EqualTo(new[] { "3 with the same change", "odd" }));
    }

    [Test]
    public async Task What_has_a_warning_is_approved_together_only_after_a_question()
    {
        await using var reader = await Reader.OpensGrouped(WithAnException);
        await reader.OpensRow("3 with the same change");

        await reader.Presses("a");
        Assert.That(await reader.Page.Locator("#question").InnerTextAsync(), Does.StartWith("3 repositories have a warning").And.Contain("category-others 3"));
        await reader.Presses("Escape");
        Assert.That(await reader.Progress, Is.EqualTo("0 of 4 decided"));
        await reader.Presses("a");
        await reader.Page.GetByText("Approve all 3, warnings included").ClickAsync();

        Assert.That(await reader.Progress, Is.EqualTo("3 of 4 decided"));
        await reader.Sees("example.org/grove/odd");
        await reader.Presses("k", "Escape");
        await reader.OpensRow("3 with the same change");
        Assert.That(await reader.Page.Locator(".verdicts").InnerTextAsync(), Is.EqualTo("All decided"));
    }

    [Test]
    public async Task What_was_rejected_in_another_plan_is_not_approved_together_with_others()
    {
        await using var reader = await Reader.OpensGrouped(WithAnException);
        await reader.Loads(Written(Decisions.None.With("example.org/grove/two", new Decision(Verdict.Rejected, "", new string('0', 64)))));
        await reader.Page.GetByText("1 other kept as it is").WaitForAsync();
        Assert.That(await reader.Page.Locator("#repositories .row-notes").First.InnerTextAsync(), Is.EqualTo("example.org/grove/two: rejected before, in another plan"));
        Assert.That(await reader.Page.Locator("#advice .lot-count").InnerTextAsync(), Is.EqualTo("4, 1 rejected before"));
        await reader.OpensRow("3 with the same change");
        Assert.That(await reader.Page.Locator(".verdicts").InnerTextAsync(), Is.EqualTo("Approve 2\nReject 3").Or.EqualTo("Approve 2Reject 3"));
        Assert.That(await reader.Page.Locator(".member + .note").AllTextContentsAsync(), Has.Member("rejected before, in another plan"));

        await reader.Presses("a");
        await reader.Page.GetByText("Approve all 2, warnings included").ClickAsync();

        Assert.That(await reader.Progress, Is.EqualTo("2 of 4 decided"));
        Assert.That(await reader.Page.Locator("body").InnerTextAsync(),
            Does.Contain("2 repositories approved. example.org/grove/two was rejected in another plan: decide about it by itself."));
    }

    [Test]
    public async Task What_was_decided_on_one_is_not_decided_again_with_its_group()
    {
        await using var reader = await Reader.OpensGrouped(WithAnException);
        await reader.Presses("g");
        await reader.OpensRow("one");
        await reader.Presses("r", "Escape", "g");
        await reader.OpensRow("3 with the same change");

        await reader.Presses("a");
        await reader.Page.GetByText("Approve all 2, warnings included").ClickAsync();
        await reader.Presses("Escape", "g");

        Assert.That(await VerdictOf(reader, "one"), Is.EqualTo("rejected"));
        Assert.That(await VerdictOf(reader, "two"), Is.EqualTo("approved"));
        Assert.That(await VerdictOf(reader, "odd"), Is.EqualTo("undecided"));
    }

    [Test]
    public async Task What_nobody_has_looked_at_is_not_approved_whichever_way()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);

        await reader.Presses("j", "a");
        await Refused("Nobody has looked at either of these 2 repositories yet; they are in 1 group, and one of each is enough.");
        await reader.Page.Locator("#words").FillAsync("larch");
        await reader.Page.GetByText("Approve 1 listed").ClickAsync();
        await Refused("Nobody has looked at example.org/grove/larch-photos yet.");
        await reader.Presses("Escape", "A");
        await Refused("Nobody has looked at any of these 15 repositories yet; they are in 7 groups");
        await reader.OpensRow("larch-photos");
        await reader.Presses("Escape");
        Assert.That(await reader.Row("larch-photos").Locator(".seen").IsVisibleAsync(), Is.True);
        await reader.Presses("a");

        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));

        async Task Refused(string words)
        {
            Assert.That(await reader.Page.Locator("#question").InnerTextAsync(), Does.Contain(words));
            await reader.Presses("Escape");
            Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
        }
    }

    [Test]
    public async Task All_that_match_the_filter_are_decided_at_once_and_that_is_one_step_to_undo()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.WithTotals();
        await reader.Choice("impact", "form").ClickAsync();

        await reader.Page.GetByText("Reject 7 listed").ClickAsync();
        Assert.That(await reader.Progress, Is.EqualTo("7 of 15 decided"));
        await reader.Page.Locator("#undo").ClickAsync();

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
        Assert.That(await reader.Page.Locator("#undo").IsDisabledAsync(), Is.True);
    }

    [Test]
    public async Task Everything_is_rejected_only_after_a_question()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.Presses("R");
        Assert.That(await reader.Page.Locator("#question").InnerTextAsync(), Does.StartWith("Reject all 15?"));
        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
        await reader.Presses("Escape", "R", "Enter");

        Assert.That(await reader.Progress, Is.EqualTo("All 15 decided"));
    }

    [Test]
    public async Task Several_notes_are_added_to_one_or_to_a_group_and_taken_away_again()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);
        await reader.OpensRow("2 with the same change");
        await reader.Page.Locator("#note").FillAsync("all of them");
        await reader.Presses("Enter", "Escape");
        await reader.Page.Locator(".member").First.ClickAsync();
        await reader.Page.Locator("#note").FillAsync("ask Ada");
        await reader.Presses("Enter");
        await reader.Page.Locator("#note").FillAsync("a third");
        await reader.Presses("Enter", "Escape");

        await reader.Page.GetByLabel("Remove the note: ask Ada").ClickAsync();
        var saved = Decisions.Read(await reader.Saves(), "decisions.json");

        Assert.That(saved.Entry(Named("sorrel-taxes"))?.Note, Is.EqualTo("all of them\na third"));
        Assert.That(saved.Entry(Named("spruce-forum"))?.Note, Is.EqualTo("all of them"));
    }

    [Test]
    public async Task What_is_undecided_can_be_listed()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Presses("a", "Escape");
        await reader.WithTotals();
        await reader.Choice("decision", "undecided").ClickAsync();

        Assert.That(await reader.Names, Has.Count.EqualTo(14).And.None.EqualTo("larch-photos"));
        Assert.That(await reader.Page.Locator("button[data-facet='decision']").AllTextContentsAsync(), Is.EqualTo(new[] { "undecided14", "rejected0", "approved1" }));
    }

    [Test]
    public async Task Decisions_and_notes_are_still_there_after_closing_the_page()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Presses("n");
        await reader.Page.Keyboard.TypeAsync("ask Ada\nabout r");
        await reader.Presses("Enter", "Escape", "a", "k");

        await reader.OpensAgain(ReviewedFleet.Repositories);

        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
        Assert.That(await reader.Page.Locator(".notes bdi").AllTextContentsAsync(), Is.EqualTo(new[] { "ask Ada", "about r" }));
        Assert.That(await reader.Page.Locator("#saving-state").InnerTextAsync(), Is.EqualTo("Not in a file yet"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{\"isSaved\": true, \"file\": \"{}\"}")]
    public async Task What_a_browser_kept_badly_does_not_break_the_page(string kept)
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.Presses("R", "Enter");
        await reader.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.includes('decisions.'))");
        await reader.Page.EvaluateAsync("kept => Object.keys(localStorage).forEach(key => localStorage.setItem(key, kept))", kept);

        await reader.OpensAgain(ReviewedFleet.Repositories);

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
        Assert.That(reader.Complaints, Is.Empty);
    }

    [Test]
    public async Task In_another_run_what_has_the_same_plan_is_decided_and_the_rest_is_not()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Presses("a", "a", "Escape");
        await reader.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.includes('decisions.'))");

        await reader.OpensAgain(ReviewedFleet.Repositories.Select(repository =>
            repository.Repository.EndsWith("juniper-bank", StringComparison.Ordinal) ? repository with { Commit = new string('9', 40) } : repository));

        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
        Assert.That(await reader.Page.Locator("#notices").InnerTextAsync(), Does.StartWith("1 decision taken over from run 20260101T000000Z, where the same was planned."));
        Assert.That(await VerdictOf(reader, "larch-photos"), Is.EqualTo("approved"));
        await reader.Presses("u");
        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    [Test]
    public async Task What_the_browser_knows_as_rejected_in_another_plan_is_shown_and_is_no_decision()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("juniper-bank");
        await reader.Presses("r", "Escape");
        await reader.Page.WaitForFunctionAsync("() => Object.entries(localStorage).some(([key, text]) => key.includes('decisions.') && text.includes('rejected'))");

        await reader.OpensAgain(ReviewedFleet.Repositories.Select(repository =>
            repository.Repository.EndsWith("juniper-bank", StringComparison.Ordinal) ? repository with { Commit = new string('9', 40) } : repository));

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
        Assert.That(await reader.Page.Locator("#notices").InnerTextAsync(), Does.StartWith("1 decision from earlier runs is about another plan: decide again."));
        var page = await reader.OpensRow("juniper-bank");
        Assert.That(await page.Locator(".notes").InnerTextAsync(), Is.EqualTo("rejected before, in another plan"));
        Assert.That(Decisions.Read(await reader.Saves(), "decisions.json").ByKey["example.org/grove/juniper-bank"].Verdict, Is.EqualTo(Verdict.Rejected));
        await reader.Presses("a");
        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
    }

    [Test]
    public async Task The_page_says_how_many_decisions_were_carried_over()
    {
        var decisions = Decisions.None
            .With("example.org/grove/larch-photos", new Decision(Verdict.Approved, "", Decisions.Digest(Named("larch-photos"))))
            .With("example.org/grove/juniper-bank", new Decision(Verdict.Rejected, "", new string('0', 64)));
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.OpensAgain(ReviewedFleet.Repositories, decisions);

        Assert.That(await reader.Page.Locator("#run-origin").InnerTextAsync(), Does.Contain(" · 1 decision in decisions.json, 1 more about another plan · "));
    }

    [Test]
    public async Task What_the_run_folder_has_decisions_about_when_the_page_is_written_is_decided_and_saved_again()
    {
        var first = Decisions.None.With("example.org/grove/larch-photos", new Decision(Verdict.Approved, "", Decisions.Digest(Named("larch-photos"))));
        var second = first.With("example.org/grove/juniper-bank", new Decision(Verdict.Rejected, "", Decisions.Digest(Named("juniper-bank"))));
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.OpensAgain(ReviewedFleet.Repositories, first);
        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
        Assert.That(await reader.Page.Locator("#saving-state").InnerTextAsync(), Is.Empty, "It came from the file.");
        await reader.OpensRow("laurel-calendar");
        await reader.Presses("r");
        Assert.That(Decisions.Read(await reader.Saves(), "decisions.json").ByKey, Has.Count.EqualTo(2));
        await reader.Page.WaitForFunctionAsync("() => Object.entries(localStorage).some(([key, text]) => key.includes('decisions.') && text.includes('decisions-2026'))");
        await reader.OpensAgain(ReviewedFleet.Repositories, first);
        Assert.That(await reader.Progress, Is.EqualTo("2 of 15 decided"), "The page was not written again, so what was downloaded counts.");

        await reader.OpensAgain(ReviewedFleet.Repositories, second);
        Assert.That(await reader.Progress, Is.EqualTo("2 of 15 decided"), "The run folder has other decisions now.");
        Assert.That(await VerdictOf(reader, "juniper-bank"), Is.EqualTo("rejected"));
        Assert.That(await VerdictOf(reader, "laurel-calendar"), Is.EqualTo("undecided"));
    }

    [Test]
    public async Task Saving_says_what_to_type_and_never_that_the_file_is_in_its_place()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Presses("a");
        await reader.Saves();

        var notice = await reader.Page.Locator("#notices").InnerTextAsync();
        Assert.That(notice, Does.Contain("This page cannot see whether it lies in the run folder.").And.Contain("14 repositories are undecided"));
        var command = await reader.Page.Locator(".command").InnerTextAsync();
        Assert.That(command, Does.Match("^mv ~/Downloads/decisions-20260101T000000Z-[0-9]{6}[.]json (/.*/review-[^/]+)/decisions[.]json && manifest-migrator apply \\1$"));
        await reader.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        Assert.That(await reader.Page.Locator(".command").EvaluateAsync<bool>("line => line.getBoundingClientRect().bottom <= innerHeight && line.getBoundingClientRect().top >= 0"), Is.True, "It stays in view.");

        await reader.Page.WaitForFunctionAsync("() => Object.entries(localStorage).some(([key, text]) => key.includes('decisions.') && text.includes('decisions-2026'))");
        await reader.OpensAgain(ReviewedFleet.Repositories);
        Assert.That(await reader.Page.Locator("#saving-state").InnerTextAsync(), Is.EqualTo("Downloaded: how to go on"));
        await reader.Page.Locator("#saving-state button").ClickAsync();
        Assert.That(await reader.Page.Locator(".command").InnerTextAsync(), Is.EqualTo(command));
        await reader.Presses("r");
        Assert.That(await reader.Page.Locator("#saving-state").InnerTextAsync(), Is.EqualTo("Not in a file yet"));
    }

    [Test]
    public async Task The_line_to_copy_starts_the_tool_as_it_was_started_and_writes_local_folders_in_place()
    {
        await using var reader = await Reader.Opens([]);
        await reader.OpensAgain(ReviewedFleet.Repositories.Select(repository => repository with { Folder = "/home/ada/konnector" }), program: "dotnet run --project src/ManifestMigrator --");
        await reader.OpensRow("larch-photos");
        await reader.Presses("a");
        await reader.Saves();

        Assert.That(await reader.Page.Locator(".command").InnerTextAsync(), Does.Match("/decisions[.]json && dotnet run --project src/ManifestMigrator -- apply --in-place /.*/review-[^/]+$"));
        Assert.That(await reader.Page.Locator("#notices .aside").InnerTextAsync(), Does.Contain("dotnet run --project src/ManifestMigrator -- review --serve /"));
    }

    [Test]
    public async Task The_line_to_copy_goes_away_when_something_is_decided_or_taken_back_after_saving()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Presses("a");

        foreach (var key in new[] { "r", "u" })
        {
            await reader.Saves();
            Assert.That(await reader.Page.Locator(".command").CountAsync(), Is.EqualTo(1));
            await reader.Presses(key);
            Assert.That(await reader.Page.Locator("#notices").InnerTextAsync(), Is.Empty);
        }
    }

    [Test]
    public async Task What_is_saved_is_what_the_other_commands_read()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");
        await reader.Page.Locator("#note").FillAsync("“Quotes” </script> \u202e");
        await reader.Presses("Enter", "Escape", "a", "r", "Escape");
        await reader.OpensRow("magnolia-rail");
        await reader.Page.Locator("#note").FillAsync("a note alone");
        await reader.Presses("Enter", "Escape");

        var text = await reader.Saves();

        var decisions = Decisions.Read(text, "decisions.json");
        Assert.That(decisions.ByKey, Has.Count.EqualTo(3));
        Assert.That(decisions.About(Named("larch-photos")), Is.EqualTo(new Decision(Verdict.Approved, "“Quotes” </script> \u202e", Decisions.Digest(Named("larch-photos")))));
        Assert.That(decisions.About(Named("juniper-bank"))?.IsApproved, Is.False);
        Assert.That(decisions.Entry(Named("magnolia-rail"))?.Note, Is.EqualTo("a note alone"));
        Assert.That(text, Is.EqualTo(Written(decisions)), "Both write the same bytes.");
    }

    [Test]
    public async Task Several_branches_of_a_repository_have_names_of_their_own()
    {
        RepositoryResult[] branches =
        [
            Named("larch-photos"),
            Named("larch-photos") with { Branch = "next", Commit = new string('9', 40) },
            ReviewedFleet.Repository("larch-photos", RepositoryStatus.Failed, Reasons.BranchNotFound, "There is no such branch."),
        ];
        await using var reader = await Reader.Opens(branches);

        await reader.Presses("R", "Enter");

        var decisions = Decisions.Read(await reader.Saves(), "decisions.json");
        Assert.That(decisions.ByKey.Keys, Is.EqualTo(new[] { "example.org/grove/larch-photos#master", "example.org/grove/larch-photos#next" }));
        Assert.That(branches.Take(2).Select(branch => decisions.About(branch)?.IsApproved), Has.All.EqualTo(false));
    }

    [Test]
    public async Task A_file_is_loaded_and_that_can_be_undone()
    {
        var decisions = Decisions.None.With("example.org/grove/larch-photos", new Decision(Verdict.Rejected, "later", Decisions.Digest(Named("larch-photos"))));
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("juniper-bank");
        await reader.Presses("a");

        await reader.Loads(Written(decisions));
        await reader.Page.GetByText("1 decision taken from decisions.json.").WaitForAsync();
        Assert.That(await reader.Progress, Is.EqualTo("2 of 15 decided"), "What was decided before stays.");
        Assert.That(await VerdictOf(reader, "larch-photos"), Is.EqualTo("rejected, with a note"));
        await reader.Presses("u");

        Assert.That(await VerdictOf(reader, "juniper-bank"), Is.EqualTo("approved"));
        Assert.That(await VerdictOf(reader, "larch-photos"), Is.EqualTo("undecided"));
    }

    [Test]
    public async Task What_was_decided_on_another_plan_is_not_taken()
    {
        var decisions = Decisions.None
            .With("example.org/grove/larch-photos", new Decision(Verdict.Approved, "", new string('0', 64)))
            .With("example.org/grove/gone", new Decision(Verdict.Approved, "", new string('0', 64)));
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.Loads(Written(decisions));
        await reader.Page.GetByText("0 decisions taken from decisions.json. 2 others kept as they are").WaitForAsync();

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    [Test]
    public async Task What_was_decided_on_another_plan_is_saved_again_until_it_is_decided_anew()
    {
        var before = new Decision(Verdict.Rejected, "", new string('0', 64));
        var decisions = Decisions.None.With("example.org/grove/gone", before).With("example.org/grove/larch-photos", before).With("example.org/grove/juniper-bank", before);
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.Loads(Written(decisions));
        await reader.Page.GetByText("3 others kept as they are").WaitForAsync();
        await reader.OpensRow("larch-photos");
        await reader.Page.Locator("#note").FillAsync("ask Ada");
        await reader.Presses("Enter", "Escape", "Escape");
        await reader.OpensRow("juniper-bank");
        await reader.Presses("a");

        await reader.OpensAgain(ReviewedFleet.Repositories);
        var saved = Decisions.Read(await reader.Saves(), "decisions.json");

        Assert.That(saved.ByKey["example.org/grove/gone"], Is.EqualTo(before));
        Assert.That(saved.ByKey["example.org/grove/larch-photos"], Is.EqualTo(before with { Note = "ask Ada" }));
        Assert.That(saved.About(Named("juniper-bank"))?.IsApproved, Is.True);
    }

    [TestCase("")]
    [TestCase("[1]")]
    [TestCase("{\"format\": 1}")]
    [TestCase("{\"format\": 2, \"decisions\": {}}")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": null}}")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"yes\"}}}")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"approved\", \"note\": {}}}}")]
    public async Task A_file_that_is_not_understood_changes_nothing(string text)
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("juniper-bank");
        await reader.Presses("a");

        await reader.Loads(text);
        await reader.Page.GetByText("Nothing was taken from decisions.json").WaitForAsync();

        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
        Assert.That(reader.Complaints, Is.Empty);
    }

    [Test]
    public async Task Two_windows_on_one_run_agree()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        var second = await reader.Page.Context.NewPageAsync();
        await second.GotoAsync(reader.Page.Url);

        await reader.Presses("R", "Enter");

        await second.GetByText("All 15 decided").WaitForAsync();
    }

    private static RepositoryResult[] WithAnException =>
    [
        .. new[] { "one", "two", "three" }.Select(name => Named("plum-toys") with { Repository = $"example.org/grove/{name}" }),
        Named("plum-toys") with
        {
            Repository = "example.org/grove/odd",
            Findings = [new Finding(Severity.Warning, "duplicate-slug", "/slug", "The slug is taken.", "")],
        },
    ];

    private static RepositoryResult Named(string name) => ReviewedFleet.Repositories.Single(repository => repository.Repository == $"example.org/grove/{name}");

    private static async Task<string?> VerdictOf(Reader reader, string name)
    {
        await reader.Page.EvaluateAsync("location.hash = ''");
        return await reader.Row(name).Locator(".verdict").EvaluateAsync<string>("sign => [...sign.querySelectorAll('.unseen')].map(part => part.textContent).join('')");
    }

    private static string Written(Decisions decisions)
    {
        using var text = new StringWriter();
        decisions.Write(text);
        return text.ToString();
    }
}
