using ManifestMigrator.Json;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Catalogue;

/// <summary>One konnector of the catalogue.</summary>
public sealed class CatalogueEntry
{
    internal CatalogueEntry(string slug, string source, ObjectNode json)
    {
        Slug = slug;
        Source = source;
        Json = json;
        Repository = RepositoryIdentity.Parse(source);
        RegistrySlug = RegistryName.SlugOf(source);
    }

    /// <summary>Its name in the catalogue, under which its texts stand too.</summary>
    public string Slug { get; }

    /// <summary>Where the konnector comes from, as a source that can be planned: an address without a branch, or <c>registry://slug/channel</c>.</summary>
    public string Source { get; }

    /// <summary>Identity <c>host/owner/name</c> of its repository; <see langword="null"/> when the source names none.</summary>
    public string? Repository { get; }

    /// <summary>Its name in the registry; <see langword="null"/> when the source is no entry of a registry.</summary>
    public string? RegistrySlug { get; }

    internal ObjectNode Json { get; }

    /// <summary>The entry as a manifest of the old form, without what no manifest may take from it.</summary>
    /// <param name="texts">Its texts, a language each.</param>
    public string AsManifest(IEnumerable<CatalogueTexts> texts) => EntryText.Write(this, texts);
}
