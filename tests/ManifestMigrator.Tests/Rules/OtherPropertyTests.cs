using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Tests.Rules;

public sealed class OtherPropertyTests
{
    [TestCase("onDeleteAccount", "on_delete_account")]
    [TestCase("cookieDomains", "cookie_domains")]
    [TestCase("manifestVersion", "manifest_version")]
    public void A_property_that_version_2_or_a_reader_knows_becomes_snake_case(string old, string today) =>
        SnakeCase($$$$"""{"{{{{old}}}}": {"aB": 1}}""").Becomes($$$$"""{"{{{{today}}}}": {"aB": 1}}""");

    [TestCase("serverSide")]
    [TestCase("iso9Code")]
    public void Any_other_property_stays_and_is_reported(string key) => SnakeCase($$$$"""{"{{{{key}}}}": true}""").Stays($"warning unknown-property /{key}");

    [Test]
    public void So_do_the_properties_of_OAuth() =>
        SnakeCase("""{"developer": {"webSite": "x"}, "oauth": {"accountType": "y"}}""")
            .Becomes("""{"developer": {"webSite": "x"}, "oauth": {"account_type": "y"}}""", "warning unknown-property /developer/webSite");

    [Test]
    public void Two_spellings_that_differ_do_not_become_one() =>
        SnakeCase("""{"onDeleteAccount": "a", "onDELETEAccount": "b"}""").Becomes("""{"on_delete_account": "a", "onDELETEAccount": "b"}""", "warning both-present /onDELETEAccount");

    [Test]
    public void A_key_of_another_rule_is_left_to_it_even_when_that_is_switched_off()
    {
        var mappings = DefaultMappings.Value with { Rules = [.. DefaultMappings.Value.Rules.Select(rule => rule.Id == "snake-case" ? rule : rule with { IsEnabled = false })] };
        var plan = Migrator.Plan("""{"vendorLink": "https://a.example", "onDeleteAccount": "x"}"""u8, new ManifestOrigin(null, "manifest.konnector"), mappings);

        Assert.That(Encoding.UTF8.GetString(plan.PlannedBytes!), Is.EqualTo("""{"vendorLink": "https://a.example", "on_delete_account": "x"}"""));
    }

    [Test]
    public void A_spelling_that_says_the_same_goes() => SnakeCase("""{"onDeleteAccount": "a", "on_delete_account": "a"}""").Becomes("""{"on_delete_account": "a"}""");

    [Test]
    public void A_spelling_that_says_something_else_stays() =>
        SnakeCase("""{"onDeleteAccount": "a", "on_delete_account": "b"}""").Stays("warning both-present /onDeleteAccount");

    [TestCase("Icon")]
    [TestCase("ICON")]
    [TestCase("icon-Url")]
    [TestCase("icon_Url")]
    [TestCase("éditeurNom")]
    [TestCase("")]
    public void What_is_no_camel_case_stays(string key) => SnakeCase($$"""{"{{key}}": 1}""").Stays();

    [TestCase("loginDelay")]
    [TestCase("partner")]
    [TestCase("testing")]
    [TestCase("color")]
    [TestCase("accounts")]
    public void What_only_the_catalogue_knew_goes(string key) =>
        Planned.By("catalogue-only", $$$$"""{"a": 1, "{{{{key}}}}": {"b": []}}""").Becomes("""{"a": 1}""");

    [Test]
    public void The_version_of_the_form_comes_last() =>
        Planned.By("manifest-version", """{"version": "1.0.0"}""").Becomes("""{"version": "1.0.0", "manifest_version": "2"}""");

    [Test]
    public void Version_1_of_the_form_becomes_2() => Planned.By("manifest-version", """{"manifest_version": "1"}""").Becomes("""{"manifest_version": "2"}""");

    [TestCase("\"2\"")]
    [TestCase("2")]
    [TestCase("\"3\"")]
    [TestCase("null")]
    public void Any_other_version_of_the_form_stays(string version) => Planned.By("manifest-version", $$$$"""{"manifest_version": {{{{version}}}}}""").Stays();

    [TestCase("\"21600\"")]
    [TestCase("[5]")]
    [TestCase("[\"5\", \"6\"]")]
    [TestCase("null")]
    public void A_time_interval_that_is_no_pair_of_numbers_goes_with_a_warning(string interval) =>
        Planned.By("time-interval-shape", $$"""{"a": 1, "time_interval": {{interval}}}""").Becomes("""{"a": 1}""", "warning value-removed /time_interval");

    [TestCase("[5.5, 6.5]")]
    [TestCase("[7, 30]")]
    public void A_pair_of_numbers_stays(string interval) => Planned.By("time-interval-shape", $$"""{"time_interval": {{interval}}}""").Stays();

    [TestCase("carboncopy", "carbon_copy")]
    [TestCase("bank operations", "bankOperations")]
    [TestCase("Contract", "contracts")]
    public void A_text_of_a_permission_gets_its_name(string wrong, string right) =>
        PermissionTexts($$$$$$"""{"permissions": {"{{{{{{right}}}}}}": {}}, "locales": {"fr": {"permissions": {"{{{{{{wrong}}}}}}": {"description": "x"}}}}}""")
            .Becomes($$$$$$"""{"permissions": {"{{{{{{right}}}}}}": {}}, "locales": {"fr": {"permissions": {"{{{{{{right}}}}}}": {"description": "x"}}}}}""");

    [TestCase("""{"permissions": {"a_b": {}, "aB": {}}, "locales": {"fr": {"permissions": {"ab": {}}}}}""", TestName = "A text of a permission stays where two permissions fit")]
    [TestCase("""{"permissions": {"ab": {}}, "locales": {"fr": {"permissions": {"a_b": {}, "aB": {}}}}}""", TestName = "A text of a permission stays where two texts fit")]
    [TestCase("""{"permissions": {"ab": {}}, "locales": {"fr": {"permissions": {"ab": {}, "aB": {}}}}}""", TestName = "A text of a permission stays where the permission has one")]
    [TestCase("""{"permissions": {"ab": {}}, "locales": {"fr": {"permissions": {"abc": {}}}}}""", TestName = "A text of a permission stays where another letter differs")]
    [TestCase("""{"permissions": [], "locales": {"fr": {"permissions": {"abc": {}}}}}""", TestName = "A text of a permission stays where permissions have another shape")]
    public void Other_texts_of_permissions_stay(string manifest) => PermissionTexts(manifest).Stays();

    private static Planned PermissionTexts(string json) => Planned.By("permission-texts", json);

    private static Planned SnakeCase(string json) => Planned.By("snake-case", json);
}
