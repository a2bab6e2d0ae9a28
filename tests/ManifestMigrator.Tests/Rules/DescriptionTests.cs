namespace ManifestMigrator.Tests.Rules;

public sealed class DescriptionTests
{
    [Test]
    public void The_description_of_a_locale_is_its_short_description() =>
        Plan("""{"locales": {"fr": {"description": "Factures"}}}""").Becomes("""{"locales": {"fr": {"short_description": "Factures"}}}""");

    [Test]
    public void An_equal_short_description_is_enough() =>
        Plan("""{"locales": {"fr": {"description": "F", "short_description": "F"}}}""").Becomes("""{"locales": {"fr": {"short_description": "F"}}}""");

    [Test]
    public void A_different_short_description_is_reported() =>
        Plan("""{"locales": {"fr": {"description": "F", "short_description": "G"}}}""").Stays("warning both-present /locales/fr/description");

    [Test]
    public void A_text_of_the_top_level_goes_into_the_English_locale() =>
        Plan("""{"description": "Bills", "locales": {"en": {"a": 1}}}""")
            .Becomes("""{"locales": {"en": {"short_description": "Bills", "a": 1}}}""", "info language-unknown /description");

    [Test]
    public void Without_an_English_locale_one_is_made() =>
        Plan("""{"description": "Bills", "locales": {"fr": {}}}""")
            .Becomes("""{"locales": {"fr": {}, "en": {"short_description": "Bills"}}}""", "info language-unknown /description");

    [Test]
    public void Without_locales_they_are_made_in_its_place() =>
        Plan("""{"a": 1, "description": "Bills \u263a", "b": 2}""")
            .Becomes("""{"a": 1, "locales": {"en": {"short_description": "Bills \u263a"}}, "b": 2}""", "info language-unknown /description");

    [Test]
    public void A_text_that_a_locale_has_goes() =>
        Plan("""{"description": "Factures", "locales": {"fr": {"description": "Factures"}}}""")
            .Becomes("""{"locales": {"fr": {"short_description": "Factures"}}}""");

    [Test]
    public void A_text_beside_another_English_one_goes_and_is_reported() =>
        Plan("""{"description": "Bills", "locales": {"en": {"short_description": "Fetch bills"}}}""")
            .Becomes("""{"locales": {"en": {"short_description": "Fetch bills"}}}""", "info text-dropped /description");

    [Test]
    public void An_empty_text_goes() => Plan("""{"a": 1, "description": ""}""").Becomes("""{"a": 1}""");

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[\"Bills\"]")]
    public void A_description_of_an_unknown_shape_stays(string description) =>
        Plan($$$$"""{"description": {{{{description}}}}}""").Stays("info unknown-shape /description");

    [TestCase("[]")]
    [TestCase("[{\"description\": \"Bills\"}]")]
    [TestCase("null")]
    [TestCase("\"en\"")]
    [TestCase("{\"en\": \"Bills\"}")]
    public void Locales_of_an_unknown_shape_stay_and_the_text_too(string locales) =>
        Plan($$$$"""{"description": "Bills", "locales": {{{{locales}}}}}""").Stays("info unknown-shape /description");

    private static Planned Plan(string json) => Planned.By("locale-description description", json);
}
