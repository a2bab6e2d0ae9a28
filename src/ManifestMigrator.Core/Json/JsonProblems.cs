using System.Globalization;
using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>Every sentence about text that is not strict JSON.</summary>
internal static class JsonProblems
{
    private const int LongestName = 40;

    public static TextProblem Empty() => new(
        "json-empty", 0, "The file is empty.", "Restore the file from the history.");

    public static TextProblem TooDeep(int offset, int maximum) => new(
        "json-depth", offset,
        string.Create(CultureInfo.InvariantCulture, $"Objects and arrays are nested deeper than {maximum} levels."),
        "A manifest of this depth is a mistake: check what was committed.");

    public static TextProblem ByteOrderMark(int offset) => new(
        "json-character", offset, "Byte order mark inside the text.", "Remove it.");

    public static TextProblem MissingComma(int offset, SyntaxNode before) => new(
        "json-missing-comma", offset, $"Missing comma after {Name(before)}.", "Insert a comma here.");

    public static TextProblem TrailingComma(int offset) => new(
        "json-trailing-comma", offset, "Trailing comma before a closing bracket.", "Remove the comma.");

    public static TextProblem ExtraComma(int offset) => new(
        "json-extra-comma", offset, "Comma where a value is expected.", "Remove the comma, or insert a value before it.");

    public static TextProblem MissingColon(int offset) => new(
        "json-missing-colon", offset, "Missing colon after the key.", "Insert a colon between the key and its value.");

    public static TextProblem MissingValue(int offset) => new(
        "json-missing-value", offset, "Missing value.", "Insert a value here.");

    public static TextProblem LostClosingQuote(int offset) => new(
        "json-lost-quote", offset, "Missing closing quote: the string does not end on its line.", "Close the string with a quote.");

    public static TextProblem LostKeyQuote(int offset) => new(
        "json-lost-quote", offset, "The key lacks one of its quotes.", "Put the key between two quotes.");

    public static TextProblem LostOpeningQuote(int offset) => new(
        "json-lost-quote", offset, "Missing opening quote before this string.", "Open the string with a quote.");

    public static TextProblem ClosingApostrophe(int offset) => new(
        "json-closing-apostrophe", offset, "The string seems to end with an apostrophe.", "Close the string with a quote.");

    public static TextProblem RawLineBreak(int offset) => new(
        "json-raw-line-break", offset, "Line break inside a string.", "Write \\n or a space instead of the line break.");

    public static TextProblem UnescapedQuote(int offset) => new(
        "json-unescaped-quote", offset, "Text after the closing quote: a quote inside a string is not escaped.",
        "Write \\\" for a quote inside a string.");

    public static TextProblem ControlCharacter(int offset) => new(
        "json-control-character", offset, "Control character inside a string.", "Write it as an escape, such as \\t.");

    public static TextProblem BadEscape(int offset) => new(
        "json-bad-escape", offset, "Invalid escape after a backslash.", "Write \\\\ for a backslash.");

    public static TextProblem UnendedString(int offset) => new(
        "json-lost-quote", offset, "The file ends inside this string.", "Close the string with a quote.");

    public static TextProblem Comment(int offset) => new(
        "json-comment", offset, "Comments are not allowed in JSON.", "Remove the comment.");

    public static TextProblem MergeConflict(int offset) => new(
        "json-merge-conflict", offset, "Merge conflict marker.", "Resolve the conflict.");

    public static TextProblem SingleQuotes(int offset) => new(
        "json-single-quotes", offset, "Single quotes are not allowed in JSON.", "Use double quotes.");

    public static TextProblem UnquotedKey(int offset) => new(
        "json-unquoted-key", offset, "The key has no quotes.", "Put the key between two quotes.");

    public static TextProblem BadNumber(int offset) => new(
        "json-number", offset, "Invalid number.", "No leading zero or plus sign; digits on both sides of the point.");

    public static TextProblem BadLiteral(int offset) => new(
        "json-literal", offset, "This word is not a JSON value.", "Use true, false or null, or put the text between quotes.");

    public static TextProblem UnexpectedCharacter(int offset, char character) => new(
        "json-character", offset,
        string.Create(CultureInfo.InvariantCulture, $"Unexpected character {Name(character)}."),
        "Check this line and the one before it.");

    public static TextProblem WrongBracket(int offset, char expected, int openingLine) => new(
        "json-wrong-bracket", offset,
        string.Create(CultureInfo.InvariantCulture, $"Expected {expected} to close the bracket opened in line {openingLine}."),
        "Look for a missing or an extra bracket.");

    public static TextProblem MissingBracket(int offset, char expected, int openingLine) => new(
        "json-missing-bracket", offset,
        string.Create(CultureInfo.InvariantCulture, $"Missing {expected}: the file ends, and the bracket opened in line {openingLine} is not closed."),
        "Close it where it belongs.");

    public static TextProblem MissingBracketBefore(int offset, char expected, int openingLine) => new(
        "json-missing-bracket", offset,
        string.Create(CultureInfo.InvariantCulture, $"Missing {expected}: by the indentation, the bracket opened in line {openingLine} should be closed before this line."),
        "Close it before this line; a bracket at the end of the file would change the meaning.");

    public static TextProblem ExtraText(int offset) => new(
        "json-extra-text", offset, "Text after the end of the JSON value.", "Remove it, or look for an extra bracket.");

    /// <summary>A member by its key; an item by its text, where that is short enough to be recognised.</summary>
    private static string Name(SyntaxNode value)
    {
        if (value.Member is { } member)
            return $"the value of {Shortened(member.KeySpan.In(value.Source))}";
        return value is ScalarNode ? $"the item {Shortened(value.Text)}" : "this item";
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestName)
            return text;
        var length = char.IsHighSurrogate(text[LongestName - 1]) ? LongestName - 1 : LongestName;
        return $"{text.AsSpan(0, length).TrimEnd()}…";
    }

    private static string Name(char character) => char.IsControl(character) || char.IsSurrogate(character) || character >= 0x7F
        ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"'{character}'");
}
