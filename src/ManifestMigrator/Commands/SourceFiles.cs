using System.CommandLine;
using System.Globalization;
using ManifestMigrator.Output;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary>All sources of a command line: the arguments first, then the list files in their order.</summary>
internal static class SourceFiles
{
    private const string StandardInput = "-";

    public static Argument<string[]> Argument() => new("SOURCE")
    {
        Description = "Repositories: owner/name, a git address, a tarball, or a local path; a repository may end in #branch.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string[]> Option() => new("--repos") { Description = "A list of sources, one a line; - reads standard input.", HelpName = "FILE" };

    /// <exception cref="UsageException">A list cannot be read.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> arguments, IReadOnlyList<string> lists) => [.. ReadPlaces(arguments, lists).Select(source => source.Text)];

    /// <summary>The sources, each with <c>file:line</c> where it stands; empty for an argument.</summary>
    /// <exception cref="UsageException">A list cannot be read.</exception>
    public static IReadOnlyList<(string Place, string Text)> ReadPlaces(IReadOnlyList<string> arguments, IReadOnlyList<string> lists) =>
        [.. arguments.Select(argument => ("", argument)), .. lists.SelectMany(Lines)];

    private static IEnumerable<(string Place, string Text)> Lines(string list)
    {
        var name = list == StandardInput ? Messages.StandardInput : list;
        return SourceList.Lines(Text(list)).Select(line => (string.Create(CultureInfo.InvariantCulture, $"{name}:{line.Line}"), line.Source));
    }

    private static string Text(string list)
    {
        if (list == StandardInput)
            return Console.In.ReadToEnd();
        if (!File.Exists(list))
            throw new UsageException(Messages.ListNotFound(list));
        return File.ReadAllText(list);
    }
}
