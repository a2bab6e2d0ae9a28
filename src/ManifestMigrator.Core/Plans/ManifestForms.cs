using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Plans;

/// <summary>Detects the generation of a manifest. One file can mix several; the oldest sign counts.</summary>
internal static class ManifestForms
{
    /// <summary>The type of the first konnectors.</summary>
    private const string TypeOf2017 = "node";

    /// <summary>The form by what is in the file alone; a file that shows no older form is called version 2.</summary>
    public static ManifestForm Detect(ObjectNode manifest) =>
        Signs(manifest).Aggregate(ManifestForm.Version2, (oldest, sign) => sign > oldest ? sign : oldest);

    /// <summary>The form of a manifest whose changes are known: one that needs more than additions has leftovers.</summary>
    public static ManifestForm Detect(ObjectNode manifest, IReadOnlyList<Change> changes) =>
        Detect(manifest) is var form && form == ManifestForm.Version2 && changes.Any(change => change.Kind is not (ChangeKind.Insert or ChangeKind.Repair))
            ? ManifestForm.Leftovers
            : form;

    private static IEnumerable<ManifestForm> Signs(ObjectNode manifest)
    {
        if (manifest["type"]?.AsString() == TypeOf2017)
            yield return ManifestForm.Year2017;
        if (manifest["description"] is ObjectNode)
            yield return ManifestForm.Catalogue;
        foreach (var old in OldProperties.All)
        {
            if (old.Sign is { } sign && new PointerPattern(old.Place).Select(manifest).OfType<ObjectNode>().Any(parent => parent.Find(old.Key) is not null))
                yield return sign;
        }
    }
}
