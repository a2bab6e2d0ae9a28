using System.Globalization;

namespace ManifestMigrator.Reports;

/// <summary>Text from other people's repositories, for a terminal: it cannot move the cursor, change colours or end its line.</summary>
public static class VisibleText
{
    /// <summary>The text with every control character written as an escape, e.g. <c>\u001b</c>.</summary>
    public static string Of(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(Visible)) : text;

    private static string Visible(char character) =>
        char.IsControl(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString();
}
