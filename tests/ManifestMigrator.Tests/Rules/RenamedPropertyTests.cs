namespace ManifestMigrator.Tests.Rules;

public sealed class RenamedPropertyTests
{
    [TestCase("data-types", "dataType", "data_types")]
    [TestCase("data-types", "dataTypes", "data_types")]
    [TestCase("data-types", "data_type", "data_types")]
    [TestCase("vendor-link", "vendorLink", "vendor_link")]
    [TestCase("time-interval", "timeInterval", "time_interval")]
    [TestCase("license", "licence", "license")]
    public void A_property_gets_its_name_of_today_in_its_old_place(string rule, string old, string today) =>
        Planned.By(rule, $$"""{"a": 1, "{{old}}": [ "x",5.50 ], "b": 2}""").Becomes($$"""{"a": 1, "{{today}}": [ "x",5.50 ], "b": 2}""");

    [TestCase("null")]
    [TestCase("7")]
    [TestCase("\"bill\"")]
    [TestCase("{}")]
    [TestCase("[[], {\"a\": [1]}]")]
    public void Its_value_is_not_touched_whatever_it_is(string value) =>
        Planned.By("data-types", $$$$"""{"dataType": {{{{value}}}}}""").Becomes($$$$"""{"data_types": {{{{value}}}}}""");

    [Test]
    public void An_old_name_with_the_value_of_the_new_one_goes() =>
        Planned.By("license", """{"licence": "MIT", "license": "\u004dIT"}""").Becomes("""{"license": "\u004dIT"}""");

    [Test]
    public void An_old_name_with_another_value_than_the_new_one_stays_and_is_reported() =>
        Planned.By("license", """{"licence": "MIT", "license": "ISC"}""").Stays("warning both-present /licence");

    [Test]
    public void Of_several_old_names_one_is_renamed_and_an_equal_one_goes() =>
        Planned.By("data-types", """{"data_type": ["bill"], "dataType": ["bill"]}""").Becomes("""{"data_types": ["bill"]}""");

    [Test]
    public void Of_several_old_names_with_different_values_only_one_is_renamed() =>
        Planned.By("data-types", """{"dataType": ["bill"], "dataTypes": ["contract"]}""")
            .Becomes("""{"data_types": ["bill"], "dataTypes": ["contract"]}""", "warning both-present /dataTypes");

    [Test]
    public void An_old_name_written_with_escapes_is_the_same_name() =>
        Planned.By("license", """{"licen\u0063e": "MIT"}""").Becomes("""{"license": "MIT"}""");

    [Test]
    public void A_manifest_without_it_stays() => Planned.By("license", "{}").Stays();
}
