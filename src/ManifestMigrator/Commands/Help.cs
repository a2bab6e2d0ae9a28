using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary>What the help of a command says beyond its arguments and options.</summary>
/// <param name="Group">The heading it is listed under in the help of the program.</param>
/// <param name="Command">Its name.</param>
/// <param name="Example">A command line that works as it stands.</param>
/// <param name="Codes">Its exit codes and what they mean.</param>
internal sealed record HelpPage(string Group, string Command, string Example, IReadOnlyList<(int Code, string Meaning)> Codes)
{
    private const string Steps = "Steps, in this order";
    private const string Runs = "Runs";
    private const string Manifests = "Single manifests";
    private const string Others = "Others";

    private static readonly (int, string) Done = (ExitCode.Done, "done");
    private static readonly (int, string) Error = (ExitCode.ToolError, "an error in the tool, or the disk cannot be read or written");
    private static readonly (int, string) Usage = (ExitCode.WrongUsage, "wrong usage; nothing was touched");
    private static readonly (int, string) UsageOrMappings = (ExitCode.WrongUsage, "wrong usage, or wrong mappings; nothing was touched");
    private static readonly (int, string) NotPlanned = (ExitCode.SomeFailed, "finished, but at least one repository failed, was blocked or unreadable");
    private static readonly (int, string) NotDelivered = (ExitCode.SomeFailed, "finished, but for at least one repository it could not be done");
    private static readonly (int, string) Interrupted = (ExitCode.Interrupted, "interrupted; what was done is kept");

    /// <summary>The pages of all commands, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<HelpPage> All =
    [
        new(Steps, "plan", "plan --repos konnectors.txt --limit 10",
            [Done, Error, UsageOrMappings, NotPlanned, (ExitCode.Pending, "--check: changes are pending"), Interrupted]),
        new(Steps, "review", "review --terminal", [Done, Error, Usage]),
        new(Steps, "apply", "apply", [Done, Error, UsageOrMappings, NotDelivered, Interrupted]),
        new(Steps, "push", "push --max 3", [Done, Error, Usage, NotDelivered, Interrupted]),
        new(Steps, "request", "request --dry-run", [Done, Error, Usage, NotDelivered, Interrupted]),
        new(Steps, "merge", "merge --max 3", [Done, Error, Usage, NotDelivered, Interrupted]),
        new(Runs, "status", "status --remote",
            [Done, Error, Usage, (ExitCode.SomeFailed, "at least one repository failed, was blocked or could not be delivered"), Interrupted]),
        new(Runs, "report", "report shard-1 shard-2 --out merged", [Done, Error, Usage, Interrupted]),
        new(Runs, "revert", "revert migration/runs/20260131T120000Z", [Done, Error, Usage, NotDelivered, Interrupted]),
        new(Manifests, "check", "check manifest.konnector",
            [Done, Error, Usage, (ExitCode.Pending, "a manifest has an error, or with --strict a warning")]),
        new(Manifests, "convert", "convert old.konnector > new.konnector",
            [Done, Error, UsageOrMappings, (ExitCode.SomeFailed, "the manifest is blocked or unreadable; nothing was written")]),
        new(Others, "rules", "rules folder-path", [Done, Error, UsageOrMappings]),
        new(Others, "sources", "sources --repos konnectors.txt", [Done, Error, Usage, (ExitCode.SomeFailed, "at least one source is not understood")]),
        new(Others, "completion", "completion bash", [Done, Error, Usage]),
        new(Others, "clean", "clean", [Done, Error, Usage]),
        new(Others, "demo", "demo",
            [Done, Error, Usage, (ExitCode.SomeFailed, "as expected: some of the example repositories are broken on purpose"), Interrupted]),
    ];
}

