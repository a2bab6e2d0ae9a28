using System.Globalization;
using ManifestMigrator.Text;

namespace ManifestMigrator.Rules;

/// <summary>A mappings file that cannot be used. The message says file, line, column, cause and what is allowed.</summary>
public sealed class MappingsException : Exception
{
    internal MappingsException(string file, LinePosition position, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{position.Line}:{position.Column}: {message}"))
    {
    }
}
