namespace ManifestMigrator.Tests.Rules;

public sealed class ClientSideTests
{
    [Test]
    public void Snake_case_that_a_reader_does_not_know_is_undone() => Plan("""{"client_side": true}""").Becomes("""{"clientSide": true}""");

    [Test]
    public void A_string_becomes_a_boolean() =>
        Plan("""{"clientSide": "true"}""").Becomes("""{"clientSide": true}""", "info value-type /clientSide");

    [Test]
    public void Name_and_value_change_together() =>
        Plan("""{"client_side": "false"}""").Becomes("""{"clientSide": false}""", "info value-type /client_side");

    [Test]
    public void Both_spellings_of_the_same_meaning_become_one() =>
        Plan("""{"client_side": true, "clientSide": "true"}""").Becomes("""{"clientSide": true}""", "info value-type /clientSide");

    [Test]
    public void A_string_is_mended_even_when_the_other_spelling_contradicts() =>
        Plan("""{"client_side": false, "clientSide": "true"}""")
            .Becomes("""{"client_side": false, "clientSide": true}""", "warning both-present /client_side", "info value-type /clientSide");

    [TestCase("true")]
    [TestCase("false")]
    [TestCase("null")]
    [TestCase("\"yes\"")]
    [TestCase("1")]
    public void Any_other_value_stays(string value) => Plan($$$$"""{"clientSide": {{{{value}}}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("client-side", json);
}
