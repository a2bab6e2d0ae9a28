namespace ManifestMigrator.Tests.Rules;

public sealed class FieldTests
{
    [TestCase("true")]
    [TestCase("false")]
    [TestCase("null")]
    [TestCase("\"maybe\"")]
    public void IsRequired_becomes_required(string value) =>
        Plan($$$$"""{"fields": {"a": {"isRequired": {{{{value}}}}}}}""").Becomes($$$$"""{"fields": {"a": {"required": {{{{value}}}}}}}""");

    [Test]
    public void The_string_false_becomes_a_boolean_with_a_warning() =>
        Plan("""{"fields": {"zip": {"isRequired": "false"}}}""")
            .Becomes("""{"fields": {"zip": {"required": false}}}""", "warning value-type /fields/zip/isRequired");

    [Test]
    public void Required_wins() =>
        Plan("""{"fields": {"a": {"isRequired": false, "required": true}}}""")
            .Becomes("""{"fields": {"a": {"required": true}}}""", "warning value-dropped /fields/a/isRequired");

    [Test]
    public void Required_that_says_the_same_wins_without_a_word() =>
        Plan("""{"fields": {"a": {"isRequired": "false", "required": false}}}""").Becomes("""{"fields": {"a": {"required": false}}}""");

    [Test]
    public void Required_that_readers_take_for_true_differs_from_false() =>
        Plan("""{"fields": {"a": {"isRequired": false, "required": "false"}}}""")
            .Becomes("""{"fields": {"a": {"required": "false"}}}""", "warning value-dropped /fields/a/isRequired");

    [Test]
    public void A_flag_becomes_the_key_of_its_text() =>
        Plan("""{"fields": {"pin": {"hasDescription": true}}, "locales": {"en": {"fields": {"pin": {"description": "Four digits"}}}}}""")
            .Becomes("""{"fields": {"pin": {"description": "fields.pin.description"}}, "locales": {"en": {"fields": {"pin": {"description": "Four digits"}}}}}""");

    [Test]
    public void A_key_without_a_text_is_reported() =>
        Plan("""{"fields": {"pin": {"hasDescription": true}}}""")
            .Becomes("""{"fields": {"pin": {"description": "fields.pin.description"}}}""", "warning text-missing /fields/pin/hasDescription");

    [Test]
    public void A_flag_that_is_false_goes() => Plan("""{"fields": {"pin": {"hasDescription": false}}}""").Becomes("""{"fields": {"pin": {}}}""");

    [Test]
    public void A_description_that_is_there_stays() =>
        Plan("""{"fields": {"pin": {"hasDescription": true, "description": "mine"}}}""").Becomes("""{"fields": {"pin": {"description": "mine"}}}""");

    [TestCase("\"true\"")]
    [TestCase("null")]
    [TestCase("{}")]
    public void A_flag_of_an_unknown_shape_stays(string flag) =>
        Plan($$$$"""{"fields": {"pin": {"hasDescription": {{{{flag}}}}}}}""").Stays("warning unknown-shape /fields/pin/hasDescription");

    [TestCase("[{\"isRequired\": true, \"hasDescription\": true}]")]
    [TestCase("{\"a\": [{\"isRequired\": true, \"hasDescription\": true}]}")]
    [TestCase("{\"a\": {\"options\": {\"isRequired\": true, \"hasDescription\": true}}}")]
    [TestCase("{\"isRequired\": false, \"hasDescription\": true}")]
    [TestCase("{\"advancedFields\": {\"isRequired\": {}, \"hasDescription\": {}}}")]
    public void What_is_no_property_of_a_field_stays(string fields) => Plan($$$$"""{"fields": {{{{fields}}}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("field-required field-description", json);
}
