using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

/// <summary>Ways to every value of a tree.</summary>
internal static class SyntaxNodes
{
    /// <summary>A value and all below it, in the order of the text.</summary>
    public static IEnumerable<SyntaxNode> In(SyntaxNode node) => node switch
    {
        ObjectNode @object => @object.Members.SelectMany(member => In(member.Value)).Prepend(node),
        ArrayNode array => array.Items.SelectMany(In).Prepend(node),
        _ => [node],
    };

    /// <summary>The value a pointer leads to.</summary>
    public static SyntaxNode At(SyntaxNode root, string pointer) => JsonPointer.Split(pointer).Aggregate(root, (node, token) =>
        node is ArrayNode array ? array.Items[int.Parse(token, CultureInfo.InvariantCulture)] : ((ObjectNode)node)[token]!);
}
