using System.Globalization;

namespace ManifestMigrator.Reports;

/// <summary>A <c>run.json</c> cannot be read. The message is <c>file:line:column: what is wrong</c>.</summary>
public sealed class RunJsonException : FormatException
{
    internal RunJsonException(string file, int line, int column, Exception cause)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{Math.Max(line, 1)}:{Math.Max(column, 1)}: {Problem(cause.Message)}"), cause)
    {
    }

    /// <summary>The JSON library says the place once more, in its own way, at the end.</summary>
    private static string Problem(string message)
    {
        var place = message.IndexOf(" Path '", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
