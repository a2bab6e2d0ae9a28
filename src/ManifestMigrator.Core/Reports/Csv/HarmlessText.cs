using System.Globalization;

namespace ManifestMigrator.Reports.Csv;

/// <summary>
/// Text that no spreadsheet runs as a formula. Where one might, an apostrophe is put before it: when the text begins with a tab or a
/// carriage return, or when its first visible character is one of <c>= + - @</c>, also as full-width or small variants.
/// </summary>
/// <remarks>
/// Nothing is lost: text that already has apostrophes before such a beginning gets one more, so whoever reads the file takes one
/// away from every text that has one before such a beginning.
/// </remarks>
public static class HarmlessText
{
    private const string FormulaMarks = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212";

    /// <summary>The text as it is written into a cell.</summary>
    public static string Guarded(string text) => MayBeFormula(text) ? $"'{text}" : text;

    /// <summary>The text that <see cref="Guarded"/> was given.</summary>
    public static string Original(string cell) => cell.StartsWith('\'') && MayBeFormula(cell) ? cell[1..] : cell;

    private static bool MayBeFormula(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        if (rest is ['\t' or '\r', ..])
            return true;

        while (rest is [var first, ..] && IsInvisible(first))
            rest = rest[1..];

        return rest is [var mark, ..] && FormulaMarks.Contains(mark, StringComparison.Ordinal);
    }

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
