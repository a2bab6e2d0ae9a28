namespace ManifestMigrator.Tests.Rules;

public sealed class OAuthTests
{
    [Test]
    public void Flag_and_scope_become_one_object_in_the_place_of_the_flag() =>
        Plan("""{"oauth_scope": "a+b", "x": 1, "oauth": true}""").Becomes("""{"x": 1, "oauth": {"scope": "a+b"}}""");

    [TestCase("\"a b\"")]
    [TestCase("\"https:\\/\\/a.example\\u002fscope\"")]
    [TestCase("[\"a+b\", \"c\"]")]
    [TestCase("[ \"a b c\" ]")]
    public void The_scope_is_copied_as_it_is_written(string scope) =>
        Plan($$$$"""{"oauth": true, "oauth_scope": {{{{scope}}}}}""").Becomes($$$$"""{"oauth": {"scope": {{{{scope}}}}}}""");

    [Test]
    public void The_flag_alone_becomes_an_empty_object() => Plan("""{"oauth": true}""").Becomes("""{"oauth": {}}""");

    [Test]
    public void The_flag_false_goes_because_presence_means_OAuth() => Plan("""{"a": 1, "oauth": false}""").Becomes("""{"a": 1}""");

    [Test]
    public void A_scope_alone_becomes_the_object_with_a_warning() =>
        Plan("""{"oauth_scope": "a"}""").Becomes("""{"oauth": {"scope": "a"}}""", "warning scope-without-oauth /oauth_scope");

    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("[]")]
    public void A_scope_alone_that_says_nothing_makes_no_OAuth(string scope) =>
        Plan($$$$"""{"oauth_scope": {{{{scope}}}}}""").Stays("warning unknown-shape /oauth_scope");

    [Test]
    public void An_object_keeps_its_members() =>
        Plan("""{"oauth": {"account_type": "x"}, "oauth_scope": "a"}""").Becomes("""{"oauth": {"account_type": "x", "scope": "a"}}""");

    [Test]
    public void A_scope_that_the_object_has_goes() =>
        Plan("""{"oauth": {"scope": "a"}, "oauth_scope": "a"}""").Becomes("""{"oauth": {"scope": "a"}}""");

    [Test]
    public void A_scope_that_the_object_has_otherwise_stays() =>
        Plan("""{"oauth": {"scope": "a"}, "oauth_scope": "b"}""").Stays("warning both-present /oauth_scope");

    [Test]
    public void A_scope_that_the_flag_contradicts_stays() =>
        Plan("""{"oauth": false, "oauth_scope": "a"}""").Stays("warning oauth-contradiction /oauth");

    [TestCase("null")]
    [TestCase("\"true\"")]
    [TestCase("1")]
    [TestCase("[]")]
    [TestCase("[{\"scope\": \"a\"}]")]
    public void A_flag_of_an_unknown_shape_stays(string oauth) => Plan($$$$"""{"oauth": {{{{oauth}}}}}""").Stays("warning unknown-shape /oauth");

    [Test]
    public void Two_spellings_of_one_scope_become_one() =>
        Plan("""{"oauth": true, "oauth_scope": "a", "oauthScope": "a"}""").Becomes("""{"oauth": {"scope": "a"}}""");

    private static Planned Plan(string json) => Planned.By("oauth", json);
}
