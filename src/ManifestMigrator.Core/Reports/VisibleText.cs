using System.Globalization;
using System.Text;

namespace ManifestMigrator.Reports;

/// <summary>Other people's text for a terminal: it cannot move the cursor, change colours, end its line, or hide or reorder anything.</summary>
public static class VisibleText
{
    /// <summary>
    /// The text with every character that is not seen, or that changes how its neighbours are seen, written as an escape, e.g.
    /// <c>\u001b</c>: control and format characters (bidirectional, zero-width, tags), line separators, fillers, variation selectors,
    /// and halves of surrogate pairs. In JSON text the escapes mean what they stand for.
    /// </summary>
    public static string Escape(string text)
    {
        var visible = new StringBuilder(text.Length);
        var start = 0;
        while (start < text.Length)
        {
            var isPair = Rune.TryGetRuneAt(text, start, out var rune);
            var length = isPair ? rune.Utf16SequenceLength : 1;
            if (isPair && !IsHidden(rune))
                visible.Append(text, start, length);
            else
                foreach (var unit in text.AsSpan(start, length))
                    visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            start += length;
        }
        return visible.Length == text.Length ? text : visible.ToString();
    }

    /// <summary>
    /// A line without what a build service would take for a command: GitHub Actions a line that begins with <c>::</c>, it and others
    /// <c>##[</c> or <c>##vso[</c> anywhere in one.
    /// </summary>
    public static string Inert(string line)
    {
        var start = line.Length - line.AsSpan().TrimStart().Length;
        var inert = line.AsSpan(start).StartsWith("::", StringComparison.Ordinal) ? $"{line[..start]}\\u003a{line[(start + 1)..]}" : line;
        return inert.Replace("##", "#\\u0023", StringComparison.Ordinal);
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
            or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
