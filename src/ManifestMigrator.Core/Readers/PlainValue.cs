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
                Write(text, '{', @object.Members, '}', member =>
                {
                    text.Append(JsonString.Encode(member.Key)).Append(':');
                    Write(text, member.Value);
                });
                break;
            case ArrayNode array:
                Write(text, '[', array.Items, ']', item => Write(text, item));
                break;
            default:
                text.Append(node.AsString() is { } word ? JsonString.Encode(word) : node.Text);
                break;
        }
    }

    private static void Write<T>(StringBuilder text, char open, IReadOnlyList<T> children, char close, Action<T> write)
    {
        text.Append(open);
        for (var i = 0; i < children.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            write(children[i]);
        }
        text.Append(close);
    }
}
