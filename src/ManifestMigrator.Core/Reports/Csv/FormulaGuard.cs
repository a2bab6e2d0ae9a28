using System.Globalization;
using System.Text.RegularExpressions;

namespace ManifestMigrator.Reports.Csv;

/// <summary>
/// Keeps spreadsheets from running a cell. A text gets an apostrophe before it when it begins with a tab or a carriage return, or
/// when its first visible character is one of <c>= + - @</c>, also as a full-width or small variant.
/// </summary>
/// <remarks>
/// A text that begins with an apostrophe gets another one, so that the first apostrophe of a cell is always ours. The name of an npm
/// package, <c>@scope/name</c>, stays as it is: rows are joined by it, and no spreadsheet has such a formula.
/// </remarks>
public static partial class FormulaGuard
{
    private const string FormulaMarks = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212";

    /// <summary>The text as it is written into a cell.</summary>
    public static string Add(string text) => text.StartsWith('\'') || (MayBeFormula(text) && !PackageName().IsMatch(text)) ? $"'{text}" : text;

    /// <summary>The text that <see cref="Add"/> got.</summary>
    public static string Remove(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    private static bool MayBeFormula(string text)
    {
        if (text is ['\t' or '\r', ..])
            return true;

        var rest = text.AsSpan();
        while (rest is [var first, ..] && IsInvisible(first))
            rest = rest[1..];
        return rest is [var mark, ..] && FormulaMarks.Contains(mark, StringComparison.Ordinal);
    }

    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;

    [GeneratedRegex(@"\A@[a-z0-9~-][a-z0-9._~-]*/[a-z0-9~-][a-z0-9._~-]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PackageName();
}
