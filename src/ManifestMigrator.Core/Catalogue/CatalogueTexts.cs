using ManifestMigrator.Json;

namespace ManifestMigrator.Catalogue;

/// <summary>The texts of the old application in one language; what an entry of the catalogue refers to stands in them.</summary>
public sealed class CatalogueTexts
{
    private readonly ObjectNode _root;

    private CatalogueTexts(string language, ObjectNode root)
    {
        Language = language;
        _root = root;
    }

    /// <summary>Name of the language among the <c>locales</c> of a manifest, e.g. <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>Reads a file of texts.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="CatalogueException">It is not strict JSON, or no object.</exception>
    public static CatalogueTexts Parse(string language, ReadOnlySpan<byte> bytes, string file)
    {
        var document = CatalogueFile.Read(bytes, file);
        return document.Root is ObjectNode root
            ? new CatalogueTexts(language, root)
            : throw new CatalogueException(file, document.PositionOf(document.Root!.Span.Start), "A file of texts must be an object.");
    }

    /// <summary>
    /// The text of a path of names; <see langword="null"/> when there is none, or an empty one. Of a name that appears twice, the last
    /// counts.
    /// </summary>
    internal string? Text(params IEnumerable<string> path)
    {
        SyntaxNode? node = _root;
        foreach (var name in path)
            node = (node as ObjectNode)?.Members.LastOrDefault(member => member.KeyIs(name))?.Value;
        return node?.AsString() is { Length: > 0 } text ? text : null;
    }
}
