using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest;

/// <summary>What a value may look like.</summary>
/// <param name="Description">In words, to stand behind "must be".</param>
/// <param name="Fits">Whether a value has the shape.</param>
internal sealed record Shape(string Description, Func<SyntaxNode, bool> Fits)
{
    public static readonly Shape Text = new("a string", node => node.AsString() is not null);
    public static readonly Shape Boolean = new("true or false, without quotes", node => node.Is(true) || node.Is(false));
    public static readonly Shape Number = new("a number", node => node is ScalarNode { Kind: JsonScalarKind.Number });
    public static readonly Shape Object = new("an object", node => node is ObjectNode);
    public static readonly Shape Texts = new("an array of strings", node => node is ArrayNode array && array.Items.All(Text.Fits));
    public static readonly Shape Objects = new("an array of objects", node => node is ArrayNode array && array.Items.All(Object.Fits));
    public static readonly Shape Array = new("an array", node => node is ArrayNode);
    public static readonly Shape Anything = new("any value", _ => true);
    public static readonly Shape TextOrTexts = Text.Or(Texts);
    public static readonly Shape TextOrObject = Text.Or(Object);

    private Shape Or(Shape other) => new($"{Description} or {other.Description}", node => Fits(node) || other.Fits(node));
}
