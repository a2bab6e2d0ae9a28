namespace ManifestMigrator.Sources;

/// <summary>A list file: one source a line; <c>#</c> begins a comment at the start of a line or after white space.</summary>
public static class SourceList
{
    /// <summary>The sources, in their order.</summary>
    public static IEnumerable<string> Read(string text) => Lines(text).Select(line => line.Source);

    /// <summary>The sources with their lines, which count from 1.</summary>
    public static IEnumerable<(int Line, string Source)> Lines(string text) => text.TrimStart('\uFEFF')
        .Split('\n')
        .Select((line, index) => (Line: index + 1, Source: WithoutComment(line).Trim()))
        .Where(line => line.Source.Length > 0);

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
