using System.CommandLine;
using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Read;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary><c>sources</c>: how each source is understood. Nothing is read.</summary>
internal static class SourcesCommand
{
    private static readonly Argument<string[]> Sources = SourceFiles.Argument();
    private static readonly Option<string[]> Repos = SourceFiles.Option();

    public static Command Create()
    {
        var command = new Command("sources", "Prints how each source is understood, tab-separated: source, repository, address, branch. Reads none of them.") { Sources, Repos };
        command.SetAction(arguments =>
        {
            var sources = SourceFiles.ReadPlaces(arguments.GetValue(Sources) ?? [], arguments.GetValue(Repos) ?? []);
            if (sources.Count == 0)
                throw new UsageException(Messages.NoSources);

            var terminal = CommonOptions.Terminal(arguments);
            var refused = sources.Count(source => !Print(terminal, source.Place, BatchSource.Parse(source.Text)));
            return refused == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        });
        return command;
    }

    /// <returns>Whether the source is understood.</returns>
    private static bool Print(Terminal terminal, string place, BatchSource source)
    {
        if (source.Address is not { } address)
        {
            terminal.Error(place.Length == 0 ? source.Problem : $"{place}: {source.Problem}");
            return false;
        }
        terminal.Row(source.Source, source.Repository, address.Url, address.Revision ?? "");
        return true;
    }
}

/// <summary>All sources of a command line: the arguments first, then the list files in their order.</summary>
internal static class SourceFiles
{
    private const string StandardInput = "-";

    public static Argument<string[]> Argument() => new("SOURCE")
    {
        Description = "Repositories: owner/name, a git address, a tarball, or a local path; a repository may end in #branch. - reads a list from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string[]> Option() => new("--repos") { Description = "A list of sources, one a line; - reads standard input.", HelpName = "FILE" };

    /// <exception cref="UsageException">A list cannot be read.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> arguments, IReadOnlyList<string> lists) => [.. ReadPlaces(arguments, lists).Select(source => source.Text)];

    /// <summary>The sources, each with <c>file:line</c> where it stands; empty for an argument.</summary>
    /// <exception cref="UsageException">A list cannot be read.</exception>
    public static IReadOnlyList<(string Place, string Text)> ReadPlaces(IReadOnlyList<string> arguments, IReadOnlyList<string> lists) =>
        [.. arguments.SelectMany(argument => argument == StandardInput ? Lines(argument) : [("", argument)]), .. lists.SelectMany(Lines)];

    private static IEnumerable<(string Place, string Text)> Lines(string list)
    {
        var name = list == StandardInput ? Messages.StandardInput : list;
        return SourceList.Lines(Text(list)).Select(line => (string.Create(CultureInfo.InvariantCulture, $"{name}:{line.Line}"), line.Source));
    }

    private static string Text(string list)
    {
        if (list == StandardInput)
            return InputFile.ReadStandardInputText();
        if (!File.Exists(list))
            throw new UsageException(Messages.ListNotFound(list));
        return InputFile.ReadAllText(list);
    }
}
