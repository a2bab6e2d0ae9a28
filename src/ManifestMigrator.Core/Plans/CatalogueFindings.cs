using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>Every sentence about a catalogue that supplies nothing, or not all it knows.</summary>
internal static class CatalogueFindings
{
    public static Finding SeveralEntries(IEnumerable<string> slugs) => new(
        Severity.Warning, "catalogue-several-entries", "", $"Several catalogue entries match this repository, so none is used: {string.Join(", ", slugs)}.", "Fill in what is missing by hand.");

    public static Finding SeveralRepositories(string slug, IEnumerable<string> repositories) => new(
        Severity.Warning,
        "catalogue-several-repositories",
        "",
        $"The entry '{slug}' of the catalogue has no address and several repositories have this name, so it is not used: {string.Join(", ", repositories)}.",
        "Plan the right one without the others.");

    public static Finding SeveralManifests(string slug) => new(
        Severity.Warning, "catalogue-several-manifests", "", $"The repository has several manifests, so the entry '{slug}' of the catalogue is not used.", "Fill in what is missing by hand.");

    public static Finding WrongValue(string slug, Finding cause) => new(
        Severity.Info, "catalogue-value", "", $"The entry '{slug}' of the catalogue has a value at {cause.Pointer} that is not used: {cause.Message}", cause.Hint);
}
