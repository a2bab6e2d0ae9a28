using System.Buffers.Text;
using System.Text;

namespace ManifestMigrator.Catalogue;

/// <summary>What the <c>source</c> of an entry says about the repository. It names a built version, so its branch holds no sources.</summary>
internal static class CatalogueSource
{
    /// <param name="source">As it is written; <see langword="null"/> when the entry has none.</param>
    /// <param name="slug">The entry's own name, which then stands for its name in the registry.</param>
    public static string RegistrySource(string? source, string slug)
    {
        if (string.IsNullOrWhiteSpace(source))
            return RegistryName.Scheme + slug;

        var text = Decoded(source.Trim());
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash > 0 ? text[..hash] : text;
    }

    /// <summary>An address may be written in Base64.</summary>
    private static string Decoded(string source)
    {
        if (source.Contains(':', StringComparison.Ordinal) || !Base64.IsValid(source))
            return source;
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(source));
        return text.Contains("://", StringComparison.Ordinal) && !text.Any(char.IsControl) ? text : source;
    }
}
