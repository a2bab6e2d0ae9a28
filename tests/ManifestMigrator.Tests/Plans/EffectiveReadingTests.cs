using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Plans;

/// <summary>The schedule and the account form that readers make of a manifest.</summary>
public sealed class EffectiveReadingTests
{
    [TestCase("{}", "weekly", 0, 5)]
    [TestCase("""{"frequency":"hourly"}""", "hourly", 0, 5)]
    [TestCase("""{"frequency":"yearly"}""", "weekly", 0, 5)]
    [TestCase("""{"frequency":"daily","time_interval":[5.5,6.5]}""", "daily", 5.5, 6.5)]
    [TestCase("""{"time_interval":["5","6"]}""", "weekly", 0, 5)]
    [TestCase("""{"time_interval":"21600"}""", "weekly", 0, 5)]
    [TestCase("""{"time_interval":[15,25]}""", "weekly", 0, 5)]
    [TestCase("""{"time_interval":[15]}""", "weekly", 0, 5)]
    public void A_konnector_runs_weekly_in_the_first_hours_unless_it_says_otherwise(string json, string frequency, double from, double to)
    {
        var schedule = Plan(json).Schedule!;

        Assert.That(schedule.Before, Is.EqualTo(new Schedule(frequency, from, to)));
        Assert.That(schedule.After, Is.Null);
    }

    [Test]
    public void Hours_that_begin_to_count_are_told_before_and_after()
    {
        var schedule = Plan("""{"frequency":"daily","timeInterval":[15,21]}""").Schedule!;

        Assert.That((schedule.Before, schedule.After), Is.EqualTo((new Schedule("daily", 0, 5), new Schedule("daily", 15, 21))));
    }

    [Test]
    public void Default_hours_that_are_written_out_change_nothing() => Assert.Multiple(() =>
    {
        var result = Plan("""{"timeInterval":[0,5]}""");
        Assert.That(result.Impact, Is.EqualTo(Impact.None));
        Assert.That(result.Schedule!.After, Is.Null);
    });

    [Test]
    public void Fields_stand_in_the_order_of_the_manifest_with_their_defaults() => Assert.That(
        Plan("""{"fields":{"zipcode":{"isRequired":false},"login":{"type":"email","required":true,"advanced":true}}}""").AccountForm!.Before,
        Is.EqualTo(new[] { new AccountField("zipcode", "text", Required: false, Advanced: false), new AccountField("login", "email", Required: true, Advanced: true) }));

    [Test]
    public void A_label_is_the_readers_own_or_stands_in_the_locales()
    {
        var fields = Plan("""{"fields":{"a":{"label":"phone"},"b":{"label":"free"}},"locales":{"fr":{"fields":{"a":{"label":"x"},"b":{"label":"é"}}},"en":{"fields":{"b":{"label":"e"}}}}}""").AccountForm!.Before;

        Assert.Multiple(() =>
        {
            Assert.That((fields[0].Label, fields[0].Labels), Is.EqualTo(("phone", (IReadOnlyDictionary<string, string>?)null)));
            Assert.That(fields[1].Label, Is.Null);
            Assert.That(fields[1].Labels!.Select(label => $"{label.Key} {label.Value}"), Is.EqualTo(new[] { "en e", "fr é" }));
        });
    }

    [Test]
    public void The_options_of_a_choice_are_told_by_name() => Assert.That(
        Plan("""{"fields":{"a":{"type":"dropdown","options":[{"name":"One","value":"1"},"two",3]}}}""").AccountForm!.Before[0].Options,
        Is.EqualTo(new[] { "One", "two", "3" }));

    [Test]
    public void Advanced_fields_join_the_form_and_folders_never_were_in_it()
    {
        var form = Plan("""{"fields":{"login":{},"advancedFields":{"folderPath":{},"clientId":{}}}}""").AccountForm!;

        Assert.That(form.Before.Select(field => field.Name), Is.EqualTo(new[] { "login" }));
        Assert.That(form.After!.Select(field => (field.Name, field.Advanced)), Is.EqualTo(new[] { ("login", false), ("clientId", true) }));
    }

    [Test]
    public void A_form_that_stays_is_told_once() => Assert.That(
        Plan("""{"fields":{"login":{"isRequired":false}}}""").AccountForm!.After, Is.Null);

    [Test]
    public void Another_label_text_alone_changes_the_form()
    {
        const string own = """{"format":2,"rules":[{"id":"our-label","kind":"rename-key","at":["/locales/*/fields/*"],"from":["text"],"to":"label","changes":["form","texts"],"why":"Ours."}]}""";
        var plan = Migrator.Plan("""{"fields":{"a":{}},"locales":{"en":{"fields":{"a":{"text":"x"}}}}}"""u8, Origin, Mappings.Parse(Encoding.UTF8.GetBytes(own), "own.json"));

        Assert.That((plan.Result.Impact, plan.Result.Effective), Is.EqualTo((Impact.Form, EffectiveChange.OnPurpose)));
    }

    [Test]
    public void A_file_that_cannot_be_read_has_neither_form_nor_schedule() => Assert.That(
        (Plan("{").AccountForm, Plan("{").Schedule), Is.EqualTo(((BeforeAfter<IReadOnlyList<AccountField>>?)null, (BeforeAfter<Schedule>?)null)));

    private static readonly ManifestOrigin Origin = new("git.example.org/a/b", "manifest.konnector");

    private static ManifestResult Plan(string json) => Migrator.Plan(Encoding.UTF8.GetBytes(json), Origin, DefaultMappings.Value).Result;
}
