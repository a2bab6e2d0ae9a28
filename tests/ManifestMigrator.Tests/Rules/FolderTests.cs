namespace ManifestMigrator.Tests.Rules;

public sealed class FolderTests
{
    private const string Folders =
        """
        "folders": [{"defaultDir": "$administrative/$konnector/$account"}]
        """;

    [TestCase("\"advancedFields\": {\"folderPath\": {\"advanced\": true}}")]
    [TestCase("\"advancedFields\": {\"folderPath\": null}")]
    [TestCase("\"folderPath\": {\"type\": \"folder\"}")]
    [TestCase("\"save_folder\": {\"doctype\": \"io.cozy.files\", \"type\": \"folder\"}")]
    public void The_folder_field_goes_and_folders_and_doctype_come(string field) =>
        Plan($$"""{"fields": { {{field}} }, "z": 1}""").Becomes($$"""{"fields": {}, {{Folders}}, "doctypes": ["io.cozy.files"], "z": 1}""");

    [Test]
    public void Folders_that_are_there_stay() =>
        Plan("""{"fields": {"advancedFields": {"folderPath": {}}}, "folders": [{"defaultDir": "$photos"}], "doctypes": ["io.cozy.files"]}""")
            .Becomes("""{"fields": {}, "folders": [{"defaultDir": "$photos"}], "doctypes": ["io.cozy.files"]}""");

    [Test]
    public void Doctypes_that_are_there_take_one_more() =>
        Plan($$$$"""{"doctypes": ["io.cozy.bills"], "fields": {"save_folder": {}}}""")
            .Becomes($$$$"""{"doctypes": ["io.cozy.bills", "io.cozy.files"], "fields": {}, {{{{Folders}}}}}""");

    [Test]
    public void Doctypes_of_an_unknown_shape_stay_and_are_reported() =>
        Plan($$$$"""{"doctypes": "io.cozy.bills", "fields": {"save_folder": {}}}""")
            .Becomes($$$$"""{"doctypes": "io.cozy.bills", "fields": {}, {{{{Folders}}}}}""", "warning unknown-shape /doctypes");

    [Test]
    public void A_konnector_that_saves_files_without_permission_is_reported_once() =>
        Plan("""{"fields": {"save_folder": {}}, "permissions": {"bills": {"type": "io.cozy.bills"}, "odd": "io.cozy.files"}}""")
            .Becomes(
                $$$$"""{"fields": {}, {{{{Folders}}}}, "doctypes": ["io.cozy.files"], "permissions": {"bills": {"type": "io.cozy.bills"}, "odd": "io.cozy.files"}}""",
                "warning files-permission-missing /folders");

    [Test]
    public void A_konnector_that_had_no_folder_gets_none() =>
        Plan("""{"fields": {"advancedFields": {}, "login": {}}}""").Becomes("""{"fields": {"login": {}}}""");

    [Test]
    public void Other_advanced_fields_are_lifted_into_the_place_of_the_group() =>
        Plan("""{"fields": {"a": {}, "advancedFields": {"clientId": {"type": "text"}, "folderPath": {}, "clientSecret": {"type": "password", "advanced": true}}, "b": {}}}""")
            .Becomes($$$$"""{"fields": {"a": {}, "clientId": {"type": "text", "advanced": true}, "clientSecret": {"type": "password", "advanced": true}, "b": {}}, {{{{Folders}}}}, "doctypes": ["io.cozy.files"]}""");

    [Test]
    public void Advanced_of_another_value_becomes_true() =>
        Plan("""{"fields": {"advancedFields": {"a": {"advanced": false}}}}""").Becomes("""{"fields": {"a": {"type": "text", "advanced": true}}}""");

    [Test]
    public void A_field_that_is_advanced_already_only_gets_its_type() =>
        Plan("""{"fields": {"advancedFields": {"a": {"advanced": true}}}}""").Becomes("""{"fields": {"a": {"type": "text", "advanced": true}}}""");

    [Test]
    public void A_name_that_is_taken_stays_in_the_group() =>
        Plan("""{"fields": {"a": {}, "advancedFields": {"a": {}, "b": {}}}}""")
            .Becomes("""{"fields": {"a": {}, "advancedFields": {"a": {}}, "b": {"type": "text", "advanced": true}}}""", "warning name-taken /fields/advancedFields/a");

    [Test]
    public void A_scalar_in_the_group_stays() =>
        Plan("""{"fields": {"advancedFields": {"a": "text"}}}""").Stays("warning unknown-shape /fields/advancedFields/a");

    [Test]
    public void A_group_within_the_group_is_no_reason_to_stumble() =>
        Plan("""{"fields": {"advancedFields": {"advancedFields": {}}}}""").Stays("warning name-taken /fields/advancedFields/advancedFields");

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"folderPath\"")]
    public void A_group_of_an_unknown_shape_stays(string group) =>
        Plan($$$$"""{"fields": {"advancedFields": {{{{group}}}}}}""").Stays("warning unknown-shape /fields/advancedFields");

    [Test]
    public void The_folder_field_is_never_lifted_even_when_its_own_rule_is_switched_off() =>
        Planned.By("advanced-fields", """{"fields": {"advancedFields": {"folderPath": {}}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("folder-path doctypes folders advanced-fields", json);
}
