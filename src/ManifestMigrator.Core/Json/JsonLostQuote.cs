using System.Text.RegularExpressions;
using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>Finds out which quote of a string is missing, from its line and the next one.</summary>
internal static partial class JsonLostQuote
{
    /// <summary>Why a string reaches the end of its line.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Offset of the opening quote.</param>
    /// <param name="lineEnd">Offset of the line break inside the string.</param>
    /// <param name="isKey">Whether a key is being read.</param>
    /// <returns>The likely cause; and, when a quote is lost, the offset at which the string should have ended.</returns>
    public static (TextProblem Problem, int? End) AtLineEnd(string text, int start, int lineEnd, bool isKey)
    {
        var content = text.AsSpan((start + 1)..lineEnd);
        if (isKey)
        {
            foreach (var key in KeyBeforeColon().EnumerateMatches(content))
                return (AtKeyEnd(text, start, 1 + key.Length), start + 1 + key.Length);
        }

        var trimmed = content.TrimEnd(" \t").TrimEnd(',');
        if (trimmed.EndsWith("'"))
            return (JsonProblems.ClosingApostrophe(start), start + 1 + trimmed.Length);
        if (!isKey && NextLine().IsMatch(text.AsSpan(lineEnd)))
            return (AtValueEnd(text, start, start + 1 + trimmed.Length, lineEnd), start + 1 + trimmed.Length);
        return (JsonProblems.RawLineBreak(lineEnd), null);
    }

    /// <summary>A key without its closing quote goes on to the opening quote of its value: <c>"type: "text"</c>.</summary>
    /// <returns>The length of the key with its one quote, or <see langword="null"/> when this is another mistake.</returns>
    public static int? KeyLength(ReadOnlySpan<char> token)
    {
        foreach (var key in KeyBeforeColon().EnumerateMatches(token[1..]))
        {
            if (token[(1 + key.Length)..^1].Trim(" \t") is ":")
                return 1 + key.Length;
        }
        return null;
    }

    /// <summary>The problem of a key without its closing quote.</summary>
    /// <remarks>Repaired only where the key begins its line, and a colon and the start of a value follow an identifier directly.</remarks>
    public static TextProblem AtKeyEnd(string text, int start, int length)
    {
        var problem = JsonProblems.LostKeyQuote(start);
        var isSure = IsBlank(LineBefore(text, start)) && ColonAndValue().IsMatch(text.AsSpan(start + length));
        return isSure ? problem with { Repair = TextEdit.Insert(start + length, "\"") } : problem;
    }

    /// <summary>The problem of a key without its opening quote.</summary>
    /// <remarks>Repaired only where the key begins its line and its colon follows.</remarks>
    public static TextProblem AtKeyStart(string text, int start, int end)
    {
        var problem = JsonProblems.LostKeyQuote(start);
        var isSure = IsBlank(LineBefore(text, start)) && text.AsSpan(end).TrimStart(" \t").StartsWith(":");
        return isSure ? problem with { Repair = TextEdit.Insert(start, "\"") } : problem;
    }

    /// <summary>The problem of a string without its closing quote.</summary>
    /// <remarks>
    /// Repaired only where the line is nothing but <c>"key": "text</c> or <c>"key": "text,</c> and the next one begins with a key, or
    /// where it is the former and the next one closes the object. A comma before a closing brace, blanks at the end and an escaped
    /// quote at the end may or may not belong to the text.
    /// </remarks>
    private static TextProblem AtValueEnd(string text, int start, int end, int lineEnd)
    {
        var problem = JsonProblems.LostClosingQuote(start);
        var rest = text.AsSpan(end..lineEnd);
        var isLast = rest.IsEmpty && NextLineCloses().IsMatch(text.AsSpan(lineEnd));
        var isBeforeAnother = (rest.IsEmpty || rest.TrimEnd(" \t") is ",") && NextLineIsMember().IsMatch(text.AsSpan(lineEnd));
        var endsClearly = end == start + 1 || text[end - 1] is not (' ' or '\t' or '"');
        var isSure = KeyAndColon().IsMatch(LineBefore(text, start)) && endsClearly && (isLast || isBeforeAnother);
        return isSure ? problem with { Repair = TextEdit.Insert(end, "\"") } : problem;
    }

    private static ReadOnlySpan<char> LineBefore(string text, int offset)
    {
        var before = text.AsSpan(0, offset);
        return before[(before.LastIndexOfAny('\n', '\r') + 1)..];
    }

    private static bool IsBlank(ReadOnlySpan<char> line) => !line.ContainsAnyExcept(' ', '\t');

    /// <summary>Whether a word where a value is expected is a string without its opening quote.</summary>
    /// <returns>The offset after the closing quote of its line, or <see langword="null"/>.</returns>
    public static int? EndWithoutOpening(string text, int start)
    {
        foreach (var line in StringWithoutOpening().EnumerateMatches(text.AsSpan(start)))
            return start + line.Length;
        return null;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>A key without its closing quote, with the colon after it: <c>labels: [</c>.</summary>
    [GeneratedRegex("""\A[A-Za-z_][\w-]*(?=[ \t]*:)""", Options, 1000)]
    private static partial Regex KeyBeforeColon();

    /// <summary>The next line with text on it is a string item, begins a member, or closes a container.</summary>
    [GeneratedRegex("""\A\s*("[^"\r\n]*"[ \t]*(:|,?[ \t]*[\r\n])|[}\]])""", Options, 1000)]
    private static partial Regex NextLine();

    /// <summary>All that stands on a line before a value, and nothing else.</summary>
    [GeneratedRegex("""\A[ \t]*"[^"\\]*"[ \t]*:[ \t]*\z""", Options, 1000)]
    private static partial Regex KeyAndColon();

    /// <summary>A colon, and a value that is an object, an array or a string.</summary>
    [GeneratedRegex("""\A:[ \t]*[\[{"]""", Options, 1000)]
    private static partial Regex ColonAndValue();

    /// <summary>The next line with text on it begins with a key and its colon.</summary>
    [GeneratedRegex("""\A\s*[\r\n][ \t]*"[^"\r\n]*"[ \t]*:""", Options, 1000)]
    private static partial Regex NextLineIsMember();

    /// <summary>The next line with text on it closes the object.</summary>
    [GeneratedRegex("""\A\s*[\r\n][ \t]*\}""", Options, 1000)]
    private static partial Regex NextLineCloses();

    /// <summary>The rest of a line has one quote, and it ends the value: <c>Address book",</c>.</summary>
    [GeneratedRegex("""\A[^"\r\n]*"(?=[ \t]*,?[ \t]*[\r\n}\]])""", Options, 1000)]
    private static partial Regex StringWithoutOpening();
}
