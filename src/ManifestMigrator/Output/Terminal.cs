using System.Globalization;
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
    private const int DefaultWidth = 80;

    private readonly Lock _gate = new();
    private readonly Screen _results;
    private readonly Screen _log;
    private string _status = "";

    private Terminal(Screen results, Screen log, Verbosity verbosity)
    {
        _results = results;
        _log = log;
        Verbosity = verbosity;
    }

    public Verbosity Verbosity { get; }

    /// <summary>Whether a line that changes can be shown; it needs no colours and no control sequences.</summary>
    public bool ShowsProgress => Verbosity == Verbosity.Normal && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether results are read on a screen and not by another program.</summary>
    public static bool ShowsTables => !Console.IsOutputRedirected;

    /// <summary>
    /// Windows has another encoding for consoles, and for what is redirected, than the rest of the world; with it, no file that we write or
    /// read would be the same there.
    /// </summary>
    public static void UseUtf8()
    {
        if (!OperatingSystem.IsWindows())
            return;
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        (Console.OutputEncoding, Console.InputEncoding) = (utf8, utf8);
    }

    public static Terminal Open(Verbosity verbosity, bool noColor)
    {
        var isPlain = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(
            new Screen(Console.Out, isPlain, Console.IsOutputRedirected),
            new Screen(Console.Error, isPlain, Console.IsErrorRedirected),
            verbosity);
    }

    /// <summary>This terminal with the results of people on standard error, because standard output takes a document.</summary>
    public Terminal BesideDocument() => new(_log, _log, Verbosity);

    /// <summary>One line of a result.</summary>
    public void Line(string text = "") => Write(_results, text);

    /// <summary>One line of a result in several colours.</summary>
    public void Line(params IReadOnlyList<(string Text, Style Style)> parts) => Write(_results, Console.IsOutputRedirected, parts);

    /// <summary>A workflow command for GitHub Actions; no other line is taken for one.</summary>
    public void Command(string text) => _results.Writer.WriteLine(VisibleText.Escape(text));

    /// <summary>A result of several lines.</summary>
    public void Lines(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            Line(line);
    }

    /// <summary>One line of a result for another program: cells with tabs between them.</summary>
    public void Row(params IEnumerable<string> cells)
    {
        var line = VisibleText.Inert(string.Join('\t', cells.Select(VisibleText.Escape)));
        lock (_gate)
            _results.Writer.WriteLine(line);
    }

    public void Heading(string text) => _results.Console.Write(new Rule(Markup.Escape(VisibleText.Escape(text))) { Justification = Justify.Left });

    /// <summary>
    /// Rows in columns, without those that are empty. Where they are wider than the terminal each row takes several lines: its first cell,
    /// then the others with the names of their columns. No cell is broken or cut.
    /// </summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="clear">The columns whose cells need no name to be understood.</param>
    /// <param name="rows">The cells of each row.</param>
    public void Columns(IReadOnlyList<string> header, IReadOnlyList<string> clear, IEnumerable<IEnumerable<string>> rows)
    {
        const string gap = "  ";
        var cells = rows.Select(row => row.Select(VisibleText.Escape).ToList()).ToList();
        var filled = Enumerable.Range(0, header.Count).Where(column => column == 0 || cells.Exists(row => row[column].Length > 0)).ToList();
        var widths = filled.ToDictionary(column => column, column => cells.Select(row => row[column]).Append(header[column]).Max(cell => cell.Sum(Cells)));
        if (widths.Values.Sum() + (gap.Length * (filled.Count - 1)) < _results.Console.Profile.Width)
        {
            Line((Joined(header), new Style(decoration: Decoration.Bold)));
            cells.ForEach(row => Line(Joined(row)));
            return;
        }
        foreach (var row in cells)
        {
            Line(row[0]);
            var line = "   ";
            foreach (var column in filled.Skip(1).Where(column => row[column].Length > 0))
            {
                var cell = row[column] == header[column] || clear.Contains(header[column], StringComparer.Ordinal) ? row[column] : $"{header[column]}: {row[column]}";
                if (line.Length > 3 && line.Length + 1 + cell.Sum(Cells) + 1 >= _results.Console.Profile.Width)
                {
                    Line(line);
                    line = "   ";
                }
                line += $" {cell},";
            }
            Line(line.TrimEnd(',').TrimEnd());
        }

        string Padded(string cell, int column) => cell + new string(' ', widths[column] - cell.Sum(Cells));

        string Joined(IReadOnlyList<string> row) => string.Join(gap, filled.Select(column => Padded(row[column], column))).TrimEnd();
    }

    /// <summary>Numbers after a label, without those that are 0: on as many lines as the terminal needs, in a file on one.</summary>
    public void List(string label, IEnumerable<(int Count, string What)> numbers)
    {
        const int indent = 12;
        var line = label.PadRight(indent);
        var isEmpty = true;
        foreach (var (count, what) in numbers.Where(number => number.Count > 0))
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
            if (!isEmpty && !Console.IsOutputRedirected && line.Length + 2 + part.Length >= _results.Console.Profile.Width)
            {
                Line($"{line},");
                (line, isEmpty) = (new string(' ', indent), true);
            }
            line += isEmpty ? part : $", {part}";
            isEmpty = false;
        }
        if (!isEmpty)
            Line(line);
    }

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
        _results.Console.Write(table);
    }

    /// <summary>The hunks of a unified diff. Its lines stay whole: where the terminal is narrower, it wraps them itself.</summary>
    public void Diff(string hunks)
    {
        foreach (var line in hunks.TrimEnd('\n').Split('\n'))
            Write(_results, Console.IsOutputRedirected, [(line.Replace("\t", "    ", StringComparison.Ordinal), Colors.ForDiffLine(line))], isWhole: true);
    }

    /// <summary>A document for another program: its own line ends stay, what is hidden in its strings is escaped.</summary>
    public void Document(Action<TextWriter> write)
    {
        using var writer = new DocumentOutput(_results.Writer);
        write(writer);
    }

    /// <summary>Asks on the terminal.</summary>
    public string Ask(TextPrompt<string> prompt) => _results.Console.Prompt(prompt);

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

    /// <summary>Shows one line below all others, cut to the width of the terminal, until another one or none takes its place.</summary>
    /// <param name="text">The line; empty to take it away.</param>
    public void ShowStatus(string text)
    {
        lock (_gate)
        {
            EraseStatus();
            _status = text.Length == 0 ? "" : Fit(VisibleText.Escape(text), (Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth) - 1);
            DrawStatus();
        }
    }

    private void Write(Screen screen, string text)
    {
        lock (_gate)
        {
            EraseStatus();
            screen.Writer.WriteLine(VisibleText.Inert(VisibleText.Escape(text)));
            DrawStatus();
        }
    }

    /// <summary>A file gets its lines whole; the console would wrap them.</summary>
    private void Write(Screen screen, bool isFile, IReadOnlyList<(string Text, Style Style)> parts, bool isWhole = false)
    {
        if (isFile)
        {
            Write(screen, string.Concat(parts.Select(part => part.Text)));
            return;
        }

        var paragraph = new Paragraph();
        foreach (var (text, style) in parts)
            paragraph.Append(VisibleText.Escape(text), style);
        lock (_gate)
        {
            EraseStatus();
            var width = screen.Console.Profile.Width;
            if (isWhole)
                screen.Console.Profile.Width = int.MaxValue / 2;
            screen.Console.Write(paragraph);
            screen.Console.WriteLine();
            screen.Console.Profile.Width = width;
            DrawStatus();
        }
    }

    private void EraseStatus()
    {
        if (_status.Length > 0)
            _log.Writer.Write($"\r{new string(' ', _status.Sum(Cells))}\r");
    }

    private void DrawStatus()
    {
        if (_status.Length > 0)
            _log.Writer.Write(_status);
    }

    private static string Fit(string text, int width)
    {
        var (cells, end) = (0, 0);
        while (end < text.Length && cells + Cells(text[end]) <= width)
            cells += Cells(text[end++]);
        return end == text.Length ? text : $"{text[..Math.Max(0, end - 2)].TrimEnd()}…";
    }

    /// <summary>How many columns a character takes at most.</summary>
    private static int Cells(char character) => character < '\u1100' ? 1 : 2;

    /// <summary>Standard output or standard error. What lays text out is opened when it is needed first: most commands print plain lines.</summary>
    private sealed class Screen(TextWriter writer, bool isPlain, bool isFile)
    {
        private IAnsiConsole? _console;

        public TextWriter Writer => writer;

        public IAnsiConsole Console => _console ??= Open();

        private IAnsiConsole Open()
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
