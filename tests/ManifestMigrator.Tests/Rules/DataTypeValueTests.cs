namespace ManifestMigrator.Tests.Rules;

public sealed class DataTypeValueTests
{
    [TestCase("documents", "document")]
    [TestCase("bills", "bill")]
    [TestCase("pictures", "picture")]
    [TestCase("video_stream", "videostream")]
    [TestCase("bank_accounts", "bankAccounts")]
    [TestCase("bank_transactions", "bankTransactions")]
    [TestCase("phone_communication_log", "phonecommunicationlog")]
    [TestCase("step_count", "stepsNumber")]
    public void A_data_type_gets_its_name_of_today(string old, string today) =>
        Plan($$"""{"data_types": ["{{old}}"]}""").Becomes($$"""{"data_types": ["{{today}}"]}""");

    [Test]
    public void Several_are_renamed_and_told_each_in_its_place() =>
        Plan("""{"data_types": ["contract", "bills", "documents"]}""")
            .Reports("data-type-values /data_types/1 -> /data_types/1 \"bill\"", "data-type-values /data_types/2 -> /data_types/2 \"document\"")
            .Becomes("""{"data_types": ["contract", "bill", "document"]}""");

    [Test]
    public void An_old_name_beside_the_new_one_goes_and_the_others_are_told_in_their_new_places() =>
        Plan("""{"data_types": ["documents", "document", "bills"]}""")
            .Reports("data-type-values /data_types/0 ->", "data-type-values /data_types/1 -> /data_types/1 \"bill\"")
            .Becomes("""{"data_types": ["document", "bill"]}""");

    [Test]
    public void Two_old_names_of_one_data_type_become_one() =>
        Plan("""{"data_types": ["step_count", "steps_number"]}""").Becomes("""{"data_types": ["stepsNumber"]}""");

    [TestCase("[\"file\", \"bankAccounts\", \"picture\"]")]
    [TestCase("\"bills\"")]
    [TestCase("null")]
    [TestCase("[null, 7, {\"bills\": \"bills\"}]")]
    public void Everything_else_stays(string dataTypes) => Plan($$$$"""{"data_types": {{{{dataTypes}}}}}""").Stays();

    [Test]
    public void Old_property_and_old_value_are_brought_up_together() =>
        Planned.By("data-types data-type-values", """{"dataType": ["bills"]}""").Becomes("""{"data_types": ["bill"]}""");

    [Test]
    public void Two_spellings_that_only_became_equal_become_one() =>
        Planned.By("data-types data-type-values", """{"dataType": ["bill"], "data_types": ["bills"]}""")
            .Becomes("""{"data_types": ["bill"]}""", "warning both-present /dataType");

    private static Planned Plan(string json) => Planned.By("data-type-values", json);
}
