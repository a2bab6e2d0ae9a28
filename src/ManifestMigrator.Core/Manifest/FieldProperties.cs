namespace ManifestMigrator.Manifest;

/// <summary>The properties of a field, and what became of older ones.</summary>
internal static class FieldProperties
{
    public static readonly IReadOnlyDictionary<string, Shape> Known = new Dictionary<string, Shape>(StringComparer.Ordinal)
    {
        ["advanced"] = Shape.Boolean,
        ["default"] = Shape.TextOrObject,
        ["description"] = Shape.Text,
        ["encrypted"] = Shape.Boolean,
        ["identifier"] = Shape.Boolean,
        ["label"] = Shape.Text,
        ["max"] = Shape.Number,
        ["min"] = Shape.Number,
        ["options"] = Shape.Array,
        ["pattern"] = Shape.Text,
        ["placeholder"] = Shape.Text,
        ["required"] = Shape.Boolean,
        ["role"] = Shape.Text,
        ["type"] = Shape.Text,
    };

    /// <summary>Older properties and what took their place.</summary>
    public static readonly IReadOnlyDictionary<string, string> Legacy = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["accountFormat"] = "fields, one for each name",
        ["hasDescription"] = "description",
        ["isRequired"] = "required",
    };

    /// <summary>Names under <c>fields</c> that never were inputs.</summary>
    public static readonly IReadOnlyDictionary<string, string> LegacyNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["advancedFields"] = "fields with \"advanced\": true, and folders",
        ["advanced_fields"] = "fields with \"advanced\": true, and folders",
        ["folderPath"] = "folders",
        ["save_folder"] = "folders",
    };
}
