using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Json;

/// <summary>What an editor makes of a text.</summary>
internal static class Edited
{
    public static string Text(string text, Action<JsonEditor, JsonObject> edit) =>
        Root(text, (editor, root) => edit(editor, (JsonObject)root));

    public static string Array(string text, Action<JsonEditor, JsonArray> edit) =>
        Root(text, (editor, root) => edit(editor, (JsonArray)root));

    private static string Root(string text, Action<JsonEditor, JsonNode> edit)
    {
        var document = JsonDocument.Parse(text);
        Assert.That(document.Problems, Is.Empty, "the text is strict JSON");
        var editor = new JsonEditor();
        edit(editor, document.Root!);
        var result = TextEdits.Apply(text, editor.Edits());
        Assert.That(JsonDocument.Parse(result).Problems, Is.Empty, "the result is strict JSON: " + result);
        return result;
    }
}
