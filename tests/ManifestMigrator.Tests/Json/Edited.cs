using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Json;

/// <summary>What an editor makes of a text.</summary>
internal static class Edited
{
    public static string Text(string text, Action<JsonEditor, ObjectNode> edit) =>
        Root(text, (editor, root) => edit(editor, (ObjectNode)root));

    public static string Array(string text, Action<JsonEditor, ArrayNode> edit) =>
        Root(text, (editor, root) => edit(editor, (ArrayNode)root));

    private static string Root(string text, Action<JsonEditor, SyntaxNode> edit)
    {
        var document = SyntaxTree.Parse(text);
        Assert.That(document.Problems, Is.Empty, "the text is strict JSON");
        var editor = new JsonEditor();
        edit(editor, document.Root!);
        var result = TextEdits.Apply(text, editor.Edits());
        Assert.That(SyntaxTree.Parse(result).Problems, Is.Empty, "the result is strict JSON: " + result);
        return result;
    }
}
