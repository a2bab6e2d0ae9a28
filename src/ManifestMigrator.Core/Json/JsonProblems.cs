using System.Globalization;

namespace ManifestMigrator.Json;

/// <summary>Every sentence about text that is not strict JSON.</summary>
internal static class JsonProblems
{
    private const int LongestName = 40;

    public static JsonProblem TooLarge(int length, int maximum) => new(
        "json-size", 0,
        string.Create(CultureInfo.InvariantCulture, $"The file has {length} bytes; more than {maximum} are not read."),
        "A manifest of this size is a mistake: look at what was committed.");

    public static JsonProblem NotUtf8(int offset) => new(
        "json-encoding", offset, "The bytes here are not UTF-8.", "Save the file as UTF-8.");

    public static JsonProblem Utf16(int offset) => new(
        "json-encoding", offset, "The file is UTF-16, not UTF-8.", "Save the file as UTF-8.");

    public static JsonProblem Empty() => new(
        "json-empty", 0, "The file is empty.", "Restore the manifest from the history.");

    public static JsonProblem TooDeep(int offset, int maximum) => new(
        "json-depth", offset,
        string.Create(CultureInfo.InvariantCulture, $"Objects and arrays are nested deeper than {maximum} levels."),
        "A manifest of this depth is a mistake: look at what was committed.");

    public static JsonProblem ByteOrderMark(int offset) => new(
        "json-character", offset, "A byte order mark stands inside the text.", "Remove it.");

    public static JsonProblem MissingComma(int offset, SyntaxNode behind) => new(
        "json-missing-comma", offset, $"A comma is missing behind {Name(behind)}.", "Put a comma here.");

    public static JsonProblem TrailingComma(int offset) => new(
        "json-trailing-comma", offset, "A comma stands before a closing bracket.", "Remove the comma.");

    public static JsonProblem ExtraComma(int offset) => new(
        "json-extra-comma", offset, "A comma stands where a value is expected.", "Remove the comma, or put the value before it.");

    public static JsonProblem MissingColon(int offset) => new(
        "json-missing-colon", offset, "A colon is missing after the key.", "Put a colon between the key and its value.");

    public static JsonProblem MissingValue(int offset) => new(
        "json-missing-value", offset, "A value is missing.", "Put a value here.");

    public static JsonProblem LostClosingQuote(int offset) => new(
        "json-lost-quote", offset, "This string has no closing quote on its line.", "Close the string with a quote.");

    public static JsonProblem LostKeyQuote(int offset) => new(
        "json-lost-quote", offset, "This key has lost one of its quotes.", "Put the key between two quotes.");

    public static JsonProblem LostOpeningQuote(int offset) => new(
        "json-lost-quote", offset, "This string has no opening quote.", "Open the string with a quote.");

    public static JsonProblem ClosingApostrophe(int offset) => new(
        "json-closing-apostrophe", offset, "This string seems to be closed by an apostrophe.", "Close the string with a quote.");

    public static JsonProblem RawLineBreak(int offset) => new(
        "json-raw-line-break", offset, "A line break stands inside a string.", "Write \\n, or a blank, instead of the line break.");

    public static JsonProblem UnescapedQuote(int offset) => new(
        "json-unescaped-quote", offset, "Text follows the closing quote: a quote inside a string is not escaped.",
        "Write \\\" for a quote inside a string.");

    public static JsonProblem ControlCharacter(int offset) => new(
        "json-control-character", offset, "A control character stands inside a string.", "Write it as an escape, e.g. \\t.");

    public static JsonProblem BadEscape(int offset) => new(
        "json-bad-escape", offset, "A backslash begins no JSON escape here.", "Write \\\\ for a backslash.");

    public static JsonProblem UnendedString(int offset) => new(
        "json-lost-quote", offset, "The file ends inside this string.", "Close the string with a quote.");

    public static JsonProblem Comment(int offset) => new(
        "json-comment", offset, "JSON has no comments.", "Remove the comment.");

    public static JsonProblem MergeConflict(int offset) => new(
        "json-merge-conflict", offset, "The markers of an unresolved merge stand here.", "Resolve the merge.");

    public static JsonProblem SingleQuotes(int offset) => new(
        "json-single-quotes", offset, "Single quotes do not make a string in JSON.", "Use double quotes.");

    public static JsonProblem UnquotedKey(int offset) => new(
        "json-unquoted-key", offset, "This key has no quotes.", "Put the key between two quotes.");

    public static JsonProblem BadNumber(int offset) => new(
        "json-number", offset, "This is not a number that JSON knows.", "Write it as JSON does: no leading zero or plus, digits on both sides of the point.");

    public static JsonProblem BadLiteral(int offset) => new(
        "json-literal", offset, "This word is no JSON value.", "Use true, false or null, or put the text between quotes.");

    public static JsonProblem UnexpectedCharacter(int offset, char character) => new(
        "json-character", offset,
        string.Create(CultureInfo.InvariantCulture, $"The character {Name(character)} is not expected here."),
        "Look at this line and the one before it.");

    public static JsonProblem WrongBracket(int offset, char expected, int openingLine) => new(
        "json-wrong-bracket", offset,
        string.Create(CultureInfo.InvariantCulture, $"What was opened in line {openingLine} must be closed by {expected}."),
        "Look for a bracket that is missing or one too many.");

    public static JsonProblem MissingBracket(int offset, char expected, int openingLine) => new(
        "json-missing-bracket", offset,
        string.Create(CultureInfo.InvariantCulture, $"The file ends, but what was opened in line {openingLine} is not closed by {expected}."),
        "Close it where it belongs.");

    public static JsonProblem MissingBracketBefore(int offset, char expected, int openingLine) => new(
        "json-missing-bracket", offset,
        string.Create(CultureInfo.InvariantCulture, $"By the indentation, what was opened in line {openingLine} ends before this line, but it is not closed by {expected}."),
        "Close it before this line; a bracket at the end of the file would change the meaning.");

    public static JsonProblem ExtraText(int offset) => new(
        "json-extra-text", offset, "Text follows the end of the JSON value.", "Remove it, or look for a bracket that is one too many.");

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
