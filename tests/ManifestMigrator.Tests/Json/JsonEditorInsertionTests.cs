using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

public sealed class JsonEditorInsertionTests
{
    private static readonly JsonFragment Folders = JsonFragment.Array(JsonFragment.Object(("defaultDir", JsonFragment.String("$administrative"))));
    private static readonly JsonFragment Two = JsonFragment.Raw("2");

    [TestCase("{}", "{\n  \"x\": 2\n}")]
    [TestCase("{ }", "{\n  \"x\": 2\n}")]
    [TestCase("{\r\n}\r\n", "{\r\n  \"x\": 2\r\n}\r\n")]
    public void The_first_member_of_an_empty_text_stands_on_a_line(string text, string expected) =>
        Assert.That(Edited.Text(text, (editor, root) => editor.InsertFirst(root, "x", Two)), Is.EqualTo(expected));

    [TestCase("""{"a":1}""", """{"x":2,"a":1}""", """{"a":1,"x":2}""")]
    [TestCase("""{"a": 1}""", """{"x": 2, "a": 1}""", """{"a": 1, "x": 2}""")]
    [TestCase("""{ "a" : 1 }""", """{ "x" : 2, "a" : 1 }""", """{ "a" : 1, "x" : 2 }""")]
    [TestCase("""{"a":1,  "b":3}""", """{"x":2,  "a":1,  "b":3}""", """{"a":1,  "b":3,  "x":2}""")]
    [TestCase("{\"a\": 1,\n \"b\": 3}", "{\"x\": 2,\n \"a\": 1,\n \"b\": 3}", "{\"a\": 1,\n \"b\": 3,\n \"x\": 2}")]
    [TestCase("{\n\t\"a\": 1\n}", "{\n\t\"x\": 2,\n\t\"a\": 1\n}", "{\n\t\"a\": 1,\n\t\"x\": 2\n}")]
    [TestCase("{\r\n    \"a\": 1\r\n}", "{\r\n    \"x\": 2,\r\n    \"a\": 1\r\n}", "{\r\n    \"a\": 1,\r\n    \"x\": 2\r\n}")]
    [TestCase("{\n  \"a\": 1}", "{\n  \"x\": 2,\n  \"a\": 1}", "{\n  \"a\": 1,\n  \"x\": 2}")]
    public void A_first_and_a_last_member_are_written_like_their_siblings(string text, string first, string last) => Assert.Multiple(() =>
    {
        Assert.That(Edited.Text(text, (editor, root) => editor.InsertFirst(root, "x", Two)), Is.EqualTo(first));
        Assert.That(Edited.Text(text, (editor, root) => editor.InsertLast(root, "x", Two)), Is.EqualTo(last));
    });

    [Test]
    public void A_member_behind_another_leaves_the_blank_line_where_it_was() =>
        Assert.That(
            After("{\n  \"a\": 1,\n\n  \"b\": 3\n}", "a", Two),
            Is.EqualTo("{\n  \"a\": 1,\n  \"x\": 2,\n\n  \"b\": 3\n}"));

    [Test]
    public void Members_put_in_one_place_stand_in_the_order_they_were_put_there() =>
        Assert.That(
            Edited.Text("""{"a":1,"b":2}""", (editor, root) =>
            {
                editor.InsertAfter(root.Find("a")!, "x", Two);
                editor.InsertAfter(root.Find("a")!, "y", Two);
                editor.InsertLast(root, "z", Two);
            }),
            Is.EqualTo("""{"a":1,"x":2,"y":2,"b":2,"z":2}"""));

    [Test]
    public void Two_members_fill_an_empty_object_together() =>
        Assert.That(
            Edited.Text("{\n  \"o\": {},\n  \"p\": {\n    \"q\": 1\n  }\n}", (editor, root) =>
            {
                editor.InsertLast((ObjectNode)root["o"]!, "x", Two);
                editor.InsertLast((ObjectNode)root["o"]!, "y", Two);
            }),
            Is.EqualTo("{\n  \"o\": {\n    \"x\": 2,\n    \"y\": 2\n  },\n  \"p\": {\n    \"q\": 1\n  }\n}"));

    [TestCase("""{"o":{},"p":1}""", """{"o":{"x":2},"p":1}""")]
    [TestCase("""{ "o": {} }""", """{ "o": { "x": 2 } }""")]
    [TestCase("{\n\t\"o\": {}\n}", "{\n\t\"o\": {\n\t\t\"x\": 2\n\t}\n}")]
    [TestCase("{\n  \"o\": {},\n  \"p\": { \"q\": 1 }\n}", "{\n  \"o\": { \"x\": 2 },\n  \"p\": { \"q\": 1 }\n}")]
    [TestCase("{\n  \"o\": {\n  }\n}", "{\n  \"o\": {\n    \"x\": 2\n  }\n}")]
    public void An_empty_object_is_filled_as_its_siblings_are(string text, string expected) =>
        Assert.That(Edited.Text(text, (editor, root) => editor.InsertFirst((ObjectNode)root["o"]!, "x", Two)), Is.EqualTo(expected));

    [TestCase("{\n  \"o\": [],\n  \"langs\": [\"fr\", \"en\"]\n}", "{\n  \"o\": [2],\n  \"langs\": [\"fr\", \"en\"]\n}")]
    [TestCase("{\n  \"o\": [],\n  \"langs\": [ \"fr\" ]\n}", "{\n  \"o\": [ 2 ],\n  \"langs\": [ \"fr\" ]\n}")]
    [TestCase("{\n  \"o\": []\n}", "{\n  \"o\": [\n    2\n  ]\n}")]
    [TestCase("""{"o":[]}""", """{"o":[2]}""")]
    public void An_empty_array_is_filled_as_its_siblings_are(string text, string expected) =>
        Assert.That(Edited.Text(text, (editor, root) => editor.InsertItemAfter((ArrayNode)root["o"]!, -1, Two)), Is.EqualTo(expected));

