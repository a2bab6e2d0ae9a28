using System.Text;
using ManifestMigrator.Json;
using ManifestMigrator.Plans;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Json;

/// <summary>What real manifests contain and a rewriter gets wrong.</summary>
public sealed class FormattingTrapTests
{
    private static readonly JsonFragment Folder = JsonFragment.Array(
        JsonFragment.Object(("defaultDir", JsonFragment.String("$administrative/$konnector/$account"))));

    [TestCase("\uFEFF{\"a\":1}", TestName = "A_byte_order_mark_survives")]
    [TestCase("{\r\n  \"a\": 1\r\n}\r\n", TestName = "CRLF_survives")]
    [TestCase("{\r\n  \"a\": 1,\n  \"b\": 2\n}\r\n", TestName = "Mixed_line_ends_survive")]
    [TestCase("{\r\"a\": 1\r}", TestName = "Lone_CR_survives")]
    [TestCase("{\n\t\"a\":\t1\n}", TestName = "Tabs_survive")]
    [TestCase("{\"a\":1}", TestName = "A_missing_final_newline_stays_missing")]
    [TestCase("{\"a\":1}\n\n\n", TestName = "Several_final_newlines_survive")]
    [TestCase("{\n\n  \"a\": 1\n\n}", TestName = "Blank_lines_survive")]
    [TestCase("{ \n  \"a\": { \"b\": 1 }, \n  \"c\": 2} ", TestName = "Trailing_blanks_survive")]
    [TestCase("{\n   \"a\": {\n \"b\": 1\n       }\n}", TestName = "Crooked_indentation_survives")]
    [TestCase("{\"a\":1,\"b\" : 2,\"c\"  :3,\"d\": 4}", TestName = "Blanks_around_colons_survive")]
    [TestCase("{\"description\":\n  \"text\"}", TestName = "A_value_on_the_line_after_its_colon_survives")]
    [TestCase("{\"type\": \"text\", \"min\": 1,\n\"max\": 2}", TestName = "Two_members_on_one_line_survive")]
    [TestCase("{\"a\": [ \"x\" ]}", TestName = "A_padded_inline_array_survives")]
    [TestCase("{\"a\": [{\"defaultDir\": \"x\"}]}", TestName = "An_inline_object_survives")]
    [TestCase("{\"a\": \"\\u00e9\\/\\\"\\\\\\b\\f\\n\\r\\t\\uD83D\\uDCA1\"}", TestName = "Escapes_survive")]
    [TestCase("{\"a\": \"é ' < > & + ` 💡 \u00a0\"}", TestName = "Characters_that_others_escape_survive")]
    [TestCase("[0, -0, 1.0, 1.50, 1e2, 1E+2, -1.5e-10, 100000000000000000000000, 0.1000]", TestName = "The_spelling_of_numbers_survives")]
    [TestCase("{\"scope\": \"/me/bill/*&duration\", \"url\": \"https://x//y\"}", TestName = "What_looks_like_a_comment_inside_a_string_survives")]
    [TestCase("{\"a\": {}, \"b\": [], \"c\": { }, \"d\": [\n]}", TestName = "Empty_containers_survive")]
    [TestCase("{\"clientSide\": \"true\", \"time_interval\": \"21600\", \"oauth\": true, \"isRequired\": \"false\"}", TestName = "Odd_types_survive")]
    [TestCase("{\"id\": 1, \"id\": 2}", TestName = "Duplicate_keys_survive")]
    [TestCase("{\"z\": 1, \"a\": 2, \"m\": 3}", TestName = "The_order_of_keys_survives")]
    public void A_trap_is_read_as_the_strict_reader_reads_it_and_written_as_it_was(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var source = SourceText.Decode(bytes, out var problem);
        var document = SyntaxTree.Parse(source.Text);

        Assert.Multiple(() =>
        {
            Assert.That(problem, Is.Null);
            Assert.That(document.Problems, Is.Empty);
            Assert.That(StrictJson.FirstDifference(document), Is.Null);
            Assert.That(source.Encode(), Is.EqualTo(bytes));
        });
    }

    [Test]
    public void The_last_item_of_a_short_array_takes_its_comma_with_it() =>
        Assert.That(Edited.Array("[1, 2]", (editor, root) => editor.RemoveItem(root.Items[1])), Is.EqualTo("[1]"));

    [Test]
    public void Advanced_fields_go_with_the_comma_on_the_line_before() =>
        Assert.That(
            Edited.Text(
                "{\n  \"fields\": {\n    \"login\": {\n      \"type\": \"text\"\n    },\n    \"advancedFields\": {\n      \"folderPath\": {\n        \"advanced\": true,\n        \"isRequired\": false\n      }\n    }\n  },\n  \"x\": 1\n}\n",
                (editor, root) => editor.Remove(((ObjectNode)root["fields"]!).Find("advancedFields")!)),
            Is.EqualTo("{\n  \"fields\": {\n    \"login\": {\n      \"type\": \"text\"\n    }\n  },\n  \"x\": 1\n}\n"));

    [Test]
    public void Advanced_fields_that_stand_alone_leave_empty_fields() =>
        Assert.That(
            Edited.Text(
                "{\n  \"fields\": {\n    \"advancedFields\": {\n      \"folderPath\": {}\n    }\n  }\n}\n",
                (editor, root) => editor.Remove(((ObjectNode)root["fields"]!).Find("advancedFields")!)),
            Is.EqualTo("{\n  \"fields\": {}\n}\n"));

