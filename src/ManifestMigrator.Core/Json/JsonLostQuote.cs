using System.Text.RegularExpressions;

namespace ManifestMigrator.Json;

/// <summary>Why a string reaches the end of its line, judged by that line and the next one.</summary>
internal static partial class JsonLostQuote
{
    /// <param name="text">The whole text.</param>
    /// <param name="start">Offset of the opening quote.</param>
    /// <param name="lineEnd">Offset of the line break inside the string.</param>
    /// <param name="isKey">Whether a key is being read.</param>
    /// <returns>The likely cause; and, when a quote is lost, the offset at which the string should have ended.</returns>
    public static (JsonProblem Problem, int? End) Find(string text, int start, int lineEnd, bool isKey)
    {
        var content = text[(start + 1)..lineEnd];
        if (isKey && KeyAndValue().Match(content) is { Success: true } key)
            return (JsonProblems.LostKeyQuote(start), start + 1 + key.Groups["key"].Length);

        var trimmed = content.TrimEnd(' ', '\t').TrimEnd(',');
        if (trimmed.EndsWith('\''))
            return (JsonProblems.ApostropheCloses(start), start + 1 + trimmed.Length);
        if (!isKey && NextLine().IsMatch(text[lineEnd..]))
            return (JsonProblems.LostClosingQuote(start), start + 1 + trimmed.Length);
        return (JsonProblems.RawLineBreak(lineEnd), null);
    }

    /// <summary>A key without its closing quote, with the value behind it: <c>labels: [</c>.</summary>
    [GeneratedRegex("""^(?<key>[A-Za-z_][\w-]*)\s*:\s*["{\[]?""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyAndValue();

    /// <summary>The next line with text on it begins a member or closes a container.</summary>
    [GeneratedRegex("""\A\s*("[^"\r\n]*"\s*:|[}\]])""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextLine();
}
