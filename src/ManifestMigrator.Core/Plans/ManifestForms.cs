using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>Tells the generations of manifests apart. One file can mix them; the oldest sign counts.</summary>
internal static class ManifestForms
{
    /// <summary>The form by what stands in the file alone; a file that shows no older form is called version 2.</summary>
    public static ManifestForm Detect(ObjectNode manifest)
    {
        if (Is2017(manifest))
            return ManifestForm.Year2017;
        if (HasSignOf(ManifestForm.Catalogue, manifest) || manifest["description"] is ObjectNode)
            return ManifestForm.Catalogue;
        return HasSignOf(ManifestForm.Camel, manifest) ? ManifestForm.Camel : ManifestForm.Version2;
    }

    /// <summary>The form of a manifest whose changes are known: what had more to be done to it than an addition has leftovers.</summary>
    public static ManifestForm Detect(ObjectNode manifest, IReadOnlyList<Change> changes) =>
        Detect(manifest) is var form && form == ManifestForm.Version2 && changes.Any(change => change.Kind is not (ChangeKind.Insert or ChangeKind.Repair))
            ? ManifestForm.Leftovers
            : form;

    private static bool HasSignOf(ManifestForm form, ObjectNode manifest) =>
        OldProperties.At("").Any(property => property.Sign == form && manifest.Find(property.Key) is not null);

    private static bool Is2017(ObjectNode manifest) =>
        manifest["type"]?.AsString() == "node"
        || (manifest["fields"] is ObjectNode fields && (fields["save_folder"] is not null || (fields["account"] as ObjectNode)?["accountFormat"] is not null));
}
