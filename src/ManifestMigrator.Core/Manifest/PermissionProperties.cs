namespace ManifestMigrator.Manifest;

/// <summary>The properties of a permission, as the stack reads them.</summary>
internal static class PermissionProperties
{
    public static readonly IReadOnlyDictionary<string, Shape> Known = new Dictionary<string, Shape>(StringComparer.Ordinal)
    {
        ["description"] = Shape.Text,
        ["selector"] = Shape.Text,
        ["type"] = Shape.Text,
        ["values"] = Shape.Texts,
        ["verbs"] = Shape.Texts,
    };
}
