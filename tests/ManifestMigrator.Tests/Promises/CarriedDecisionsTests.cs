namespace ManifestMigrator.Tests.Promises;

/// <summary>A decision holds for a later run as far as the same is planned there.</summary>
[StartsPrograms]
public sealed class CarriedDecisionsTests
{
    [TestCase("--from", "run")]
    [TestCase("--decisions", "run/decisions.json")]
    public async Task What_was_approved_is_approved_in_a_later_run_that_plans_the_same(string option, string value)
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber", "birch");
        await fleet.DecideAsync(("amber", "approved"), ("birch", "rejected"));

        var plan = await fleet.ToolAsync(["plan", option, value, "--out", "later", .. option == "--from" ? Array.Empty<string>() : [fleet.Remotes.Source("amber"), fleet.Remotes.Source("birch")]]);
        var apply = await fleet.ToolAsync("apply", "--all", "later");
        var push = await fleet.ToolAsync("push", "later");

        Assert.That((plan.ExitCode, apply.ExitCode, push.ExitCode), Is.EqualTo((0, 0, 0)), plan.Errors + apply.Errors + push.Errors);
        Assert.That((fleet.HasBranch("amber"), fleet.HasBranch("birch")), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task What_was_rejected_in_an_earlier_run_has_to_be_decided_anew_when_something_else_is_planned()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.DecideAsync(("amber", "rejected"));
        var rules = Path.Combine(fleet.Remotes.Folder.FullPath, "mine.json");
        await File.WriteAllTextAsync(
            rules,
            """{ "format": 2, "rules": [{ "id": "mine", "kind": "add-member", "key": "mine", "value": 1, "why": "A plan of its own." }] }""");

        await fleet.ToolAsync("plan", "--from", "run", "--out", "later", "--mappings", rules);
        await fleet.ToolAsync("apply", "--all", "later", "--mappings", rules);
        await fleet.ToolAsync("push", "later");

        Assert.That(fleet.HasBranch("amber"), Is.False);
    }

    [Test]
    public async Task Damaged_decisions_of_an_earlier_run_end_the_plan_before_anything_is_read()
    {
        await using var fleet = await DeliveryFleet.PlannedAsync("amber");
        await fleet.WriteDecisionsAsync("{ \"local/served/amber\": \"approved\"");

        var plan = await fleet.ToolAsync("plan", "--from", "run", "--out", "later");

        Assert.That((plan.ExitCode, Directory.Exists(fleet.Remotes.Folder["later"])), Is.EqualTo((2, false)), plan.Errors);
    }
}