    [TestCase("[1, 3]", -1, "[2, 1, 3]")]
    [TestCase("[1, 3]", 0, "[1, 2, 3]")]
    [TestCase("[1, 3]", 1, "[1, 3, 2]")]
    [TestCase("[1,3]", 1, "[1,3,2]")]
    [TestCase("[ 1 , 3 ]", 1, "[ 1 , 3, 2 ]")]
    [TestCase("[1]", 0, "[1, 2]")]
    [TestCase("[\n  1,\n  3\n]", 0, "[\n  1,\n  2,\n  3\n]")]
    public void Items_come_first_between_and_last(string text, int index, string expected) =>
        Assert.That(Edited.Array(text, (editor, root) => editor.InsertItemAfter(root, index, Two)), Is.EqualTo(expected));

    [TestCase(-2)]
    [TestCase(1)]
    public void An_item_behind_one_that_is_not_there_is_refused(int index)
    {
        var root = (ArrayNode)SyntaxTree.Parse("[1]").Root!;

        Assert.That(() => new JsonEditor().InsertItemAfter(root, index, Two), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("{\n  \"a\": {\n    \"b\": 1\n  }\n}", "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"x\": [\n    {\n      \"defaultDir\": \"$administrative\"\n    }\n  ]\n}")]
    [TestCase("{\n  \"a\": [{\"b\": 1}]\n}", "{\n  \"a\": [{\"b\": 1}],\n  \"x\": [{\"defaultDir\": \"$administrative\"}]\n}")]
    [TestCase("{\n  \"a\": [ { \"b\": 1 } ]\n}", "{\n  \"a\": [ { \"b\": 1 } ],\n  \"x\": [ { \"defaultDir\": \"$administrative\" } ]\n}")]
    [TestCase("""{"a":1}""", """{"a":1,"x":[{"defaultDir":"$administrative"}]}""")]
    public void A_new_array_of_objects_is_laid_out_as_objects_beside_it_are(string text, string expected) =>
        Assert.That(After(text, "a", Folders), Is.EqualTo(expected));

    [TestCase("{\n  \"a\": [\"b\"]\n}", "{\n  \"a\": [\"b\"],\n  \"x\": [\"v\", \"w\"]\n}")]
    [TestCase("{\n  \"a\": [\n    \"b\"\n  ]\n}", "{\n  \"a\": [\n    \"b\"\n  ],\n  \"x\": [\n    \"v\",\n    \"w\"\n  ]\n}")]
    [TestCase("{\n  \"a\": [1,2]\n}", "{\n  \"a\": [1,2],\n  \"x\": [\"v\",\"w\"]\n}")]
    public void A_new_array_of_scalars_is_laid_out_as_arrays_beside_it_are(string text, string expected) =>
        Assert.That(After(text, "a", JsonFragment.Array(JsonFragment.String("v"), JsonFragment.String("w"))), Is.EqualTo(expected));

    [Test]
    public void The_nearest_array_decides_where_styles_are_mixed()
    {
        const string text = "{\n  \"a\": [1],\n  \"b\": 0,\n  \"c\": 0,\n  \"d\": [\n    1\n  ]\n}";
        var scalars = JsonFragment.Array(Two);

        Assert.Multiple(() =>
        {
            Assert.That(After(text, "b", scalars), Does.Contain("\"x\": [2]"));
            Assert.That(After(text, "d", scalars), Does.Contain("\"x\": [\n    2\n  ]"));
        });
    }

    [Test]
    public void A_new_empty_container_has_nothing_inside() =>
        Assert.That(After("""{"a":1}""", "a", JsonFragment.Array(JsonFragment.Object(), JsonFragment.Array())), Is.EqualTo("""{"a":1,"x":[{},[]]}"""));

    [Test]
    public void A_value_from_elsewhere_keeps_its_layout_and_takes_the_new_indentation()
    {
        const string text = "{\n  \"a\": {\n    \"b\": [\n\n      1\n    ]\n  },\n  \"c\": 0\n}";

        var result = Edited.Text(text, (editor, root) => editor.InsertLast(root, "d", JsonFragment.Existing(((ObjectNode)root["a"]!)["b"]!)));

        Assert.That(result, Is.EqualTo("{\n  \"a\": {\n    \"b\": [\n\n      1\n    ]\n  },\n  \"c\": 0,\n  \"d\": [\n\n    1\n  ]\n}"));
    }

    [Test]
    public void A_value_whose_layout_is_free_takes_the_style_of_its_new_place()
    {
        var other = SyntaxTree.Parse("""{"p": [1.50, {"q": "\u00e9"}]}""").Root!;

        Assert.That(
            Edited.Text("{\n  \"a\": 0\n}", (editor, root) => editor.InsertLast(root, "x", JsonFragment.From(other))),
            Is.EqualTo("{\n  \"a\": 0,\n  \"x\": {\n    \"p\": [\n      1.50,\n      {\n        \"q\": \"\\u00e9\"\n      }\n    ]\n  }\n}"));
    }

    private static string After(string text, string sibling, JsonFragment value) =>
        Edited.Text(text, (editor, root) => editor.InsertAfter(root.Find(sibling)!, "x", value));
}
