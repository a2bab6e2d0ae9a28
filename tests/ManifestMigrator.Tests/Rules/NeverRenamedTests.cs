namespace ManifestMigrator.Tests.Rules;

/// <summary>Names and values are not properties: each of these is in a manifest that is version 2 and must come out as it is.</summary>
public sealed class NeverRenamedTests
{
    private const string Old =
        """
        "dataType": {}, "vendorLink": {}, "timeInterval": {}, "licence": {}, "client_side": {}, "category": {}, "oauthScope": {}, "isRequired": {}, "hasDescription": {}, "someName": {}
        """;

    [TestCase("fields", TestName = "Names_of_fields_stay")]
    [TestCase("permissions", TestName = "Names_of_permissions_stay")]
    [TestCase("parameters", TestName = "Names_of_parameters_stay")]
    [TestCase("aggregator", TestName = "Names_in_the_aggregator_stay")]
    public void Names_stay(string property) => Stays($$"""{"{{property}}": { {{Old}} }""");

    [TestCase("identifier")]
    [TestCase("uuid")]
    [TestCase("oauth")]
    [TestCase("dataType")]
    [TestCase("description")]
    [TestCase("fields")]
    [TestCase("locales")]
    [TestCase("color")]
    [TestCase("testing")]
    [TestCase("isRequired")]
    [TestCase("hasDescription")]
    [TestCase("accountFormat")]
    public void A_field_may_be_called_like_a_property(string name) => Stays($$$$"""{"fields": {"{{{{name}}}}": {"type": "text"}}""");

    [TestCase("bankId")]
    [TestCase("profileName")]
    [TestCase("twoFACode")]
    [TestCase("ignoreMandatoryAccount")]
    public void A_field_reaches_the_code_of_the_konnector_under_its_name(string name) => Stays($$$$"""{"fields": {"{{{{name}}}}": {"type": "text"}}""");

    [Test]
    public void Options_and_defaults_of_a_field_stay() =>
        Stays("""{"fields": {"bank": {"type": "dropdown", "default": {"isRequired": 1, "someName": 2}, "options": [{"name": "other", "value": "bills", "isRequired": true}]}}""");

    [Test]
    public void Permissions_with_blanks_and_capitals_stay() =>
        Stays("""{"permissions": {"bank operations": {"type": "io.cozy.bank.operations", "someSelector": 1}, "bankAccounts": {"type": "io.cozy.bank.accounts"}}""");

    [Test]
    public void Names_of_languages_and_what_is_in_them_stay() =>
        Stays("""{"locales": {"en": {"short_description": "x", "someKey": {"description": "x"}, "permissions": {"description": {"description": "x"}}, "doctypes": {"dataType": "x"}}}""");

    [Test]
    public void Data_types_in_camel_case_stay() => Stays("""{"data_types": ["bankAccounts", "bankTransactions", "videostream", "phonecommunicationlog"]""");

    [TestCase("\"folders\": [{\"defaultDir\": \"$photos\"}]")]
    [TestCase("\"banksTransactionRegExp\": \"\\\\bx\\\\b\"")]
    [TestCase("\"clientSide\": true")]
    [TestCase("\"aggregator\": {\"accountId\": \"x\"}")]
    [TestCase("\"parameters\": {\"bankId\": \"x\"}")]
    public void Camel_case_that_readers_want_stays(string member) => Stays($$$$"""{{{{{member}}}}""");

    [TestCase("\"screenshots\": []")]
    [TestCase("\"frequency\": \"hourly\"")]
    [TestCase("\"slug\": \"bank-of_x\"")]
    [TestCase("\"source\": \"git@git.example.org:a/b.git\"")]
    [TestCase("\"editor\": \"Cozy\"")]
    [TestCase("\"version\": \"1.0.0-beta.1\"")]
    [TestCase("\"vendor_link\": \"Link to the target website\"")]
    [TestCase("\"time_interval\": [7, 30]")]
    [TestCase("\"permissions\": {\"files\": {\"type\": \"io.cozy.files\", \"description\": \"Saves bills\"}}")]
    [TestCase("\"fields\": {\"login\": {\"type\": \"text\", \"label\": \"My login\"}}")]
    public void What_no_rule_is_for_stays(string member) => Stays($$$$"""{{{{{member}}}}""");

    private static void Stays(string opened) =>
        Planned.ByAllRules(opened + """, "manifest_version": "2", "uuid": "3f1d6a0c5b7e5d2e9a4c8b6f7e0d1c2b"}""").Stays();
}
