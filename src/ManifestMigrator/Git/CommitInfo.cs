namespace ManifestMigrator.Git;

/// <param name="Tree">Object name of its tree.</param>
/// <param name="Parents">Object names of its parents.</param>
/// <param name="Message">Its message.</param>
internal sealed record CommitInfo(string Tree, IReadOnlyList<string> Parents, string Message)
{
    /// <summary>Reads what git stores of a commit: header lines, an empty line, the message.</summary>
    public static CommitInfo Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var header = (end < 0 ? text : text[..end]).Split('\n');
        return new CommitInfo(
            header.First(line => line.StartsWith("tree ", StringComparison.Ordinal))["tree ".Length..],
            [.. header.Where(line => line.StartsWith("parent ", StringComparison.Ordinal)).Select(line => line["parent ".Length..])],
            end < 0 ? "" : text[(end + 2)..]);
    }
}
