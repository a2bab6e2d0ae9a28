using System.Text;
using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Values as programs in JavaScript take them.</summary>
internal static class PlainValue
{
    /// <summary>The value without white space and with one spelling for each string; empty for none.</summary>
    public static string Write(SyntaxNode? node)
    {
        if (node is null)
            return "";
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    /// <summary>Whether JavaScript takes it for true.</summary>
    public static bool IsTruthy(SyntaxNode? node) => node switch
    {
        null => false,
        ScalarNode { Kind: JsonScalarKind.False or JsonScalarKind.Null } => false,
        ScalarNode { Kind: JsonScalarKind.String } => node.AsString() is not "",
        ScalarNode { Kind: JsonScalarKind.Number } => node.Text.Trim('-', '0', '.').Length > 0,
        _ => true,
    };

    private static void Write(StringBuilder text, SyntaxNode node)
    {
        switch (node)
        {
            case ObjectNode @object:
                text.Append('{');
                foreach (var member in @object.Members)
                {
                    text.Append(JsonString.Encode(member.Key)).Append(':');
                    Write(text, member.Value);
                    text.Append(',');
                }
                text.Append('}');
                break;
            case ArrayNode array:
                text.Append('[');
                foreach (var item in array.Items)
                {
                    Write(text, item);
                    text.Append(',');
                }
                text.Append(']');
                break;
            default:
                text.Append(node.AsString() is { } word ? JsonString.Encode(word) : node.Text);
                break;
        }
    }
}