    [Test]
    public void Folders_come_directly_after_fields_on_five_lines() =>
        Assert.That(
            Edited.Text(
                "{\n  \"fields\": {\n    \"a\": {\n      \"type\": \"text\"\n    }\n  },\n  \"langs\": [\"fr\"]\n}\n",
                (editor, root) => editor.InsertAfter(root.Find("fields")!, "folders", Folder)),
            Is.EqualTo(
                "{\n  \"fields\": {\n    \"a\": {\n      \"type\": \"text\"\n    }\n  },\n  \"folders\": [\n    {\n      \"defaultDir\": \"$administrative/$konnector/$account\"\n    }\n  ],\n  \"langs\": [\"fr\"]\n}\n"));

    [Test]
    public void Folders_at_the_end_take_the_comma_to_the_line_before() =>
        Assert.That(
            Edited.Text("{\n  \"fields\": {}\n}", (editor, root) => editor.InsertAfter(root.Find("fields")!, "x", JsonFragment.Raw("1"))),
            Is.EqualTo("{\n  \"fields\": {},\n  \"x\": 1\n}"));

    [Test]
    public void New_text_takes_the_line_ends_of_a_checkout_with_CRLF() =>
        Assert.That(
            Edited.Text("{\r\n  \"fields\": {}\r\n}\r\n", (editor, root) => editor.InsertAfter(root.Find("fields")!, "folders", Folder)),
            Is.EqualTo("{\r\n  \"fields\": {},\r\n  \"folders\": [\r\n    {\r\n      \"defaultDir\": \"$administrative/$konnector/$account\"\r\n    }\r\n  ]\r\n}\r\n"));

    [Test]
    public void New_text_takes_the_line_end_of_the_nearest_sibling_where_they_are_mixed() =>
        Assert.That(
            Edited.Text("{\r\n  \"a\": 1,\n  \"b\": 2\r\n}", (editor, root) =>
            {
                editor.InsertFirst(root, "x", JsonFragment.Raw("0"));
                editor.InsertLast(root, "y", JsonFragment.Raw("0"));
            }),
            Is.EqualTo("{\r\n  \"x\": 0,\r\n  \"a\": 1,\n  \"b\": 2,\n  \"y\": 0\r\n}"));

    [Test]
    public void New_text_takes_the_indentation_of_the_sibling_line_however_crooked() =>
        Assert.That(
            Edited.Text("{\n  \"a\": {\n     \"b\": 1\n  }\n}", (editor, root) => editor.InsertLast((ObjectNode)root["a"]!, "c", JsonFragment.Raw("2"))),
            Is.EqualTo("{\n  \"a\": {\n     \"b\": 1,\n     \"c\": 2\n  }\n}"));

    [Test]
    public void New_text_takes_the_blanks_around_the_colon_that_most_siblings_have() =>
        Assert.That(
            Edited.Text("{\n  \"a\":1,\n  \"b\": 2,\n  \"c\": 3\n}", (editor, root) => editor.InsertAfter(root.Find("a")!, "x", JsonFragment.Raw("0"))),
            Is.EqualTo("{\n  \"a\":1,\n  \"x\": 0,\n  \"b\": 2,\n  \"c\": 3\n}"));

    [Test]
    public void A_renamed_key_keeps_the_layout_of_its_value() =>
        Assert.That(
            Edited.Text("{\n  \"dataType\": [ \"bill\",\n\"document\" ],\n  \"vendorLink\" : \"https://example.org\"\n}", (editor, root) =>
            {
                editor.RenameKey(root.Find("dataType")!, "data_types");
                editor.RenameKey(root.Find("vendorLink")!, "vendor_link");
            }),
            Is.EqualTo("{\n  \"data_types\": [ \"bill\",\n\"document\" ],\n  \"vendor_link\" : \"https://example.org\"\n}"));

    [Test]
    public void OAuth_becomes_an_object_of_three_lines_in_its_place() =>
        Assert.That(
            Edited.Text("{\n  \"a\": {\n    \"b\": 1\n  },\n  \"oauth\": true,\n  \"oauth_scope\": \"a+b\",\n  \"c\": 1\n}", (editor, root) =>
            {
                editor.Replace(root["oauth"]!, JsonFragment.Object(("scope", JsonFragment.Existing(root["oauth_scope"]!))));
                editor.Remove(root.Find("oauth_scope")!);
            }),
            Is.EqualTo("{\n  \"a\": {\n    \"b\": 1\n  },\n  \"oauth\": {\n    \"scope\": \"a+b\"\n  },\n  \"c\": 1\n}"));

    [Test]
    public void A_key_and_its_value_change_together() =>
        Assert.That(
            Edited.Text("""{"isRequired": "false", "b": 1}""", (editor, root) =>
            {
                editor.RenameKey(root.Find("isRequired")!, "required");
                editor.Replace(root["isRequired"]!, JsonFragment.Raw("false"));
            }),
            Is.EqualTo("""{"required": false, "b": 1}"""));

    [Test]
    public void A_key_that_stands_twice_is_found_at_its_second_place()
    {
        var document = SyntaxTree.Parse("{\"files\": 1, \"o\": {\"id\": 1, \"\\u0069d\": 2}, \"files\": 3}");

        Assert.That(string.Join(' ', document.DuplicateMembers().Select(member => member.Span.In(document.Text))), Is.EqualTo("\"\\u0069d\": 2 \"files\": 3"));
    }
}
