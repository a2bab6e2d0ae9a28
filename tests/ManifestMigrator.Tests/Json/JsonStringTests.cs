using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

public sealed class JsonStringTests
{
    [TestCase("""{"\"\\\/\b\f\n\r\t\u00e9\u00E9\uD83D\uDCA1é": 1}""", "\"\\/\b\f\n\r\téé💡é")]
    [TestCase("""{"": 1}""", "")]
    [TestCase("""{"\\u0061": 1}""", "\\u0061")]
    public void A_key_is_read_without_its_escapes(string text, string key)
    {
        var member = ((ObjectNode)SyntaxTree.Parse(text).Root!).Members[0];

        Assert.Multiple(() =>
        {
            Assert.That(member.Key, Is.EqualTo(key));
            Assert.That(member.KeyIs(key));
            Assert.That(member.KeyIs(key + "x"), Is.False);
        });
    }

    [TestCase("é'<>&+/\u00A0💡\u2028", "\"é'<>&+/\u00A0💡\u2028\"")]
    [TestCase("\"\\\n\r\t\b\f\u0001", "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001\"")]
    public void Only_what_JSON_or_UTF8_cannot_carry_is_escaped(string value, string token) => Assert.Multiple(() =>
    {
        Assert.That(JsonString.Encode(value), Is.EqualTo(token));
        Assert.That(SyntaxTree.Parse(token).Root!.AsString(), Is.EqualTo(value));
    });

    [Test]
    public void Half_a_surrogate_pair_stays_an_escape()
    {
        const string token = "\"\\ud800💡x\\udc00\"";

        Assert.That(JsonString.Encode(SyntaxTree.Parse(token).Root!.AsString()!), Is.EqualTo(token));
    }

    [TestCase("{\"a\": \"\\q\\u12\"}", "\\q\\u12")]
    [TestCase("{\"a\": \"b\\", "b\\")]
    [TestCase("{\"a\": \"", "")]
    public void A_string_with_mistakes_is_read_as_far_as_it_goes(string text, string value) =>
        Assert.That(((ObjectNode)SyntaxTree.Parse(text).Root!)["a"]!.AsString(), Is.EqualTo(value));
}
