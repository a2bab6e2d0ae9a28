using System.Globalization;
using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Catalogue;

/// <summary>The old list of all konnectors, <c>konnectors.json</c>, from which their forms were made before manifests were used.</summary>
/// <param name="Entries">In the order of the file.</param>
public sealed record KonnectorCatalogue(IReadOnlyList<CatalogueEntry> Entries)
{
    /// <summary>Reads a catalogue: an array of entries, or one entry alone.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="CatalogueException">It is not strict JSON, or something else than entries.</exception>
    public static KonnectorCatalogue Parse(ReadOnlySpan<byte> bytes, string file)
    {
        var document = CatalogueFile.Read(bytes, file);
        if (document.DuplicateMembers().FirstOrDefault() is { } duplicate)
            throw new CatalogueException(file, document.PositionOf(duplicate.KeySpan.Start), $"'{duplicate.Key}' appears twice in one object.");
        IReadOnlyList<SyntaxNode> entries = document.Root is ArrayNode array ? array.Items : [document.Root!];
        return new KonnectorCatalogue([.. entries.Select(entry => Read(entry, document, file))]);
    }

    /// <summary>The entries about a repository: those that name its address, and those whose name in the registry fits best.</summary>
    /// <param name="repository">Identity of the repository.</param>
    public IReadOnlyList<CatalogueEntry> EntriesOf(string repository)
    {
        var fits = Entries.Select(entry => entry.RegistrySlug is { } slug ? RegistryName.Fit(slug, repository) : 0).ToList();
        var best = Math.Max(1, fits.DefaultIfEmpty().Max());
        return [.. Entries.Where((entry, i) => entry.Repository == repository || fits[i] == best)];
    }

    private static CatalogueEntry Read(SyntaxNode node, SyntaxTree document, string file)
    {
        if (node is not ObjectNode entry)
            throw new CatalogueException(file, document.PositionOf(node.Span.Start),
                "A catalogue entry must be an object with 'slug' and 'source'.");
        if (entry["slug"]?.AsString() is not { Length: > 0 } slug)
            throw new CatalogueException(file, document.PositionOf((entry["slug"] ?? entry).Span.Start),
                "The 'slug' of a catalogue entry must be a string.");
        if (entry["source"] is { } source && source.AsString() is null)
            throw new CatalogueException(file, document.PositionOf(source.Span.Start), "The 'source' of a catalogue entry must be a string.");
        return new CatalogueEntry(slug, CatalogueSource.RegistrySource(entry["source"]?.AsString(), slug), entry);
    }
}

/// <summary>Reads a file of the catalogue as strict JSON.</summary>
internal static class CatalogueFile
{
    /// <exception cref="CatalogueException">It is not strict JSON.</exception>
    public static SyntaxTree Read(ReadOnlySpan<byte> bytes, string file)
    {
        var document = SyntaxTree.Parse(bytes, out var problem);
        if (problem is not null)
            throw new CatalogueException(file, document.PositionOf(problem.Offset), $"{problem.Message} {problem.Hint}".TrimEnd());
        return document;
    }
}

/// <summary>A catalogue, or a file of its texts, that cannot be used. The message says file, line, column and cause.</summary>
public sealed class CatalogueException : Exception
{
    internal CatalogueException(string file, LinePosition position, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{position.Line}:{position.Column}: {message}"))
    {
    }
}
