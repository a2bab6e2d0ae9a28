using System.Text;
using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>How much goes to standard error.</summary>
internal enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    /// <summary>Progress as well.</summary>
    Normal,

    /// <summary>Everything that is worth a line.</summary>
    Verbose,
}

/// <summary>Standard output for results, standard error for progress and everything else.</summary>
/// <remarks>
/// All text that is printed comes through here, and every piece of it is escaped (see <see cref="VisibleText"/>), so that nothing in a
/// repository, a file or a message of another program can act on the terminal. Only <c>convert</c> writes past it: its result is the
/// manifest. The methods that print a line may be called by several threads at once.
/// </remarks>
internal sealed class Terminal
{
    private const int WidthOfAFile = 200;

    private readonly Lock _gate = new();
    private readonly IAnsiConsole _results;
    private readonly IAnsiConsole _log;

    private Terminal(IAnsiConsole results, IAnsiConsole log, Verbosity verbosity)
    {
        _results = results;
        _log = log;
        Verbosity = verbosity;
    }

    public Verbosity Verbosity { get; }

    /// <summary>Whether a moving progress bar can be shown.</summary>
    public bool ShowsProgress => Verbosity == Verbosity.Normal && _log.Profile.Capabilities is { Interactive: true, Ansi: true } && !Console.IsErrorRedirected;

    /// <summary>Whether results are read on a screen and not by another program.</summary>
    public static bool ShowsTables => !Console.IsOutputRedirected;

    public static Terminal Open(Verbosity verbosity, bool noColor)
    {
        var isPlain = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(
            OpenConsole(Console.Out, isPlain, Console.IsOutputRedirected),
            OpenConsole(Console.Error, isPlain, Console.IsErrorRedirected),
            verbosity);
    }

    /// <summary>This terminal with the results of people on standard error, because standard output takes a document.</summary>
    public Terminal BesideDocument() => new(_log, _log, Verbosity);

    /// <summary>One line of a result.</summary>
    public void Line(string text = "") => Write(_results, text);

    /// <summary>One line of a result in several colours.</summary>
    public void Line(params IReadOnlyList<(string Text, Style Style)> parts) => Write(_results, Console.IsOutputRedirected, parts);

    /// <summary>A result of several lines.</summary>
    public void Lines(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            Line(line);
    }

    /// <summary>One line of a result for another program: cells with tabs between them.</summary>
    public void Row(params IEnumerable<string> cells)
    {
        var line = string.Join('\t', cells.Select(VisibleText.Escape));
        lock (_gate)
            _results.Profile.Out.Writer.WriteLine(line);
    }

    public void Heading(string text) => _results.Write(new Rule(Markup.Escape(VisibleText.Escape(text))) { Justification = Justify.Left });

    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="border">What is drawn around the cells.</param>
    public void Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows, TableBorder border)
    {
        var table = new Table().Border(border);
        foreach (var name in header)
            table.AddColumn($"[bold]{Markup.Escape(name)}[/]");
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Spectre.Console.Text(VisibleText.Escape(cell))));
        _results.Write(table);
    }

    /// <summary>The hunks of a unified diff.</summary>
    public void Diff(string hunks)
    {
        foreach (var line in hunks.TrimEnd('\n').Split('\n'))
            Line((line.Replace("\t", "    ", StringComparison.Ordinal), Colors.ForDiffLine(line)));
    }

    /// <summary>A document for another program: its own line ends stay, what is hidden in its strings is escaped.</summary>
    public void Document(Action<TextWriter> write)
    {
        using var writer = new DocumentOutput(_results.Profile.Out.Writer);
        write(writer);
    }

    /// <summary>Asks on the terminal.</summary>
    public string Ask(TextPrompt<string> prompt) => _results.Prompt(prompt);

    /// <summary>A line of progress.</summary>
    public void Progress(string text)
    {
        if (Verbosity >= Verbosity.Normal)
            Log(text);
    }

    /// <summary>A line for those who want to know more.</summary>
    public void Detail(string text)
    {
        if (Verbosity >= Verbosity.Verbose)
            Log(text);
    }

    /// <summary>A line on standard error, however quiet it is to be.</summary>
    public void Log(string text) => Write(_log, text);

    /// <summary>A coloured line on standard error, above a progress bar.</summary>
    public void Log(string text, Style style) => Write(_log, Console.IsErrorRedirected, [(text, style)]);

    public void Error(string text) => Write(_log, Console.IsErrorRedirected, [("error: ", new Style(Color.Red)), (text, Style.Plain)]);

    /// <summary>Shows a progress bar while something is done.</summary>
    public Task ShowProgressAsync(IReadOnlyList<ProgressColumn> columns, Func<ProgressContext, Task> action) =>
        _log.Progress().AutoClear(true).Columns([.. columns]).StartAsync(action);

    private void Write(IAnsiConsole console, string text)
    {
        lock (_gate)
            console.Profile.Out.Writer.WriteLine(VisibleText.Escape(text));
    }

    /// <summary>A file gets its lines whole; the console would wrap them.</summary>
    private void Write(IAnsiConsole console, bool isFile, IReadOnlyList<(string Text, Style Style)> parts)
    {
        if (isFile)
        {
            Write(console, string.Concat(parts.Select(part => part.Text)));
            return;
        }

        var paragraph = new Paragraph();
        foreach (var (text, style) in parts)
            paragraph.Append(VisibleText.Escape(text), style);
        lock (_gate)
        {
            console.Write(paragraph);
            console.WriteLine();
        }
    }

    private static IAnsiConsole OpenConsole(TextWriter writer, bool isPlain, bool isFile)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain || isFile ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain || isFile ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isFile)
            console.Profile.Width = WidthOfAFile;
        return console;
    }

    private sealed class DocumentOutput(TextWriter inner) : TextWriter
    {
        private string _half = "";

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            var text = string.Concat(_half, buffer);
            _half = text is [.., var last] && char.IsHighSurrogate(last) ? text[^1..] : "";
            var lines = text[..^_half.Length].Split('\n');
            inner.Write(string.Join('\n', lines.Select(VisibleText.Escape)));
        }
    }
}
