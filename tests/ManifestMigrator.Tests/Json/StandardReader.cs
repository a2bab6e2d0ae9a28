using System.Text.Json;
using JsonDocument = System.Text.Json.JsonDocument;

namespace ManifestMigrator.Tests.Json;

/// <summary>The verdict of System.Text.Json, as a second opinion.</summary>
internal static class StandardReader
{
    public static bool Accepts(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = ManifestMigrator.Json.SyntaxTree.MaximumDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
