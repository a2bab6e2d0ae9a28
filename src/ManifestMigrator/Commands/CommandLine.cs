using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;

namespace ManifestMigrator.Commands;

/// <summary>Runs a command and turns what can go wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("plan", PlanCommand.Create),
        ("review", ReviewCommand.Create),
        ("apply", ApplyCommand.Create),
        ("push", PushCommand.Create),
        ("request", RequestCommand.Create),
        ("status", StatusCommand.Create),
        ("merge", MergeCommand.Create),
        ("revert", RevertCommand.Create),
        ("report", ReportCommand.Create),
        ("check", CheckCommand.Create),
        ("convert", ConvertCommand.Create),
        ("rules", RulesCommand.Create),
        ("sources", SourcesCommand.Create),
        ("completion", CompletionCommand.Create),
        ("clean", CleanCommand.Create),
        ("demo", DemoCommand.Create),
    ];

    /// <summary>The commands and their options.</summary>
    /// <param name="words">
    /// What was typed. Where it begins with the name of a command only that one is there: to make all of them takes as long as many a command.
    /// </param>
    public static Command Tree(params string[] words)
    {
        foreach (var (name, create) in Commands)
        {
            if (words is [var first, ..] && first == name)
                return WithOptions(new Command(Invocation.Program) { create() });
        }

        var root = new RootCommand("Moves many Cozy konnector repositories to manifest version 2: plan, review, deliver.");
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.OfType<VersionOption>().Single().Description = "Print the version.";
        CompletionCommand.AddTo(root);
        foreach (var (_, create) in Commands)
            root.Add(create());
        return WithOptions(root);
    }

    private static Command WithOptions(Command root)
    {
        CommonOptions.AddTo(root);
        return root;
    }

    /// <summary>What was typed, with <c>help</c> and <c>help plan</c> as <c>--help</c> and <c>plan --help</c>.</summary>
    public static string[] Words(string[] typed) => typed is ["help", .. var command] ? [.. command, "--help"] : typed;

    /// <param name="root">The commands.</param>
    /// <param name="words">What was typed, as <see cref="Words"/> gives it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Command root, string[] words)
    {
        Terminal.UseUtf8();
        if (!Console.IsOutputRedirected)
            Console.SetOut(new ClosableTerminal(Console.Out));
        Console.SetError(new ClosableTerminal(Console.Error));

        if (Empty(words) is { } empty)
        {
            CommonOptions.Terminal(root.Parse([])).Error(empty);
            return ExitCode.WrongUsage;
        }
        // A word that begins with @ is a word, and not a file with more of them.
        var arguments = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var terminal = CommonOptions.Terminal(arguments);
        try
        {
            if (words.Length == 0)
            {
                await root.Parse(["--help"]).InvokeAsync(new InvocationConfiguration { Output = Console.Error });
                return ExitCode.WrongUsage;
            }
            if (Problem(arguments, words) is { } problem)
            {
                terminal.Error($"{problem} {Messages.SeeHelp(Name(arguments.CommandResult))}");
                return ExitCode.WrongUsage;
            }

            // Without a time limit the library leaves signals to us; its own would cut a report short. Commands that take no cancellation
            // have nothing to keep, and a signal ends them at once.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            using var signals = arguments.Action is AsynchronousCommandLineAction ? new StopSignals() : null;
            return await arguments.InvokeAsync(configuration, signals?.Token ?? CancellationToken.None);
        }
        catch (Exception exception) when (exception is UsageException or MappingsException or CatalogueException or InvalidDataException)
        {
            terminal.Error(exception.Message);
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            terminal.Error(Messages.StoppedBySignal);
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RepositoryException)
        {
            terminal.Error(exception.Message);
            return ExitCode.ToolError;
        }
        catch (Exception exception)
        {
            terminal.Error(Messages.ToolError(exception));
            foreach (var line in exception.ToString().ReplaceLineEndings("\n").Split('\n'))
                terminal.Detail(line);
            return ExitCode.ToolError;
        }
    }

    /// <summary>
    /// What is wrong with an empty word, mostly a variable of a shell that is not set; <see langword="null"/> without one. It is never a path or
    /// a source, and the library fails on it.
    /// </summary>
    private static string? Empty(string[] words)
    {
        var place = Array.IndexOf(words, "");
        return place < 0 ? null
            : place > 0 && words[place - 1] is ['-', _, ..] and not "--" ? Messages.EmptyValue(words[place - 1])
            : Messages.EmptyArgument;
    }

    /// <summary>What is wrong with the command line; <see langword="null"/> when nothing is.</summary>
    public static string? Problem(ParseResult arguments, string[] words)
    {
        if (arguments.Tokens.Any(token => token.Type == TokenType.Directive))
            return null;
        if (WrongOption(arguments.CommandResult, words) is { } option)
            return option;
        if (arguments.UnmatchedTokens is [var word, ..])
        {
            if (OptionsOf(arguments.CommandResult).SelectMany(Names).Contains(WithoutValue(word), StringComparer.Ordinal))
                return Messages.OptionBeforeCommand(word, arguments.CommandResult.Command.Name);
            return arguments.CommandResult.Command is RootCommand root
                ? Messages.UnknownCommand(word, Nearest(word, root.Subcommands.Select(command => command.Name)))
                : Messages.UnexpectedArgument(word);
        }
        return arguments.Errors.Count == 0 || arguments.Action is Help ? null : string.Join(' ', arguments.Errors.Select(error => OnOneLine(error.Message)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>A message of the parser, which writes each word that would be right on a line of its own.</summary>
    private static string OnOneLine(string message) =>
        message.ReplaceLineEndings("\n").Split("\n\t") is [var sentence, .. { Length: > 0 } words] ? $"{sentence} {string.Join(", ", words)}." : message;

    /// <summary>
    /// What is wrong with the first word that looks like an option and is none of the command, or that stands where an option needs its
    /// value: the parser would take it for an argument or for that value. After <c>--</c> every word is an argument.
    /// </summary>
    private static string? WrongOption(CommandResult result, string[] words)
    {
        var options = new Dictionary<string, Option>(StringComparer.Ordinal);
        foreach (var option in OptionsOf(result))
        {
            foreach (var name in Names(option))
                options.Add(name, option);
        }
        (string Name, Option Option)? before = null;
        foreach (var word in words.TakeWhile(word => word != "--"))
        {
            var isOption = word.Length > 1 && word[0] is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212';
            // The option itself says that a negative number is too small.
            var isNumber = (before?.Option.ValueType == typeof(int) || before?.Option.ValueType == typeof(int?))
                && int.TryParse(word, CultureInfo.InvariantCulture, out _);
            if (isOption && !isNumber)
            {
                if (!IsKnown(word, options))
                {
                    var meant = Nearest(word, options.Values.Distinct().Where(known => !known.Hidden).SelectMany(Names));
                    return Messages.UnknownOption(word, meant, takesArguments: result.Command.Arguments.Count > 0);
                }
                if (before is var (name, _))
                    return Messages.NeedsValue(name, word);
            }
            before = isOption && !isNumber ? WaitsForValue(word, options) : null;
        }
        return null;
    }

    /// <summary>The option whose value is the next word; <see langword="null"/> where a word is complete.</summary>
    private static (string Name, Option Option)? WaitsForValue(string word, Dictionary<string, Option> options)
    {
        var name = options.ContainsKey(word) || word.StartsWith("--", StringComparison.Ordinal) || word.Any(letter => letter is '=' or ':') ? word : LastLetter(word, options);
        return options.TryGetValue(name, out var option) && option.Arity.MinimumNumberOfValues > 0 ? (name, option) : null;
    }

    /// <summary>The last of several one-letter options, as <c>-j</c> of <c>-vj</c>; the word itself where one before it has taken the rest for its value.</summary>
    private static string LastLetter(string word, Dictionary<string, Option> options) =>
        word[1..^1].All(letter => options.TryGetValue($"-{letter}", out var option) && option.ValueType == typeof(bool)) ? $"-{word[^1]}" : word;

    private static string WithoutValue(string word) => word.Split('=', ':')[0];

    /// <summary>Whether a word is an option, an option with its value, or several one-letter options.</summary>
    private static bool IsKnown(string word, Dictionary<string, Option> options)
    {
        if (options.ContainsKey(WithoutValue(word)))
            return true;
        if (word[0] != '-' || word[1] == '-')
            return false;

        for (var index = 1; index < word.Length; index++)
        {
            if (!options.TryGetValue($"-{word[index]}", out var option))
                return false;
            if (option.ValueType != typeof(bool))
                return true;
        }
        return true;
    }

    /// <summary>The options of the command that is run, and those of its parents that hold for it.</summary>
    private static IEnumerable<Option> OptionsOf(CommandResult result)
    {
        foreach (var option in result.Command.Options)
            yield return option;
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            foreach (var option in parent.Command.Options.Where(option => option.Recursive))
                yield return option;
        }
    }

    private static IEnumerable<string> Names(Option option) => [option.Name, .. option.Aliases];

    private static string Name(CommandResult result) => result.Command is RootCommand ? Invocation.Program : $"{Invocation.Program} {result.Command.Name}";

    /// <summary>The word that was probably meant: it begins like this, or has the fewest slips; <see langword="null"/> when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var typed = Letters(WithoutValue(word));
        return typed.Length < 2 ? null : known
            .Select(name => (name, letters: Letters(name)))
            .Where(candidate => candidate.letters.Length > 1)
            .Select(candidate => (candidate.name, slips: candidate.letters.StartsWith(typed, StringComparison.Ordinal) ? 1 : EditDistance.Between(typed, candidate.letters)))
            .Where(candidate => candidate.slips <= Math.Max(1, typed.Length / 3))
            .OrderBy(candidate => candidate.slips)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    private static string Letters(string word) => new([.. word.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
