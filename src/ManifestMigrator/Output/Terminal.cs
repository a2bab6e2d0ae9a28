using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>Standard output for results, standard error for progress and everything else.</summary>
/// <param name="Results">Standard output.</param>
/// <param name="Log">Standard error.</param>
/// <param name="Verbosity">How much goes to standard error.</param>
internal sealed record Terminal(IAnsiConsole Results, IAnsiConsole Log, Verbosity Verbosity)
{
    private const int WidthOfAFile = 200;

    /// <summary>Whether a moving progress bar can be shown.</summary>
    public bool ShowsProgress => Verbosity == Verbosity.Normal && Log.Profile.Capabilities is { Interactive: true, Ansi: true } && !Console.IsErrorRedirected;

    /// <summary>Whether results are read on a screen and not by another program.</summary>
    public static bool ShowsTables => !Console.IsOutputRedirected;

    public static Terminal Open(Verbosity verbosity, bool noColor)
    {
        var isPlain = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(
            OpenConsole(Console.Out, isPlain || Console.IsOutputRedirected, Console.IsOutputRedirected),
            OpenConsole(Console.Error, isPlain || Console.IsErrorRedirected, Console.IsErrorRedirected),
            verbosity);
    }

    /// <summary>One line of a result.</summary>
    public void Line(string text = "") => Results.Profile.Out.Writer.WriteLine(text);

    /// <summary>One line of a result that holds words from the outside. May be called by several threads at once.</summary>
    public void Told(string text)
    {
        lock (Results)
            Line(VisibleText.Escape(text));
    }

    /// <summary>A line of progress.</summary>
    public void Progress(string text)
    {
        if (Verbosity >= Verbosity.Normal)
            Log.Profile.Out.Writer.WriteLine(VisibleText.Escape(text));
    }

    /// <summary>A line for those who want to know more.</summary>
    public void Detail(string text)
    {
        if (Verbosity >= Verbosity.Verbose)
            Log.Profile.Out.Writer.WriteLine(VisibleText.Escape(text));
    }

    /// <summary>A finding about a file that is read now.</summary>
    public void Finding(string line) => Log.Profile.Out.Writer.WriteLine(line);

    /// <summary>The hunks of a unified diff.</summary>
    public void Diff(string hunks)
    {
        foreach (var line in hunks.TrimEnd('\n').Split('\n'))
            Results.Write(new Spectre.Console.Text(VisibleText.Escape(line.Replace("\t", "    ", StringComparison.Ordinal)) + "\n", Colors.ForDiffLine(line)));
    }

    public void Error(string text)
    {
        Log.Write(new Spectre.Console.Text("error: ", new Style(Color.Red)));
        Log.Profile.Out.Writer.WriteLine(VisibleText.Escape(text));
    }

    private static IAnsiConsole OpenConsole(TextWriter writer, bool isPlain, bool isFile)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isFile)
            console.Profile.Width = WidthOfAFile;
        return console;
    }
}
