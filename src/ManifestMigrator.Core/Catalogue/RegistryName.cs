namespace ManifestMigrator.Catalogue;

/// <summary>Sources <c>registry://slug/channel</c>: they name no repository, but repositories are called after their konnector.</summary>
public static class RegistryName
{
    internal const string Scheme = "registry://";

    private const string Prefix = "cozy-konnector-";

    /// <summary>The slug of such a source; <see langword="null"/> for any other.</summary>
    public static string? SlugOf(string source) =>
        source.StartsWith(Scheme, StringComparison.Ordinal)
            && source[Scheme.Length..].Split('/')[0] is { Length: > 0 } slug
                ? slug.ToLowerInvariant()
                : null;

    /// <summary>The repositories that are called after a slug. Where one has its very name, those that differ in dashes alone do not count.</summary>
    /// <param name="slug">Name in the registry.</param>
    /// <param name="repositories">Identities.</param>
    public static IReadOnlyList<string> Repositories(string slug, IEnumerable<string> repositories)
    {
        var fits = repositories
            .Distinct(StringComparer.Ordinal)
            .Select(repository => (Name: repository, Fit: Fit(slug, repository)))
            .Where(found => found.Fit > 0)
            .ToList();
        return [.. fits.Where(found => found.Fit == fits.Max(other => other.Fit)).Select(found => found.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>2 when the repository's name is the slug, with or without the usual prefix; 1 when it is so without dashes; else 0.</summary>
    internal static int Fit(string slug, string repository)
    {
        var name = repository[(repository.LastIndexOf('/') + 1)..];
        if (name == slug || name == Prefix + slug)
            return 2;
        var plain = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return Letters(plain) == Letters(slug) ? 1 : 0;
    }

    private static string Letters(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
}
