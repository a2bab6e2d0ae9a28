using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>Tells the generations of manifests apart. One file can mix them; the oldest sign counts.</summary>
internal static class ManifestForms
{
    private static readonly string[] CatalogueKeys =
        ["hasDescriptions", "additionnalSuccessMessage", "oauth_scope", "loginDelay", "partner", "testing", "color", "accounts"];

    private static readonly string[] CamelKeys = ["dataType", "dataTypes", "vendorLink", "timeInterval"];

    /// <summary>The form by what stands in the file alone; a file that shows no older form is called version 2.</summary>
    public static ManifestForm Detect(ObjectNode manifest)
    {
        if (Is2017(manifest))
            return ManifestForm.Year2017;
        if (CatalogueKeys.Any(key => manifest.Find(key) is not null) || manifest["description"] is ObjectNode)
            return ManifestForm.Catalogue;
        return CamelKeys.Any(key => manifest.Find(key) is not null) ? ManifestForm.Camel : ManifestForm.Version2;
    }

    /// <summary>The form of a manifest whose changes are known: what had more to be done to it than an addition has leftovers.</summary>
    public static ManifestForm Detect(ObjectNode manifest, IReadOnlyList<Change> changes) =>
        Detect(manifest) is var form && form == ManifestForm.Version2 && changes.Any(change => change.Kind is not (ChangeKind.Insert or ChangeKind.Repair))
            ? ManifestForm.Leftovers
            : form;

    private static bool Is2017(ObjectNode manifest) =>
        manifest["type"]?.AsString() == "node"
        || (manifest["fields"] is ObjectNode fields && (fields["save_folder"] is not null || (fields["account"] as ObjectNode)?["accountFormat"] is not null));
}
