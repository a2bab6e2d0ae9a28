namespace ManifestMigrator.Tests.Rules;

public sealed class OtherPropertyTests
{
    [TestCase("onDeleteAccount", "on_delete_account")]
    [TestCase("iconURL", "icon_url")]
    [TestCase("iso9Code", "iso9_code")]
    public void Any_other_camel_case_property_becomes_snake_case(string old, string today) =>
        SnakeCase($$$$"""{"{{{{old}}}}": {"aB": 1}}""").Becomes($$$$"""{"{{{{today}}}}": {"aB": 1}}""");

    [Test]
    public void So_do_the_properties_of_the_developer_and_of_OAuth() =>
        SnakeCase("""{"developer": {"webSite": "x"}, "oauth": {"accountType": "y"}}""")
            .Becomes("""{"developer": {"web_site": "x"}, "oauth": {"account_type": "y"}}""");

    [Test]
    public void Two_spellings_that_differ_do_not_become_one() =>
        SnakeCase("""{"iconUrl": "a", "iconURL": "b", "icoNurl": "c"}""")
            .Becomes("""{"icon_url": "a", "iconURL": "b", "ico_nurl": "c"}""", "warning both-present /iconURL");

    [Test]
    public void A_spelling_that_says_the_same_goes() => SnakeCase("""{"iconUrl": "a", "icon_url": "a"}""").Becomes("""{"icon_url": "a"}""");

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

    private static Planned SnakeCase(string json) => Planned.By("snake-case", json);
}
