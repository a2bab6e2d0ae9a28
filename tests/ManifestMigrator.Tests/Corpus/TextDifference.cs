using System.Text;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Corpus;

/// <summary>Shows what texts hide: blanks, tabs, ends of lines, byte order marks.</summary>
internal static class TextDifference
{
    /// <summary>Each blank, tab and end of line as a sign of its own; a byte that is no UTF-8 as U+FFFD.</summary>
    public static string Visible(string text) => text
        .Replace("\uFEFF", "<BOM>", StringComparison.Ordinal)
        .Replace(" ", "·", StringComparison.Ordinal)
        .Replace("\t", "→", StringComparison.Ordinal)
        .Replace("\r", "␍", StringComparison.Ordinal)
        .Replace("\n", "␊\n", StringComparison.Ordinal);

    /// <summary>The unified diff from what was expected to what came.</summary>
    public static string Difference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual) =>
        "--- expected\n+++ actual\n" + UnifiedDiff.Between(Visible(Encoding.UTF8.GetString(expected)), Visible(Encoding.UTF8.GetString(actual))).Hunks;
}
