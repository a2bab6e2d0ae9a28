namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>Everything without a mouse.</summary>
[StartsPrograms]
internal sealed class KeyboardTests
{
    [Test]
    public async Task A_whole_review()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);

        await reader.Presses("/");
        await reader.Page.Keyboard.TypeAsync("arjun");
        await reader.Presses("Control+a");
        await reader.Page.Keyboard.TypeAsync("photos");
        await reader.Presses("Escape", "j", "j", "k", "k", "k");
        Assert.That(await reader.Focused, Does.Contain("2 with the same change"), "Escape cleared the filter.");
        await reader.Presses("j", "Enter");
        await reader.Sees("3 repositories with the same change");
        await reader.Presses("j", "j", "j");
        await reader.Sees("example.org/grove/laurel-calendar");
        await reader.Presses("a");
        await reader.Sees("example.org/grove/larch-photos");
        await reader.Presses("n");
        await reader.Page.Keyboard.TypeAsync("jar");
        await reader.Presses("Enter", "Escape", "r");
        await reader.Sees("example.org/grove/juniper-bank");
        await reader.Presses("k", "k", "Escape");
        Assert.That(await reader.Focused, Does.Contain("laurel-calendar"));
        await reader.Presses("k", "r");

        Assert.That(await reader.Progress, Is.EqualTo("3 of 15 decided"));
        Assert.That(await reader.Focused, Does.Contain("juniper-bank"), "After a decision the next row that is open has the focus.");
    }

    [Test]
    public async Task A_key_that_is_held_down_decides_once()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.OpensRow("larch-photos");

        await reader.Page.Keyboard.DownAsync("a");
        await reader.Sees("example.org/grove/juniper-bank");
        await reader.Page.Keyboard.DownAsync("a");
        await reader.Page.Keyboard.DownAsync("a");
        await reader.Page.Keyboard.UpAsync("a");

        Assert.That(await reader.Progress, Is.EqualTo("1 of 15 decided"));
        await reader.Presses("u");
        await reader.Sees("example.org/grove/larch-photos");
        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    [Test]
    public async Task After_a_member_of_a_group_come_the_other_members()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);
        await reader.OpensRow("6 with the same change");

        await reader.Page.Locator(".member").First.ClickAsync();
        await reader.Sees("example.org/grove/magnolia-rail");
        await reader.Presses("j");
        await reader.Sees("example.org/grove/maple-travel");
        await reader.Presses("k", "k");

        await reader.Sees("3 repositories with the same change");
    }

    [Test]
    public async Task Going_back_leads_to_the_place_one_came_from()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.Row("yew-archery").Locator("a").FocusAsync();
        var before = await reader.Page.EvaluateAsync<double>("scrollY");
        await reader.Presses("Enter");
        await reader.Page.Locator("#page h1").WaitForAsync();

        await reader.Page.GoBackAsync();

        Assert.That(await reader.Focused, Does.Contain("yew-archery"));
        Assert.That(await reader.Page.EvaluateAsync<double>("scrollY"), Is.EqualTo(before).Within(25), "less than a row away: the height of rows that were never drawn is an estimate");
    }

    [Test]
    public async Task Each_focus_can_be_seen()
    {
        await using var reader = await Reader.OpensGrouped(ReviewedFleet.Repositories);
        for (var stop = 0; stop < 60; stop++)
        {
            await reader.Presses("Tab");
            var look = await reader.Page.EvaluateAsync<string>("(at => `${at.tagName} ${at.textContent.slice(0, 30)}: ${at.matches(':focus-visible') && getComputedStyle(at).outlineStyle}`)(document.activeElement)");
            Assert.That(look, Does.EndWith(": solid").Or.StartWith("BODY"));
        }
    }

    [Test]
    public async Task Single_keys_can_be_switched_off()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);
        await reader.Presses("?");
        await reader.Page.GetByText("Use single-key shortcuts").ClickAsync();
        await reader.Presses("Escape", "R");
        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));

        await reader.OpensAgain(ReviewedFleet.Repositories);
        await reader.Presses("R", "Escape", "Escape");

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    [Test]
    public async Task With_alt_a_key_is_the_browsers()
    {
        await using var reader = await Reader.Opens(ReviewedFleet.Repositories);

        await reader.Presses("Alt+R", "Alt+Shift+R");

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }
}
