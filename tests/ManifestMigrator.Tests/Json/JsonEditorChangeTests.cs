using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Json;

public sealed class JsonEditorChangeTests
{
    [Test]
    public void A_rename_touches_the_key_alone() =>
        Assert.That(
            Edited.Text("{ \"dataType\" :\t[ \"bill\" ],\r\n\"b\":1.0 }", (editor, root) => editor.RenameKey(root.Find("dataType")!, "data_types")),
            Is.EqualTo("{ \"data_types\" :\t[ \"bill\" ],\r\n\"b\":1.0 }"));

    [Test]
    public void A_new_key_is_escaped_only_where_JSON_demands_it() =>
        Assert.That(
            Edited.Text("""{"a":1}""", (editor, root) => editor.RenameKey(root.Find("a")!, "é\"\\\n\u0001/💡")),
            Is.EqualTo("{\"é\\\"\\\\\\n\\u0001/💡\":1}"));

    [Test]
    public void The_later_of_two_new_keys_and_of_two_new_values_holds() =>
        Assert.That(
            Edited.Text("""{"a":1}""", (editor, root) =>
            {
                editor.RenameKey(root.Find("a")!, "x");
                editor.RenameKey(root.Find("a")!, "y");
                editor.Replace(root["a"]!, JsonFragment.Raw("2"));
                editor.Replace(root["a"]!, JsonFragment.Raw("3"));
            }),
            Is.EqualTo("""{"y":3}"""));

    [Test]
    public void A_scalar_becomes_an_object_in_the_style_around_it() =>
        Assert.That(
            Edited.Text("{\n  \"oauth\": true,\n  \"b\": {\n    \"c\": 1\n  }\n}", (editor, root) =>
                editor.Replace(root["oauth"]!, JsonFragment.Object(("scope", JsonFragment.String("openid"))))),
            Is.EqualTo("{\n  \"oauth\": {\n    \"scope\": \"openid\"\n  },\n  \"b\": {\n    \"c\": 1\n  }\n}"));

    [Test]
    public void An_object_becomes_a_scalar() =>
        Assert.That(
            Edited.Text("{\n  \"a\": {\n    \"c\": 1\n  },\n  \"b\": 2\n}", (editor, root) => editor.Replace(root["a"]!, JsonFragment.Raw("null"))),
            Is.EqualTo("{\n  \"a\": null,\n  \"b\": 2\n}"));

    [Test]
    public void A_value_is_wrapped_without_losing_how_it_is_written() =>
        Assert.That(
            Edited.Text("{\n  \"category\": \"t\\u00e9l\\/\",\n  \"langs\": [\"fr\"]\n}", (editor, root) =>
                editor.Replace(root["category"]!, JsonFragment.Array(JsonFragment.Existing(root["category"]!)))),
            Is.EqualTo("{\n  \"category\": [\"t\\u00e9l\\/\"],\n  \"langs\": [\"fr\"]\n}"));

    [TestCase("1", "2")]
    [TestCase(" [1]\n", " 2\n")]
    public void The_value_of_the_whole_text_can_be_replaced(string text, string expected)
    {
        var document = SyntaxTree.Parse(text);
        var editor = new JsonEditor();

        editor.Replace(document.Root!, JsonFragment.Raw("2"));

        Assert.That(TextEdits.Apply(text, editor.Edits()), Is.EqualTo(expected));
    }

    [Test]
    public void What_is_changed_inside_a_replaced_value_goes_with_it() =>
        Assert.That(
            Edited.Text("""{"a":{"b":1}}""", (editor, root) =>
            {
                editor.RenameKey(((ObjectNode)root["a"]!).Find("b")!, "c");
                editor.InsertLast((ObjectNode)root["a"]!, "d", JsonFragment.Raw("1"));
                editor.Replace(root["a"]!, JsonFragment.Raw("0"));
            }),
            Is.EqualTo("""{"a":0}"""));

    [TestCase("a", "c", "{\n  \"b\": 2,\n  \"c\": 3,\n  \"\\u0061\" : [\n    1\n  ]\n}")]
    [TestCase("a", "b", "{\n  \"b\": 2,\n  \"\\u0061\" : [\n    1\n  ],\n  \"c\": 3\n}")]
    [TestCase("c", "a", "{\n  \"\\u0061\" : [\n    1\n  ],\n  \"c\": 3,\n  \"b\": 2\n}")]
    [TestCase("b", "b", "{\n  \"\\u0061\" : [\n    1\n  ],\n  \"b\": 2,\n  \"c\": 3\n}")]
    public void A_member_moves_as_it_is_written(string member, string behind, string expected) =>
        Assert.That(
            Edited.Text("{\n  \"\\u0061\" : [\n    1\n  ],\n  \"b\": 2,\n  \"c\": 3\n}", (editor, root) => editor.MoveAfter(root.Find(member)!, root.Find(behind)!)),
            Is.EqualTo(expected));

    [Test]
    public void A_member_does_not_move_into_another_object()
    {
        var root = (ObjectNode)SyntaxTree.Parse("""{"a":{"b":1},"c":2}""").Root!;

        Assert.That(
            () => new JsonEditor().MoveAfter(root.Find("a")!, ((ObjectNode)root["a"]!).Find("b")!),
            Throws.ArgumentException);
    }

    [Test]
    public void Nothing_asked_is_nothing_edited() => Assert.That(new JsonEditor().Edits(), Is.Empty);
}
