using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>Every sentence about a catalogue that supplies nothing, or not all it knows.</summary>
internal static class CatalogueFindings
{
    public static Finding SeveralEntries(IEnumerable<string> slugs) => new(
        Severity.Warning, "catalogue-several-entries", "", $"Several entries of the catalogue are about this repository, so none supplies anything: {string.Join(", ", slugs)}.", "Fill in what is missing by hand.");

    public static Finding SeveralRepositories(string slug, IEnumerable<string> repositories) => new(
        Severity.Warning,
        "catalogue-several-repositories",
        "",
        $"The entry '{slug}' of the catalogue names no address, and several repositories are called so; it supplies nothing: {string.Join(", ", repositories)}.",
        "Plan the one that is meant without the others.");

    public static Finding SeveralManifests(string slug) => new(
        Severity.Warning, "catalogue-several-manifests", "", $"The repository has several manifests, so the entry '{slug}' of the catalogue supplies nothing.", "Fill in what is missing by hand.");

    public static Finding WrongValue(string slug, Finding cause) => new(
        Severity.Info, "catalogue-value", "", $"The entry '{slug}' of the catalogue has a value at {cause.Pointer} that is not supplied: {cause.Message}", cause.Hint);
}
