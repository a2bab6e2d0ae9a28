namespace ManifestMigrator.Sources;

/// <summary>A list file: one source a line; <c>#</c> begins a comment at the start of a line or behind white space.</summary>
public static class SourceList
{
    /// <summary>The sources, in their order.</summary>
    public static IEnumerable<string> Read(string text)
    {
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            var source = WithoutComment(line).Trim();
            if (source.Length > 0)
                yield return source;
        }
    }

    private static string WithoutComment(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
                return line[..i];
        }
        return line;
    }
}