/// <summary><c>--help</c>: what a command does, its options in groups, an example and its exit codes.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private const string Everywhere = "Everywhere";
    private const int WidestLine = 100;
    private const int WidthOfAFile = 80;

    /// <summary>The headings of options that several commands have; all others stand under "Options".</summary>
    private static readonly (string Heading, string[] Options)[] Groups =
    [
        ("Which repositories", ["--repos", "--from", "--only", "--include", "--exclude", "--shard", "--limit", "--catalogue", "--locales", "--repository"]),
        ("Connections and cache", ["--jobs", "--host-jobs", "--timeout", "--retries", "--max-size", "--cache", "--offline", "--replan"]),
        ("Forges", ["--forge", "--rate", "--wait"]),
    ];

    /// <summary><c>--help</c>, for the program and each command. The library's own reads its description from a resource, which takes time.</summary>
    public static Option<bool> Create() => new("--help", "-?", "-h", "/?", "/h")
    {
        Description = "Print this help.",
        Arity = ArgumentArity.Zero,
        Recursive = true,
        Action = new Help(),
    };

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var isScreen = output == Console.Out && !Console.IsOutputRedirected;
        var width = isScreen ? Math.Clamp(Console.WindowWidth - 1, 40, WidestLine) : WidthOfAFile;
        output.Write(Text(parseResult.CommandResult.Command, parseResult.RootCommandResult.Command, width));
        return ExitCode.Done;
    }

    /// <param name="command">The command to explain.</param>
    /// <param name="root">The program, whose options hold for every command.</param>
    /// <param name="width">Characters a line may have.</param>
    public static string Text(Command command, Command root, int width)
    {
        var sections = new List<string> { Wrap("", command.Description!, width, 0), Wrap("", $"Usage: {Usage(command, root)}", width, 7) };
        var description = root.Subcommands.ToDictionary(known => known.Name, known => known.Description!, StringComparer.Ordinal);
        if (command == root)
        {
            sections.AddRange(HelpPage.All.GroupBy(page => page.Group, StringComparer.Ordinal)
                .Select(group => Section(group.Key, group.Select(page => (page.Command, description[page.Command])), width)));
        }
        if (command.Arguments.Count > 0)
            sections.Add(Section("Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description!)), width));

        var own = command == root ? [] : command.Options.Where(option => !option.Hidden).ToList();
        var grouped = own.ToLookup(Heading, StringComparer.Ordinal);
        foreach (var heading in Groups.Select(group => group.Heading).Prepend("Options").Where(grouped.Contains))
            sections.Add(Section(heading, grouped[heading].Select(option => (Label(option), Description(option))), width));
        var everywhere = root.Options.Where(option => option.Recursive || command == root);
        sections.Add(Section(Everywhere, everywhere.Select(option => (Label(option), Description(option))), width));

        if (HelpPage.All.FirstOrDefault(page => page.Command == command.Name) is { } page)
        {
            sections.Add($"Example:\n  {Invocation.Program} {page.Example}\n");
            var codes = page.Codes.Select(code => (code.Code.ToString(CultureInfo.InvariantCulture), code.Meaning));
            sections.Add(Section("Exit codes", codes, width));
        }
        else
        {
            var more = $"'{Invocation.Program} COMMAND --help' explains a command, with an example and its exit codes.";
            sections.Add(Wrap("", more, width, 0));
        }
        return string.Join('\n', sections);
    }

    private static string Heading(Option option) =>
        Groups.FirstOrDefault(group => group.Options.Contains(option.Name, StringComparer.Ordinal)).Heading ?? "Options";

    private static string Usage(Command command, Command root) => command == root
        ? $"{Invocation.Program} COMMAND [OPTIONS]"
        : string.Join(' ', [Invocation.Program, command.Name, .. command.Arguments.Select(ArgumentUsage), "[OPTIONS]"]);

    private static string ArgumentUsage(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    /// <summary>As <c>-j, --jobs N</c>.</summary>
    private static string Label(Option option)
    {
        var names = option.Aliases.Where(alias => alias[0] == '-').Order(StringComparer.Ordinal).Append(option.Name);
        var value = option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : $" {option.HelpName ?? "VALUE"}";
        return $"{string.Join(", ", names)}{value}";
    }

    private static string Description(Option option)
    {
        var text = option.Description!;
        var saysDefault = text.Contains("Default:", StringComparison.Ordinal) || text.Contains("0 means", StringComparison.Ordinal);
        return !saysDefault && option is { HasDefaultValue: true } && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value and not Array
            ? $"{text} Default: {Convert.ToString(value, CultureInfo.InvariantCulture)}."
            : text;
    }

    /// <summary>A heading and two columns below it; a label that is too long has a line of its own.</summary>
    private static string Section(string heading, IEnumerable<(string Label, string Text)> rows, int width)
    {
        var listed = rows.ToList();
        var column = Math.Min(listed.Max(row => row.Label.Length), width / 3) + 4;
        var lines = listed.Select(row => row.Label.Length + 4 <= column
            ? Wrap($"  {row.Label}".PadRight(column), row.Text, width, column)
            : $"  {row.Label}\n{Wrap(new string(' ', column), row.Text, width, column)}");
        return $"{heading}:\n{string.Concat(lines)}";
    }

    /// <summary>Breaks a text at blanks, so that no line is wider than <paramref name="width"/> that could be narrower.</summary>
    /// <param name="start">What the first line begins with.</param>
    /// <param name="text">One line.</param>
    /// <param name="width">Characters a line may have.</param>
    /// <param name="indent">Blanks that each further line begins with.</param>
    private static string Wrap(string start, string text, int width, int indent)
    {
        var (lines, line, words) = (new List<string>(), start, 0);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                (line, words) = (new string(' ', indent), 0);
            }
            line += words++ == 0 ? word : $" {word}";
        }
        return string.Join('\n', [.. lines, line]) + "\n";
    }
}
