using System.Globalization;

namespace ManifestMigrator.Reports;

/// <summary>Text from other people's repositories, for a terminal: it cannot move the cursor, change colours or end its line.</summary>
public static class VisibleText
{
    /// <summary>The text with every control character, and those that reorder what stands around them, written as an escape, e.g. <c>\u001b</c>.</summary>
    public static string Escape(string text) => text.Any(IsHidden) ? string.Concat(text.Select(Visible)) : text;

    private static string Visible(char character) =>
        IsHidden(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString();

    private static bool IsHidden(char character) =>
        char.IsControl(character) || character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
