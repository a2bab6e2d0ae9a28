namespace ManifestMigrator.Manifest;

/// <summary>The properties of a version 2 manifest at its top level, and what became of older ones.</summary>
internal static class ManifestProperties
{
    /// <summary>Properties and their shapes: those of seed 004, of apps (registry), and those that readers know beside them.</summary>
    public static readonly IReadOnlyDictionary<string, Shape> Known = new Dictionary<string, Shape>(StringComparer.Ordinal)
    {
        ["aggregator"] = Shape.Object,
        ["banksTransactionRegExp"] = Shape.Text,
        ["categories"] = Shape.Texts,
        ["clientSide"] = Shape.Boolean,
        ["data_types"] = Shape.Texts,
        ["developer"] = Shape.Object,
        ["doctypes"] = Shape.Texts,
        ["editor"] = Shape.Text,
        ["features"] = Shape.Texts,
        ["fields"] = Shape.Object,
        ["folders"] = Shape.Objects,
        ["frequency"] = Shape.Text,
        ["icon"] = Shape.Text,
        ["id"] = Shape.Text,
        ["langs"] = Shape.Texts,
        ["language"] = Shape.Text,
        ["license"] = Shape.Text,
        ["locales"] = Shape.Object,
        ["long_description"] = Shape.Text,
        ["manifest_version"] = Shape.Text,
        ["messages"] = Shape.Texts,
        ["name"] = Shape.TextOrObject,
        ["name_prefix"] = Shape.Text,
        ["notifications"] = Shape.Object,
        ["oauth"] = Shape.Object,
        ["on_delete_account"] = Shape.Text,
        ["parameters"] = Shape.Object,
        ["partnership"] = Shape.Object,
        ["permissions"] = Shape.Object,
        ["qualification_labels"] = Shape.Texts,
        ["short_description"] = Shape.Text,
        ["slug"] = Shape.Text,
        ["source"] = Shape.Text,
        ["tags"] = Shape.Texts,
        ["terms"] = Shape.Object,
        ["time_interval"] = Shape.Anything,
        ["type"] = Shape.Text,
        ["uuid"] = Shape.Anything,
        ["vendor_link"] = Shape.TextOrTexts,
        ["version"] = Shape.Text,
    };

    /// <summary>Properties that only apps have; konnectors may carry them, nobody reads them.</summary>
    public static readonly WordList AppsOnly = new("platforms", "screenshots", "services", "routes", "intents");

    /// <summary>Without these the registry or the stack refuses a konnector.</summary>
    public static readonly WordList Required = new("version", "name", "type", "slug", "source", "editor", "manifest_version");

    /// <summary>Older properties and what took their place.</summary>
    public static readonly IReadOnlyDictionary<string, string> Legacy = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["accounts"] = "",
        ["additionnalSuccessMessage"] = "messages",
        ["category"] = "categories",
        ["client_side"] = "clientSide",
        ["color"] = "",
        ["dataType"] = "data_types",
        ["dataTypes"] = "data_types",
        ["data_type"] = "data_types",
        ["description"] = "locales.<language>.short_description",
        ["hasDescriptions"] = "messages",
        ["licence"] = "license",
        ["loginDelay"] = "",
        ["oauth_scope"] = "oauth.scope",
        ["partner"] = "",
        ["testing"] = "",
        ["timeInterval"] = "time_interval",
        ["vendorLink"] = "vendor_link",
    };
}
