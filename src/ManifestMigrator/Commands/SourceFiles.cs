using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary>All sources of a command line: the arguments first, then the list files in their order.</summary>
internal static class SourceFiles
{
    private const string StandardInput = "-";

    /// <exception cref="UsageException">A list cannot be read.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> arguments, IReadOnlyList<string> lists) =>
        [.. arguments, .. lists.SelectMany(list => SourceList.Read(Text(list)))];

    private static string Text(string list)
    {
        if (list == StandardInput)
            return Console.In.ReadToEnd();
        if (!File.Exists(list))
            throw new UsageException(Messages.ListNotFound(list));
        return File.ReadAllText(list);
    }
}
