namespace ManifestMigrator.Tests.Plans;

/// <summary>All that one slip of the hand can make of a JSON text.</summary>
internal static class DamagedText
{
    /// <summary>The text without one of its commas between values.</summary>
    public static IEnumerable<string> WithoutComma(string text) => Between(text).Where(i => text[i] == ',').Select(i => text.Remove(i, 1));

    /// <summary>The text without one of its closing brackets.</summary>
    public static IEnumerable<string> WithoutBracket(string text) => Between(text).Where(i => text[i] is '}' or ']').Select(i => text.Remove(i, 1));

    /// <summary>The text with a comma behind the last value of an object or array.</summary>
    public static IEnumerable<string> WithTrailingComma(string text)
    {
        foreach (var bracket in Between(text).Where(i => text[i] is '}' or ']'))
        {
            var last = text.AsSpan(0, bracket).TrimEnd().Length;
            if (text[last - 1] is '{' or '[')
                continue;
            yield return text.Insert(last, ",");
            yield return text.Insert(bracket, ",");
        }
    }

    /// <summary>The text without one of its quotes, also of those inside a string.</summary>
    public static IEnumerable<string> WithoutQuote(string text) => Enumerable.Range(0, text.Length).Where(i => text[i] == '"').Select(i => text.Remove(i, 1));

    /// <summary>Offsets outside strings.</summary>
    private static IEnumerable<int> Between(string text)
    {
        var isInString = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                isInString = !isInString;
            else if (!isInString)
                yield return i;
        }
    }
}
