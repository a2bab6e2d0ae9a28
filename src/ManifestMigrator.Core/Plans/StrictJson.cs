using System.Text;
using System.Text.Json;

namespace ManifestMigrator.Plans;

/// <summary>The platform's own strict reader, as a judge that shares no code with ours.</summary>
internal static class StrictJson
{
    public static bool Accepts(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = Json.SyntaxTree.MaximumDepth });
        try
        {
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
