using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

public sealed class JsonEditorRemovalTests
{
    private const string Lines = "{\n  \"a\": 1,\n  \"b\": 2,\n\n  \"c\": 3\n}\n";

    [Test]
    public void A_removed_first_member_takes_the_comma_behind_it() =>
        Assert.That(Without(Lines, "a"), Is.EqualTo("{\n  \"b\": 2,\n\n  \"c\": 3\n}\n"));

    [Test]
    public void A_removed_middle_member_takes_its_own_line() =>
        Assert.That(Without(Lines, "b"), Is.EqualTo("{\n  \"a\": 1,\n\n  \"c\": 3\n}\n"));

    [Test]
    public void A_removed_last_member_takes_the_comma_before_it() =>
        Assert.That(Without(Lines, "c"), Is.EqualTo("{\n  \"a\": 1,\n  \"b\": 2\n}\n"));

    [TestCase("""{"a": 1}""")]
    [TestCase("{\n  \"a\": 1\n}")]
    [TestCase("{ \"a\" : 1 }")]
    public void A_removed_only_member_leaves_an_empty_object(string text) => Assert.That(Without(text, "a"), Is.EqualTo("{}"));

    [TestCase("a", """{ "b":2,  "c" : 3 }""")]
    [TestCase("b", """{ "a": 1,  "c" : 3 }""")]
    [TestCase("c", """{ "a": 1,"b":2 }""")]
    [TestCase("a b", """{ "c" : 3 }""")]
    [TestCase("b c", """{ "a": 1 }""")]
    [TestCase("a c", """{ "b":2 }""")]
    [TestCase("a b c", "{}")]
    public void Members_on_one_line_go_without_touching_the_others(string keys, string expected) =>
        Assert.That(Without("""{ "a": 1,"b":2,  "c" : 3 }""", keys.Split(' ')), Is.EqualTo(expected));

    [TestCase("a b", "{\n  \"c\": 3\n}\n")]
    [TestCase("b c", "{\n  \"a\": 1\n}\n")]
    [TestCase("a c", "{\n  \"b\": 2\n}\n")]
    [TestCase("a b c", "{}\n")]
    public void Several_members_on_lines_go_with_their_lines(string keys, string expected) =>
        Assert.That(Without(Lines, keys.Split(' ')), Is.EqualTo(expected));

    [Test]
    public void Adjacent_members_in_the_middle_go_together() =>
        Assert.That(Without("""{"a":1,"b":2,"c":3,"d":4}""", "b", "c"), Is.EqualTo("""{"a":1,"d":4}"""));

    [TestCase("b", "{\n  \"a\": 1,\n  \"c\": 3,\n  \"d\": 4\n}")]
    [TestCase("c", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"d\": 4\n}")]
    [TestCase("b c", "{\n  \"a\": 1,\n  \"d\": 4\n}")]
    public void A_member_that_shares_its_line_leaves_the_line_where_it_was(string keys, string expected) =>
        Assert.That(Without("{\n  \"a\": 1,\n  \"b\": 2, \"c\": 3,\n  \"d\": 4\n}", keys.Split(' ')), Is.EqualTo(expected));

    [Test]
    public void A_member_removed_twice_is_removed_once() =>
        Assert.That(Without("""{"a":1,"b":2}""", "b", "b"), Is.EqualTo("""{"a":1}"""));

    [TestCase("[1, 2]", new[] { 1 }, "[1]")]
    [TestCase("[1, 2]", new[] { 0 }, "[2]")]
    [TestCase("[1, 2, 3]", new[] { 1 }, "[1, 3]")]
    [TestCase("[1, 2, 3]", new[] { 0, 2 }, "[2]")]
    [TestCase("[1, 2, 3]", new[] { 0, 1, 2 }, "[]")]
    [TestCase("[ 1 , 2 ]", new[] { 1 }, "[ 1 ]")]
    [TestCase("[ 1 , 2 ]", new[] { 0 }, "[ 2 ]")]
    [TestCase("[\n  1,\n  2\n]", new[] { 1 }, "[\n  1\n]")]
    [TestCase("[\r\n\t1,\r\n\t2\r\n]", new[] { 0 }, "[\r\n\t2\r\n]")]
    public void Items_leave_an_array_as_members_leave_an_object(string text, int[] removed, string expected) =>
        Assert.That(Edited.Array(text, (editor, root) => Array.ForEach(removed, i => editor.RemoveItem(root.Items[i]))), Is.EqualTo(expected));

    [TestCase(new[] { "a" }, "{\n  \"x\": 0,\n  \"b\": 2,\n\n  \"c\": 3\n}\n")]
    [TestCase(new[] { "a", "b" }, "{\n  \"x\": 0,\n\n  \"c\": 3\n}\n")]
    [TestCase(new[] { "a", "b", "c" }, "{\n  \"x\": 0\n}\n")]
    public void A_new_member_stands_in_the_place_of_those_that_went_around_it(string[] keys, string expected) =>
        Assert.That(
            Edited.Text(Lines, (editor, root) =>
            {
                editor.InsertAfter(root.Find("a")!, "x", JsonFragment.Raw("0"));
                Array.ForEach(keys, key => editor.Remove(root.Find(key)!));
            }),
            Is.EqualTo(expected));

    [Test]
    public void Several_go_and_several_come_between_them() =>
        Assert.That(
            Edited.Text("""{"a":1,"b":2,"c":3,"d":4,"e":5}""", (editor, root) =>
            {
                editor.Remove(root.Find("b")!);
                editor.InsertAfter(root.Find("b")!, "x", JsonFragment.Raw("true"));
                editor.Remove(root.Find("c")!);
                editor.InsertAfter(root.Find("c")!, "y", JsonFragment.Raw("null"));
                editor.InsertAfter(root.Find("d")!, "z", JsonFragment.Raw("0"));
                editor.Remove(root.Find("e")!);
            }),
            Is.EqualTo("""{"a":1,"x":true,"y":null,"d":4,"z":0}"""));

    [Test]
    public void What_is_changed_inside_a_removed_member_goes_with_it() =>
        Assert.That(
            Edited.Text("""{"a":{"b":1,"c":[2]},"d":3}""", (editor, root) =>
            {
                var gone = (ObjectNode)root["a"]!;
                editor.RenameKey(root.Find("a")!, "x");
                editor.Replace(gone["b"]!, JsonFragment.Raw("9"));
                editor.InsertFirst(gone, "y", JsonFragment.Raw("8"));
                editor.RemoveItem(((ArrayNode)gone["c"]!).Items[0]);
                editor.Remove(root.Find("a")!);
            }),
            Is.EqualTo("""{"d":3}"""));

    private static string Without(string text, params string[] keys) =>
        Edited.Text(text, (editor, root) => Array.ForEach(keys, key => editor.Remove(root.Find(key)!)));
}
