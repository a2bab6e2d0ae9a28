using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

/// <summary>Ways to every value of a tree.</summary>
internal static class JsonNodes
{
    /// <summary>A value and all below it, in the order of the text.</summary>
    public static IEnumerable<JsonNode> In(JsonNode node) => node switch
    {
        JsonObject @object => @object.Members.SelectMany(member => In(member.Value)).Prepend(node),
        JsonArray array => array.Items.SelectMany(In).Prepend(node),
        _ => [node],
    };

    /// <summary>The value a pointer leads to.</summary>
    public static JsonNode At(JsonNode root, string pointer) => JsonPointer.Split(pointer).Aggregate(root, (node, token) =>
        node is JsonArray array ? array.Items[int.Parse(token, CultureInfo.InvariantCulture)] : ((JsonObject)node)[token]!);
}
