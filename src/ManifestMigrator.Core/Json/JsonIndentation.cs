namespace ManifestMigrator.Json;

/// <summary>What the indentation says about a bracket that is missing.</summary>
internal static class JsonIndentation
{
    /// <summary>One-based line of the first member of an unclosed container that is not indented deeper than the line that opened it.</summary>
    public static int? FirstContradiction(string text, JsonContainer container)
    {
        var own = Of(text, container.Member?.KeySpan.Start ?? container.Span.Start);
        for (var i = 0; i < container.Count; i++)
        {
            var start = container.ChildSpan(i).Start;
            if (container.Lead(i).Contains('\n') && Of(text, start) <= own)
                return LinePosition.Of(text, start).Line;
        }
        return null;
    }

    private static int Of(string text, int offset)
    {
        var lineStart = text.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1;
        var line = text.AsSpan(lineStart, offset - lineStart);
        var blanks = line.IndexOfAnyExcept(' ', '\t');
        return blanks < 0 ? line.Length : blanks;
    }
}
