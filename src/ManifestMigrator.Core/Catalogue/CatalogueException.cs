using System.Globalization;
using ManifestMigrator.Text;

namespace ManifestMigrator.Catalogue;

/// <summary>A catalogue, or a file of its texts, that cannot be used. The message says file, line, column and cause.</summary>
public sealed class CatalogueException : Exception
{
    internal CatalogueException(string file, LinePosition position, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{position.Line}:{position.Column}: {message}"))
    {
    }
}
