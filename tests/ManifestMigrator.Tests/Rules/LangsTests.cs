namespace ManifestMigrator.Tests.Rules;

public sealed class LangsTests
{
    [TestCase("[\"fr, en\"]", "[\"fr\", \"en\"]")]
    [TestCase("[\"fr,en\", \"de\"]", "[\"fr\", \"en\", \"de\"]")]
    [TestCase("[\"fr, en\", \"fr\"]", "[\"en\", \"fr\"]")]
    [TestCase("[\"fr,en\", \"fr,en\"]", "[\"fr\", \"en\"]")]
    [TestCase("[\"fr,\"]", "[\"fr\"]")]
    [TestCase("[\" fr\", \"en \"]", "[\"fr\", \"en\"]")]
    [TestCase("[\" fr\", \"fr\"]", "[\"fr\"]")]
    public void Each_language_is_an_item_of_its_own(string before, string after) =>
        Plan($$$$"""{"langs": {{{{before}}}}}""").Becomes($$$$"""{"langs": {{{{after}}}}}""");

    [Test]
    public void Each_is_told_in_its_new_place() =>
        Plan("""{"langs": ["fr,en", "de,it"]}""")
            .Reports(
                "langs /langs/0 -> /langs/0 \"fr\"",
                "langs  -> /langs/1 \"en\"",
                "langs /langs/1 -> /langs/2 \"de\"",
                "langs  -> /langs/3 \"it\"")
            .Becomes("""{"langs": ["fr", "en", "de", "it"]}""");

    [TestCase("[\"fr\"]")]
    [TestCase("\"fr, en\"")]
    [TestCase("null")]
    [TestCase("[\", \"]")]
    [TestCase("[7, null, [\"fr, en\"]]")]
    [TestCase("{\"a\": \"fr, en\"}")]
    public void Everything_else_stays(string langs) => Plan($$$$"""{"langs": {{{{langs}}}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("langs", json);
}
