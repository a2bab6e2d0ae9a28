namespace ManifestMigrator.Tests.Reports.Review;

/// <summary>Everything without a mouse.</summary>
[StartsPrograms]
internal sealed class KeyboardTests
{
    [Test]
    public async Task A_whole_review()
    {
        await using var reader = await Reader.OpensGrouped(Fleet.Repositories);

        await reader.Presses("/");
        await reader.Page.Keyboard.TypeAsync("arjun");
        await reader.Presses("Control+a");
        await reader.Page.Keyboard.TypeAsync("grove");
        await reader.Presses("Escape", "j", "j", "k", "k", "k");
        Assert.That(await Focused(reader), Does.Contain("alder-water"));
        await reader.Presses("j", "j", "j", "j", "j", "j", "j", "j", "j", "a", "j", "Enter");
        Assert.That(await reader.Page.TitleAsync(), Does.StartWith("example.org/grove/larch-photos"));
        await reader.Presses("n");
        await reader.Page.Keyboard.TypeAsync("jar");
        await reader.Presses("Escape", "r", "j");
        Assert.That(await reader.Page.TitleAsync(), Does.StartWith("example.org/grove/linden-telecom"));
        await reader.Presses("k", "k", "Escape");
        Assert.That(await Focused(reader), Does.Contain("juniper-bank"));
        await reader.Presses("j", "j", "j", "a");

        Assert.That(await reader.Progress, Is.EqualTo("8 of 15 decided"));
        Assert.That(await Focused(reader), Does.Contain("6 repositories with the same change"));
    }

    [Test]
    public async Task In_a_group_the_next_one_is_the_one_behind_it()
    {
        await using var reader = await Reader.OpensGrouped(Fleet.Repositories);
        await reader.OpensRow("6 repositories with the same change");

        await reader.Presses("j");
        Assert.That(await reader.Page.TitleAsync(), Does.StartWith("example.org/grove/laurel-calendar"));
        await reader.Presses("k");

        Assert.That(await reader.Page.TitleAsync(), Does.StartWith("example.org/grove/pine-garage"));
    }

    [Test]
    public async Task Going_back_leads_to_the_place_one_came_from()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);
        await reader.Row("yew-archery").Locator("a").FocusAsync();
        var before = await reader.Page.EvaluateAsync<double>("scrollY");
        await reader.Presses("Enter");
        await reader.Page.Locator("#page h1").WaitForAsync();

        await reader.Page.GoBackAsync();

        Assert.That(await Focused(reader), Does.Contain("yew-archery"));
        Assert.That(await reader.Page.EvaluateAsync<double>("scrollY"), Is.EqualTo(before).Within(25), "less than a row away: the height of rows that were never drawn is an estimate");
    }

    [Test]
    public async Task Each_focus_can_be_seen()
    {
        await using var reader = await Reader.OpensGrouped(Fleet.Repositories);
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
        await using var reader = await Reader.Opens(Fleet.Repositories);
        await reader.Presses("?");
        await reader.Page.GetByText("Single keys do something").ClickAsync();
        await reader.Presses("Escape", "A");
        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));

        await reader.OpensAgain(Fleet.Repositories);
        await reader.Presses("A");

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    [Test]
    public async Task With_control_a_key_is_the_browsers()
    {
        await using var reader = await Reader.Opens(Fleet.Repositories);

        await reader.Presses("Control+Shift+A", "Alt+A");

        Assert.That(await reader.Progress, Is.EqualTo("0 of 15 decided"));
    }

    private static Task<string> Focused(Reader reader) => reader.Page.EvaluateAsync<string>("document.activeElement.innerText");
}
