using System.Globalization;
using System.Text;

namespace ManifestMigrator.Reports;

/// <summary>Other people's words in Markdown: they mention nobody, refer to nothing, and hide nothing.</summary>
public static class HarmlessMarkdown
{
    private const int LongestValue = 200;

    /// <summary>A value as code on one line. The signs that mean something even there, or in the mail that a forge sends, are shown by
    /// their wide forms.</summary>
    public static string Code(string value)
    {
        var text = Wide(Shown(value));
        return text.Length == 0 ? "` `" : $"`{text}`";
    }

    /// <summary>A value as code on one line, such that its copy is the value itself; for pages that nobody mails.</summary>
    public static string Copied(string value)
    {
        var text = Shown(value);
        return text.Length == 0 || text.IndexOfAny(['`', '|']) >= 0 ? Code(value) : $"`{text}`";
    }

    /// <summary>A sentence as <see cref="Text"/>, with addresses and names in it as <see cref="Copied"/>.</summary>
    public static string CopiedText(string value, int longest = 400) => string.Join(' ', Shown(value, longest).Split(' ').Select(word =>
        word.IndexOfAny(['`', '|']) < 0 && (word.IndexOfAny(['@', '#']) >= 0 || Enumerable.Range(0, word.Length).Any(index => word[index] is '.' or ':' && IsMarkup(word, index)))
            ? $"`{word}`"
            : Text(word)));

    /// <summary>A sentence of a mappings file: its own code spans stay.</summary>
    public static string Prose(string value)
    {
        var text = Shown(value, longest: 1000);
        var ticks = text.Count(character => character == '`');
        text = ticks % 2 == 1 || text.Contains("``", StringComparison.Ordinal) ? Wide(text) : Wide(text, keepsTicks: true);
        return text.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)
            .Replace("://", ":\\/\\/", StringComparison.Ordinal);
    }

    /// <summary>A sentence on one line: nothing in it is markup, a formula, a link or a mention. It must not begin a line.</summary>
    /// <param name="value">The sentence.</param>
    /// <param name="longest">Characters beyond are cut.</param>
    public static string Text(string value, int longest = 400)
    {
        var text = Shown(value, longest).Replace('@', '＠').Replace('#', '＃');
        var escaped = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (IsMarkup(text, index))
                escaped.Append('\\');
            escaped.Append(text[index]);
        }
        return escaped.ToString();
    }

    /// <summary>Whether a sign would mean something; an underscore inside a word and a colon before a blank do not.</summary>
    private static bool IsMarkup(string text, int index) => text[index] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '$' => true,
        '.' => index >= 3 && text.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
        '_' => !(index > 0 && index + 1 < text.Length && char.IsLetterOrDigit(text[index - 1]) && char.IsLetterOrDigit(text[index + 1])),
        ':' => index + 1 < text.Length && text[index + 1] != ' ',
        _ => false,
    };

    private static string Shown(string value, int longest = LongestValue)
    {
        var line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = line.Length <= longest ? line : line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)] + "…";
        return string.Concat(cut.EnumerateRunes().Select(Visible));
    }

    /// <summary>What cannot be seen is written as a number.</summary>
    private static string Visible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
        _ when rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF) or 0xFFFD =>
            string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
        _ => rune.ToString(),
    };

    private static string Wide(string text, bool keepsTicks = false) => string.Concat(text.Select(character => character switch
    {
        '@' => '＠',
        '#' => '＃',
        '<' => '＜',
        '>' => '＞',
        '`' when !keepsTicks => '｀',
        _ => character,
    }));
}
