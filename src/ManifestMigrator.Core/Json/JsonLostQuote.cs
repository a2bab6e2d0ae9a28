using System.Text.RegularExpressions;

namespace ManifestMigrator.Json;

/// <summary>Which quote of a string is lost, judged by its line and the next one.</summary>
internal static partial class JsonLostQuote
{
    /// <summary>A string reaches the end of its line: why?</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Offset of the opening quote.</param>
    /// <param name="lineEnd">Offset of the line break inside the string.</param>
    /// <param name="isKey">Whether a key is being read.</param>
    /// <returns>The likely cause; and, when a quote is lost, the offset at which the string should have ended.</returns>
    public static (JsonProblem Problem, int? End) AtLineEnd(string text, int start, int lineEnd, bool isKey)
    {
        var content = text.AsSpan((start + 1)..lineEnd);
        if (isKey)
        {
            foreach (var key in KeyBeforeColon().EnumerateMatches(content))
                return (JsonProblems.LostKeyQuote(start), start + 1 + key.Length);
        }

        var trimmed = content.TrimEnd(" \t").TrimEnd(',');
        if (trimmed.EndsWith("'"))
            return (JsonProblems.ClosingApostrophe(start), start + 1 + trimmed.Length);
        if (!isKey && NextLine().IsMatch(text.AsSpan(lineEnd)))
            return (JsonProblems.LostClosingQuote(start), start + 1 + trimmed.Length);
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

    /// <summary>A word stands where a value is expected: is it a string without its opening quote?</summary>
    /// <returns>The offset behind the closing quote of its line, or <see langword="null"/>.</returns>
    public static int? EndWithoutOpening(string text, int start)
    {
        foreach (var line in StringWithoutOpening().EnumerateMatches(text.AsSpan(start)))
            return start + line.Length;
        return null;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>A key without its closing quote, with the colon behind it: <c>labels: [</c>.</summary>
    [GeneratedRegex("""\A[A-Za-z_][\w-]*(?=[ \t]*:)""", Options, 1000)]
    private static partial Regex KeyBeforeColon();

    /// <summary>The next line with text on it is a string item, begins a member, or closes a container.</summary>
    [GeneratedRegex("""\A\s*("[^"\r\n]*"[ \t]*(:|,?[ \t]*[\r\n])|[}\]])""", Options, 1000)]
    private static partial Regex NextLine();

    /// <summary>The rest of a line has one quote, and it ends the value: <c>Address book",</c>.</summary>
    [GeneratedRegex("""\A[^"\r\n]*"(?=[ \t]*,?[ \t]*[\r\n}\]])""", Options, 1000)]
    private static partial Regex StringWithoutOpening();
}
