namespace ManifestMigrator.Tests.Rules;

public sealed class MessageTests
{
    private const string Texts =
        """
        "locales": {"en": {"messages": {"service": "s", "terms": "t"}}}
        """;

    [TestCase("true", "true", "[\"service\", \"terms\"]")]
    [TestCase("true", "false", "[\"service\"]")]
    [TestCase("false", "true", "[\"terms\"]")]
    public void Flags_that_are_true_become_messages(string service, string connector, string messages) =>
        Plan($$$$"""{"hasDescriptions": {"service": {{{{service}}}}, "connector": {{{{connector}}}}}, {{{{Texts}}}}}""")
            .Becomes($$$$"""{"messages": {{{{messages}}}}, {{{{Texts}}}}}""");

    [TestCase("{}")]
    [TestCase("{\"service\": false}")]
    public void Flags_without_a_true_one_go(string flags) => Plan($$$$"""{"a": 1, "hasDescriptions": {{{{flags}}}}}""").Becomes("""{"a": 1}""");

    [Test]
    public void A_flag_becomes_a_message_even_without_a_text() =>
        Plan("""{"hasDescriptions": {"service": true}}""").Becomes("""{"messages": ["service"]}""");

    [Test]
    public void A_description_that_is_an_object_holds_the_same_flags() =>
        Plan($$$$"""{"description": {"connector": true}, {{{{Texts}}}}}""").Becomes($$$$"""{"messages": ["terms"], {{{{Texts}}}}}""");

    [Test]
    public void Messages_that_are_there_take_one_more() =>
        Plan($$$$"""{"messages": ["x"], "hasDescriptions": {"service": true, "connector": true}, {{{{Texts}}}}}""")
            .Reports(
                "descriptions  -> /messages/1 \"service\"",
                "descriptions  -> /messages/2 \"terms\"",
                "descriptions /hasDescriptions ->")
            .Becomes($$$$"""{"messages": ["x", "service", "terms"], {{{{Texts}}}}}""");

    [TestCase("true")]
    [TestCase("null")]
    [TestCase("\"service\"")]
    [TestCase("[\"service\"]")]
    [TestCase("{\"service\": \"true\"}")]
    [TestCase("{\"editor\": true}")]
    public void Flags_of_an_unknown_shape_stay(string flags) =>
        Plan($$$$"""{"hasDescriptions": {{{{flags}}}}}""").Stays("warning unknown-shape /hasDescriptions");

    [TestCase("null")]
    [TestCase("\"service\"")]
    [TestCase("{\"service\": \"text\"}")]
    public void Messages_of_an_unknown_shape_stay_and_what_would_go_there_too(string messages) =>
        Plan($$$$"""{"messages": {{{{messages}}}}, "hasDescriptions": {"service": true}, "additionnalSuccessMessage": {"message": "a"}, "locales": {"en": {"a": "text"}}}""")
            .Stays("warning unknown-shape /messages");

    [Test]
    public void The_text_of_a_success_message_is_copied_to_where_messages_have_theirs() =>
        Plan("""{"additionnalSuccessMessage": {"message": "a.b"}, "locales": {"en": {"a": {"b": "Wait \u263a"}}, "fr": {"a": {"b": "Attends"}}}}""")
            .Becomes("""{"messages": ["success_message"], "locales": {"en": {"a": {"b": "Wait \u263a"}, "messages": {"success_message": "Wait \u263a"}}, "fr": {"a": {"b": "Attends"}, "messages": {"success_message": "Attends"}}}}""");

    [Test]
    public void A_key_may_begin_with_the_name_of_the_konnector() =>
        Plan("""{"slug": "a", "additionnalSuccessMessage": {"message": "connector.a.done"}, "locales": {"en": {"done": "Done"}}}""")
            .Becomes("""{"slug": "a", "messages": ["success_message"], "locales": {"en": {"done": "Done", "messages": {"success_message": "Done"}}}}""");

    [Test]
    public void A_key_without_a_text_becomes_a_message_all_the_same() =>
        Plan("""{"additionnalSuccessMessage": {"message": "a.b"}, "locales": {"en": {"a": {"b": {}}, "messages": []}}}""")
            .Becomes("""{"messages": ["success_message"], "locales": {"en": {"a": {"b": {}}, "messages": []}}}""");

    [TestCase("null")]
    [TestCase("\"a.b\"")]
    [TestCase("{}")]
    [TestCase("{\"message\": 7}")]
    [TestCase("{\"message\": \"a.b\", \"link\": \"x\"}")]
    public void A_success_message_of_an_unknown_shape_stays(string message) =>
        Plan($$$$"""{"additionnalSuccessMessage": {{{{message}}}}}""").Stays("warning unknown-shape /additionnalSuccessMessage");

    private static Planned Plan(string json) => Planned.By("descriptions success-message", json);
}
