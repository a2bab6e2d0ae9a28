namespace ManifestMigrator.Manifest;

/// <summary>The texts of one language.</summary>
internal static class LocaleProperties
{
    public static readonly IReadOnlyDictionary<string, Shape> Known = new Dictionary<string, Shape>(StringComparer.Ordinal)
    {
        ["changes"] = Shape.Text,
        ["doctypes"] = Shape.Object,
        ["fields"] = Shape.Object,
        ["long_description"] = Shape.Text,
        ["messages"] = Shape.Object,
        ["name"] = Shape.Text,
        ["permissions"] = Shape.Object,
        ["short_description"] = Shape.Text,
    };

    public static readonly IReadOnlyDictionary<string, string> Legacy = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["description"] = "short_description",
    };
}
