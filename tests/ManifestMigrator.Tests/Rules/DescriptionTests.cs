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
    public void An_English_text_goes_into_the_English_locale() =>
        Plan("""{"description": "All your bills", "langs": ["fr"], "locales": {"en": {"a": 1}}}""")
            .Becomes("""{"langs": ["fr"], "locales": {"en": {"short_description": "All your bills", "a": 1}}}""");

    [Test]
    public void A_French_text_goes_into_the_French_locale() =>
        Plan("""{"description": "Toutes vos factures de l'eau", "langs": ["en"], "locales": {"en": {"a": 1}}}""")
            .Becomes("""{"langs": ["en"], "locales": {"en": {"a": 1}, "fr": {"short_description": "Toutes vos factures de l'eau"}}}""");

    [Test]
    public void Without_locales_they_are_made_in_its_place() =>
        Plan("""{"a": 1, "description": "All your bills \u263a", "b": 2}""")
            .Reports("description /description -> /locales {\"en\": {\"short_description\": \"All your bills \\u263a\"}}", "description /description -> /locales/en/short_description \"All your bills \\u263a\"")
            .Becomes("""{"a": 1, "locales": {"en": {"short_description": "All your bills \u263a"}}, "b": 2}""");

    [TestCase("Bills", "\"langs\": [\"de\"]", "de")]
    [TestCase("Bills", "\"langs\": [\"fr, en\"]", null)]
    [TestCase("Bills", "\"langs\": [\"fr\", \"en\"]", null)]
    [TestCase("Bills", "\"langs\": []", null)]
    [TestCase("All the eau de la mer", "\"langs\": [\"ro\"]", "ro")]
    [TestCase("Descarga las facturas de la cuenta", "\"langs\": [\"es\"]", "es")]
    [TestCase("Descarga facturas de la cuenta", "\"langs\": [\"es\"]", "es")]
    [TestCase("Scarica le fatture e le bollette dal conto", "\"langs\": [\"it\"]", "it")]
    [TestCase("Obtém as faturas da sua conta", "\"langs\": [\"pt-BR\"]", "pt-BR")]
    [TestCase("Haalt de facturen van de site", "\"langs\": [\"nl\"]", "nl")]
    [TestCase("Descarrega les factures de la teva llum", "\"langs\": [\"ca\"]", "ca")]
    [TestCase("Descarga las facturas de la cuenta", "\"langs\": [\"es\", \"en\"]", null)]
    public void Where_the_words_do_not_tell_the_language_langs_does(string text, string langs, string? language)
    {
        var plan = Planned.By("description", $$"""{"description": "{{text}}", {{langs}}}""");

        if (language is null)
            plan.Stays("warning language-unknown /description");
        else
            plan.Becomes($$$"""{"locales": {"{{{language}}}": {"short_description": "{{{text}}}"}}, {{{langs}}}}""");
    }

    [TestCase("Holt die Rechnungen aus dem Konto", "fr")]
    [TestCase("Die Rechnungen in der Cloud", "en")]
    [TestCase("Descarga las facturas de la cuenta", "fr")]
    [TestCase("Scarica le fatture dal tuo conto", "fr")]
    [TestCase("Obtém as faturas da sua conta", "fr_FR")]
    [TestCase("Voltaire connector for Cozy", "fr")]
    [TestCase("Holt die Rechnungen aus dem Konto", "ro")]
    public void Nobody_sees_a_text_in_a_language_that_its_words_contradict(string text, string locale) =>
        Plan($$$$"""{"description": "{{{{text}}}}", "locales": {"{{{{locale}}}}": {}}}""").Stays("warning language-doubtful /description");

    [TestCase("Récupère les factures de la box")]
    [TestCase("Télécharge les relevés de compte")]
    [TestCase("Récupère toutes vos factures et échéanciers")]
    public void French_stays_clear_though_others_have_its_words_too(string text) =>
        Plan($$$"""{"description": "{{{text}}}", "langs": ["en", "fr"]}""").Becomes($$$"""{"locales": {"fr": {"short_description": "{{{text}}}"}}, "langs": ["en", "fr"]}""");

    [Test]
    public void Without_langs_the_only_locale_does() =>
        Plan("""{"description": "Bills", "locales": {"fr": {}}}""").Becomes("""{"locales": {"fr": {"short_description": "Bills"}}}""");

    [Test]
    public void Of_two_locales_neither_is_taken() =>
        Plan("""{"description": "Bills", "locales": {"en": {}, "fr": {}}}""").Stays("warning language-unknown /description");

    [Test]
    public void A_text_that_a_locale_has_goes() =>
        Plan("""{"description": "Factures", "locales": {"fr": {"description": "Factures"}}}""")
            .Becomes("""{"locales": {"fr": {"short_description": "Factures"}}}""");

    [Test]
    public void A_text_beside_another_one_of_its_language_goes_and_is_reported() =>
        Plan("""{"description": "All your bills", "locales": {"en": {"short_description": "Fetch bills"}}}""")
            .Becomes("""{"locales": {"en": {"short_description": "Fetch bills"}}}""", "info text-dropped /description");

    [TestCase("")]
    [TestCase("description")]
    [TestCase("Description")]
    [TestCase(" TODO ")]
    [TestCase("...")]
    public void A_text_that_says_nothing_goes(string text) =>
        Plan($$"""{"a": 1, "description": "{{text}}"}""").Becomes("""{"a": 1}""", "info text-placeholder /description");

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[\"Bills\"]")]
    public void A_description_of_an_unknown_shape_stays(string description) =>
        Plan($$$$"""{"description": {{{{description}}}}}""").Stays("warning unknown-shape /description");

    [TestCase("[]")]
    [TestCase("[{\"description\": \"All your bills\"}]")]
    [TestCase("null")]
    [TestCase("\"en\"")]
    [TestCase("{\"en\": \"Bills\"}")]
    public void Locales_of_an_unknown_shape_stay_and_the_text_too(string locales) =>
        Plan($$$$"""{"description": "All your bills", "locales": {{{{locales}}}}}""").Stays("warning unknown-shape /description");

    private static Planned Plan(string json) => Planned.By("locale-description description", json);
}
