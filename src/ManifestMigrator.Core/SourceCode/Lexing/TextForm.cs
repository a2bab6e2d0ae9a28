using System.Buffers;

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>A way to write a text.</summary>
internal sealed class TextForm
{
    private TextForm(string quote, char interpolation, bool spansLines)
    {
        Quote = quote;
        Interpolation = interpolation;
        SpansLines = spansLines;
        Stops = SearchValues.Create($"{quote[0]}\\{(interpolation == '\0' ? "" : interpolation)}");
        LineStops = SearchValues.Create($"{quote[0]}\\\n\r{(interpolation == '\0' ? "" : interpolation)}");
    }

    public static TextForm SingleQuoted { get; } = new("'", '\0', spansLines: false);

    public static TextForm DoubleQuoted { get; } = new("\"", '\0', spansLines: false);

    public static TextForm Template { get; } = new("`", '$', spansLines: true);

    public static TextForm CoffeeSingleQuoted { get; } = new("'", '\0', spansLines: true);

    public static TextForm CoffeeDoubleQuoted { get; } = new("\"", '#', spansLines: true);

    public static TextForm SingleHeredoc { get; } = new("'''", '\0', spansLines: true);

    public static TextForm DoubleHeredoc { get; } = new("\"\"\"", '#', spansLines: true);

    /// <summary>A regular expression over several lines; it may be computed like a text.</summary>
    public static TextForm RegexHeredoc { get; } = new("///", '#', spansLines: true);

    /// <summary>What stands at both ends.</summary>
    public string Quote { get; }

    /// <summary>The character that, with a brace behind it, begins code; <c>\0</c> when there is no such thing.</summary>
    public char Interpolation { get; }

    /// <summary>Whether the text may go on after its line.</summary>
    public bool SpansLines { get; }

    /// <summary>The characters to look at in such a text.</summary>
    public SearchValues<char> Stops { get; }

    /// <summary>The characters to look at where it may not span lines.</summary>
    public SearchValues<char> LineStops { get; }
}
