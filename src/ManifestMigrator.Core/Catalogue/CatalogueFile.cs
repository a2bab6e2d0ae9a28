using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Catalogue;

/// <summary>Reads a file of the catalogue as strict JSON.</summary>
internal static class CatalogueFile
{
    /// <exception cref="CatalogueException">It is not strict JSON.</exception>
    public static SyntaxTree Read(ReadOnlySpan<byte> bytes, string file)
    {
        var source = SourceText.Decode(bytes, out var undecodable);
        var document = SyntaxTree.Parse(source.Text);
        if ((undecodable ?? (document.Problems is [var first, ..] ? first : null)) is { } problem)
            throw new CatalogueException(file, document.PositionOf(problem.Offset), $"{problem.Message} {problem.Hint}".TrimEnd());
        return document;
    }
}
