namespace ManifestMigrator.Manifest;

/// <summary>What older forms of the manifest called things.</summary>
internal static class OldProperties
{
    /// <summary>Every one, the manifest's own members first.</summary>
    public static readonly IReadOnlyList<OldProperty> All =
    [
        new("", "accounts", "", ManifestForm.Catalogue),
        new("", "additionalSuccessMessage", "messages", ManifestForm.Catalogue),
        new("", "additionnalSuccessMessage", "messages", ManifestForm.Catalogue),
        new("", "category", "categories") { Misread = "cozy-client takes a string, and lists the konnector among the others when it is an array.", Honours = Shape.Text },
        new("", "client_side", "clientSide") { IsRenamed = true, Misread = "cozy-stack does not see it." },
        new("", "color", "", ManifestForm.Catalogue),
        new("", "dataType", "data_types", ManifestForm.Camel) { IsRenamed = true, Misread = "cozy-harvest-lib sees no data types." },
        new("", "dataTypes", "data_types", ManifestForm.Camel) { IsRenamed = true, Misread = "cozy-harvest-lib sees no data types." },
        new("", "data_type", "data_types") { IsRenamed = true, Misread = "cozy-harvest-lib sees no data types." },
        new("", "description", "locales.<language>.short_description"),
        new("", "hasDescriptions", "messages", ManifestForm.Catalogue),
        new("", "licence", "license") { IsRenamed = true },
        new("", "loginDelay", "", ManifestForm.Catalogue),
        new("", "oauthScope", "oauth.scope") { Misread = "cozy-harvest-lib starts OAuth without a scope." },
        new("", "oauth_scope", "oauth.scope", ManifestForm.Catalogue) { Misread = "cozy-harvest-lib starts OAuth without a scope." },
        new("", "partner", "", ManifestForm.Catalogue),
        new("", "testing", "", ManifestForm.Catalogue),
        new("", "timeInterval", "time_interval", ManifestForm.Camel) { IsRenamed = true, Misread = "cozy-harvest-lib runs the konnector between 0 and 5." },
        new("", "vendorLink", "vendor_link", ManifestForm.Camel) { IsRenamed = true, Misread = "cozy-harvest-lib sees no link." },

        new("/fields", "advancedFields", "fields with \"advanced\": true, and folders") { Misread = "cozy-stack finds no folder in it, and cozy-harvest-lib drops its other members." },
        new("/fields", "advanced_fields", "fields with \"advanced\": true, and folders") { Misread = "cozy-harvest-lib drops it." },
        new("/fields", "folderPath", "folders") { Misread = "cozy-harvest-lib asks for it like for any other field." },
        new("/fields", "save_folder", "folders", ManifestForm.Year2017) { Misread = "cozy-harvest-lib asks for it like for any other field." },

        new("/fields/*", "accountFormat", "fields, one for each name", ManifestForm.Year2017) { Misread = "cozy-harvest-lib shows one field instead of those it names." },
        new("/fields/*", "hasDescription", "description"),
        new("/fields/*", "isRequired", "required") { IsRenamed = true, Misread = "cozy-client and cozy-harvest-lib take everything but true and false for true.", Honours = Shape.Boolean },

        new("/locales/*", "description", "short_description") { IsRenamed = true, Misread = "cozy-store shows no description." },
    ];

    private static readonly ILookup<string, OldProperty> ByPlace = All.ToLookup(property => property.Place, StringComparer.Ordinal);

    /// <summary>Those that stood in an object.</summary>
    /// <param name="place">A pointer pattern such as <c>/fields/*</c>; empty for the manifest itself.</param>
    public static IEnumerable<OldProperty> At(string place) => ByPlace[place];

    /// <summary>The old property of a key in an object, or <see langword="null"/>.</summary>
    public static OldProperty? Find(string place, string key) => ByPlace[place].FirstOrDefault(property => property.Key == key);
}

/// <summary>A property of an older form.</summary>
/// <param name="Place">Pattern of the objects it stood in, e.g. <c>/fields/*</c>; empty for the manifest itself.</param>
/// <param name="Key">What it was called.</param>
/// <param name="Successor">What took its place, in words that begin with the property's name; empty for nothing.</param>
/// <param name="Sign">The form that it is a sign of; <see langword="null"/> where it stands in manifests of several forms.</param>
internal sealed record OldProperty(string Place, string Key, string Successor, ManifestForm? Sign = null)
{
    /// <summary>What a reader, who is named, makes of it, as a sentence; empty where no reader loses anything.</summary>
    public string Misread { get; init; } = "";

    /// <summary>The values that readers take all the same; <see langword="null"/> for none.</summary>
    public Shape? Honours { get; init; }

    /// <summary>Whether its value means the same under the name that took its place.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>Whether it said what a member of the manifest says now.</summary>
    public bool StandsFor(string key) => Successor == key || Successor.StartsWith(key + ".", StringComparison.Ordinal);
}
