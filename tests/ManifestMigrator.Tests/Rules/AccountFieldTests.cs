namespace ManifestMigrator.Tests.Rules;

public sealed class AccountFieldTests
{
    [Test]
    public void Each_name_becomes_a_field() => Plan(
        """{"slug": "a", "fields": {"account": {"doctype": "io.cozy.accounts", "account_type": "a", "accountFormat": "login,password"}}}""")
        .Becomes("""{"slug": "a", "fields": {"login": {"type": "text"}, "password": {"type": "password"}}}""");

    [Test]
    public void Blanks_around_names_empty_names_and_names_that_come_twice_do_not_count() =>
        Plan("""{"fields": {"account": {"accountFormat": " login ,, password,login,"}}}""")
            .Becomes("""{"fields": {"login": {"type": "text"}, "password": {"type": "password"}}}""");

    [Test]
    public void An_access_token_is_hidden_and_its_scope_is_asked_for() =>
        Plan("""{"fields": {"account": {"accountFormat": "access_token"}}}""")
            .Becomes("""{"fields": {"access_token": {"type": "hidden"}}}""", "warning oauth-scope-unknown /fields/account");

    [Test]
    public void A_scope_goes_to_the_OAuth_object_behind_the_fields() =>
        Plan("""{"slug": "a", "fields": {"account": {"account_type": "a", "accountFormat": "access_token", "scope": "I"}}, "z": 1}""")
            .Becomes("""{"slug": "a", "fields": {"access_token": {"type": "hidden"}}, "oauth": {"scope": "I"}, "z": 1}""");

    [Test]
    public void An_account_type_other_than_the_slug_goes_there_too() =>
        Plan("""{"slug": "a", "fields": {"account": {"account_type": "b", "accountFormat": "access_token", "scope": "M"}}}""")
            .Becomes("""{"slug": "a", "fields": {"access_token": {"type": "hidden"}}, "oauth": {"scope": "M", "account_type": "b"}}""");

    [Test]
    public void An_account_type_without_OAuth_has_no_place() =>
        Plan("""{"slug": "a", "fields": {"account": {"account_type": "b", "accountFormat": "login"}}}""")
            .Becomes("""{"slug": "a", "fields": {"login": {"type": "text"}}}""", "info account-type-dropped /fields/account");

    [Test]
    public void An_OAuth_object_that_is_there_is_completed() =>
        Plan("""{"slug": "a", "oauth": {}, "fields": {"account": {"account_type": "b", "accountFormat": "access_token", "scope": "M"}}}""")
            .Becomes("""{"slug": "a", "oauth": {"scope": "M", "account_type": "b"}, "fields": {"access_token": {"type": "hidden"}}}""");

    [Test]
    public void A_scope_that_contradicts_the_OAuth_object_leaves_everything_as_it_is() =>
        Plan("""{"oauth": {"scope": "I"}, "fields": {"account": {"accountFormat": "access_token", "scope": "M"}}}""")
            .Stays("warning unknown-shape /fields/account");

    [Test]
    public void A_scope_is_not_lost_in_an_OAuth_property_of_an_unknown_shape() =>
        Plan("""{"oauth": "yes", "fields": {"account": {"accountFormat": "access_token", "scope": "M"}}}""")
            .Stays("warning unknown-shape /fields/account");

    [TestCase("null")]
    [TestCase("\"\"")]
    public void A_scope_that_says_nothing_makes_no_OAuth(string scope) =>
        Plan($$$$"""{"fields": {"account": {"accountFormat": "login", "scope": {{{{scope}}}}}}}""").Becomes("""{"fields": {"login": {"type": "text"}}}""");

    [Test]
    public void Fields_that_are_there_stay_as_they_are() =>
        Plan("""{"fields": {"account": {"accountFormat": "login,password"}, "login": {"type": "email"}}}""")
            .Becomes("""{"fields": {"password": {"type": "password"}, "login": {"type": "email"}}}""");

    [Test]
    public void One_of_the_names_may_be_account() =>
        Plan("""{"fields": {"account": {"accountFormat": "account,password"}}}""")
            .Becomes("""{"fields": {"account": {"type": "text"}, "password": {"type": "password"}}}""");

    [TestCase("{\"type\": \"text\"}")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("\"login,password\"")]
    [TestCase("[{\"accountFormat\": \"login\"}]")]
    public void A_field_that_is_called_account_stays(string account) => Plan($$$$"""{"fields": {"account": {{{{account}}}}}}""").Stays();

    [TestCase("{\"accountFormat\": \"\"}")]
    [TestCase("{\"accountFormat\": \" , \"}")]
    [TestCase("{\"accountFormat\": [\"login\"]}")]
    [TestCase("{\"accountFormat\": null}")]
    [TestCase("{\"accountFormat\": \"login password\"}")]
    [TestCase("{\"account_type\": \"a\"}")]
    [TestCase("{\"accountFormat\": \"login\", \"label\": \"somebody's own\"}")]
    public void A_description_of_an_unknown_shape_stays_and_is_reported(string account) =>
        Plan($$$$"""{"fields": {"account": {{{{account}}}}}}""").Stays("warning unknown-shape /fields/account");

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"account\"")]
    public void Fields_that_are_no_object_stay(string fields) => Plan($$$$"""{"fields": {{{{fields}}}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("account-fields", json);
}
