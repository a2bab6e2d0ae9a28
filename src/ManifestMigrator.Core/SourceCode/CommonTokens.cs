using System.Buffers;
using System.Collections.Frozen;

namespace ManifestMigrator.SourceCode;

/// <summary>The tokens that all languages write alike: names, numbers, marks and regular expressions.</summary>
internal static class CommonTokens
{
    /// <summary>The operators that are one token because their parts would mean something else.</summary>
    private static readonly string[] LongMarks =
        ["===", "!==", "...", "==", "!=", "<=", ">=", "=>", "->", "++", "--", "..", "?.", "::", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "?="];

    private static readonly SearchValues<char> RegexStops = SearchValues.Create("/\\[]\n\r");

    public static bool BeginsName(char character) => char.IsLetter(character) || character is '_' or '$' || char.IsSurrogate(character);

    public static bool IsInName(char character) =>
        char.IsAsciiLetterOrDigit(character) || BeginsName(character) || char.IsDigit(character) || character is '\u200C' or '\u200D';

    /// <summary>Reads a token that all languages write alike.</summary>
    public static void Read(TokenReader reader)
    {
        switch (reader.Current)
        {
            case '}' when reader.EndInterpolation() is { } form:
                QuotedText.ReadOn(reader, form);
                break;
            case >= '0' and <= '9':
                ReadNumber(reader);
                break;
            case var character when BeginsName(character):
                ReadName(reader);
                break;
            case var character when TokenReader.IsBlank(character):
                reader.SkipBlank();
                break;
            default:
                ReadMark(reader);
                break;
        }
    }

    public static void ReadName(TokenReader reader)
    {
        var from = reader.Position++;
        SkipName(reader);
        reader.Add(TokenKind.Name, from);
    }

    /// <summary>Reads a number with its prefix, separators and suffix; the dots of a range are no part of it.</summary>
    private static void ReadNumber(TokenReader reader)
    {
        var from = reader.Position++;
        while (!reader.AtEnd && (IsInName(reader.Current) || (reader.Current == '.' && char.IsDigit(reader.Next()))))
            reader.Position++;
        reader.Add(TokenKind.Number, from);
    }

    /// <summary>Reads a bracket, an operator or a separator.</summary>
    private static void ReadMark(TokenReader reader)
    {
        var from = reader.Position;
        reader.Position += MarkLength(reader);
        reader.Add(TokenKind.Mark, from);
    }

    /// <summary>Reads a regular expression, which ends on its line.</summary>
    /// <returns>Whether there is one; otherwise nothing is read.</returns>
    public static bool TryReadRegex(TokenReader reader)
    {
        if (reader.Position < reader.NoRegexUntil)
            return false;

        var from = reader.Position;
        var end = RegexEnd(reader);
        if (end >= reader.End || reader.Text[end] != '/')
        {
            reader.NoRegexUntil = end;
            return false;
        }

        reader.Position = end + 1;
        SkipName(reader);
        reader.Add(TokenKind.Regex, from);
        return true;
    }

    private static void SkipName(TokenReader reader)
    {
        var rest = reader.Rest;
        var length = 0;
        while (length < rest.Length && IsInName(rest[length]))
            length++;
        reader.Position += length;
    }

    private static int MarkLength(TokenReader reader)
    {
        if (reader.Next() is not ('=' or '>' or '+' or '-' or '.' or ':'))
            return 1;

        foreach (var mark in LongMarks)
        {
            if (reader.StartsWith(mark))
                return mark.Length;
        }
        return 1;
    }

    /// <summary>Offset of the closing slash or of the end of the line; a slash in a class closes nothing.</summary>
    private static int RegexEnd(TokenReader reader)
    {
        var isInClass = false;
        var i = reader.Position + 1;
        while (i < reader.End)
        {
            var next = reader.Text.AsSpan(i, reader.End - i).IndexOfAny(RegexStops);
            if (next < 0)
                return reader.End;

            i += next;
            switch (reader.Text[i])
            {
                case '\\' when i + 1 < reader.End && reader.Text[i + 1] is not ('\n' or '\r'):
                    i++;
                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '/' when !isInClass:
                case '\n' or '\r':
                    return i;
            }
            i++;
        }
        return reader.End;
    }
}

/// <summary>The keywords that matter for what follows them.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Expression = FrozenSet.ToFrozenSet(
        [
            "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "yield", "await", "default", "extends",
            "and", "or", "not", "is", "isnt", "if", "unless", "then", "when", "while", "until", "by",
        ],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether an expression follows a keyword of one of the languages.</summary>
    public static bool BeginsExpression(ReadOnlySpan<char> word) => Expression.Contains(word);
}
