using ManifestMigrator.Catalogue;
using ManifestMigrator.Read;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Plan;

/// <summary>All sources of a run. Those that name no address, or a built version, stand for the repository of the list that they mean.</summary>
internal static class ListedSources
{
    /// <param name="list">The sources that were given one by one or in lists.</param>
    /// <param name="catalogue">Its entries are sources too, behind the others and in their order.</param>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> list, KonnectorCatalogue? catalogue)
    {
        var listed = Repositories(list, (text, repository) => (Text: text, Repository: repository))
            .GroupBy(source => source.Repository, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Text, StringComparer.Ordinal);

        return
        [
            .. list.Select(text => Meant(text, RegistryName.SlugOf(text.Trim()), listed)),
            .. (catalogue?.Entries ?? []).Select(entry =>
                entry.Repository is { } repository && listed.TryGetValue(repository, out var text) ? text : Meant(entry.Source, entry.RegistrySlug, listed)),
        ];
    }

    /// <summary>Identities of the repositories among some sources.</summary>
    public static IReadOnlyCollection<string> Repositories(IReadOnlyList<string> sources) => Repositories(sources, (_, repository) => repository).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<TResult> Repositories<TResult>(IReadOnlyList<string> sources, Func<string, string, TResult> result) =>
        sources.Select(text => (Text: text, BatchSource.Parse(text).Address))
            .Where(source => source.Address is { Kind: AddressKind.Git or AddressKind.Folder })
            .Select(source => result(source.Text, source.Address!.Identity));

    private static string Meant(string source, string? slug, Dictionary<string, string> listed) =>
        slug is not null && RegistryName.Repositories(slug, listed.Keys) is [var only] ? listed[only] : source;
}
