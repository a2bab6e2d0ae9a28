using System.Globalization;
using ManifestMigrator.Json;
using ManifestMigrator.Text;
using Newtonsoft.Json;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Json;

public sealed class JsonEditorProperties
{
    [Property(Arbitrary = [typeof(JsonTexts)], MaxTest = 2000)]
    public void Any_edits_give_what_they_say_to_another_reader(JsonText text, EditChoice[] choices)
    {
        var document = SyntaxTree.Parse(text.Text);
        var nodes = SyntaxNodes.In(document.Root!).ToList();
        var editor = new JsonEditor();
        var expected = new ExpectedTree();
        for (var i = 0; i < choices.Length; i++)
            Edit(nodes[choices[i].Node % nodes.Count], choices[i].Kind, "n" + i.ToString(CultureInfo.InvariantCulture), editor, expected);

        var edits = editor.Edits();
        var result = TextEdits.Apply(text.Text, edits);

        Assert.That(TextEdits.AreValid(edits, text.Text.Length));
        Assert.That(SyntaxTree.Parse(result).Problems, Is.Empty, result);
        Assert.That(ExpectedTree.Read(result).ToString(Formatting.None), Is.EqualTo(expected.Token(document.Root!).ToString(Formatting.None)), result);
    }

    private static void Edit(SyntaxNode node, int choice, string key, JsonEditor editor, ExpectedTree expected)
    {
        var value = JsonFragment.Object((key, JsonFragment.Array(JsonFragment.String(key), JsonFragment.Object())));
        var written = $$"""{"{{key}}":["{{key}}",{}]}""";
        switch (choice)
        {
            case 0 when node.Member is { } member:
                editor.RenameKey(member, key);
                expected.Rename(node, key);
                break;
            case 1:
                editor.Replace(node, value);
                expected.Replace(node, written);
                break;
            case 2 or 3 when node.Parent is not null:
                editor.RemoveItem(node);
                expected.Remove(node);
                break;
            case 4 when node is ObjectNode parent:
                editor.InsertFirst(parent, key, value);
                expected.Insert(parent, -1, key, written);
                break;
            case 5 when node is ObjectNode parent:
                editor.InsertLast(parent, key, value);
                expected.Insert(parent, parent.Count - 1, key, written);
                break;
            case 6 when node.Member is { } sibling:
                editor.InsertAfter(sibling, key, JsonFragment.Existing(node));
                expected.Insert(node.Parent!, node.Index, key, node.Text);
                break;
            case 7 when node.Member is { } member && node.Parent is ObjectNode parent && expected.MayMove(node):
                editor.MoveAfter(member, parent.Members[^1]);
                expected.Remove(node);
                expected.Insert(parent, parent.Count - 1, member.Key, node.Text);
                break;
            case 0 or 6 or 7 when node.Parent is ArrayNode array:
                editor.InsertItemAfter(array, node.Index, JsonFragment.From(node));
                expected.Insert(array, node.Index, null, node.Text);
                break;
        }
    }
}
