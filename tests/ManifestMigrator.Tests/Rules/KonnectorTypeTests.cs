namespace ManifestMigrator.Tests.Rules;

public sealed class KonnectorTypeTests
{
    [Test]
    public void Node_becomes_konnector_and_the_language_follows_it() =>
        Plan("""{"type": "node", "slug": "a"}""").Becomes("""{"type": "konnector", "language": "node", "slug": "a"}""");

    [Test]
    public void A_language_that_is_there_stays() =>
        Plan("""{"language": "rust", "type": "node"}""").Becomes("""{"language": "rust", "type": "konnector"}""");

    [TestCase("\"konnector\"")]
    [TestCase("\"io.cozy.bills\"")]
    [TestCase("\"Node\"")]
    [TestCase("null")]
    [TestCase("[\"node\"]")]
    [TestCase("{\"type\": \"node\"}")]
    public void Any_other_type_stays(string type) => Plan($$$$"""{"type": {{{{type}}}}}""").Stays();

    [Test]
    public void The_type_of_a_field_is_another_thing() => Plan("""{"fields": {"type": "node", "a": {"type": "node"}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("konnector-type", json);
}
