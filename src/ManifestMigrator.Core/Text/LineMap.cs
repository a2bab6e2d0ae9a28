namespace ManifestMigrator.Text;

/// <summary>A place in a text as people name it.</summary>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based, in UTF-16 code units, as editors and the Language Server Protocol count; a byte order mark does not count.</param>
public readonly record struct LinePosition(int Line, int Column);

/// <summary>Where the lines of a text begin. Found once for a text; every position in it is then looked up.</summary>
/// <remarks>
/// Every text ends with a line, an empty one after a final line break: an offset at the end of the text has a position too.
/// </remarks>
public sealed class LineMap
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    private LineMap(string text, ReadOnlySpan<char> breaks)
    {
        _text = text;
        for (var from = 0; text.AsSpan(from).IndexOfAny(breaks) is >= 0 and var length;)
        {
            from += length + 1;
            if (text[from - 1] != '\r' || from == text.Length || text[from] != '\n')
                _starts.Add(from);
        }
    }

    /// <summary>The lines that people see: CR LF, LF and CR each end one.</summary>
    public LineMap(string text)
        : this(text, "\r\n")
    {
    }

    /// <summary>The lines that git sees: only LF ends one, and CR is a character of it.</summary>
    public static LineMap ForGit(string text) => new(text, "\n");

    /// <summary>Number of lines; at least one.</summary>
    public int Count => _starts.Count;

    /// <summary>The position of an offset in the text.</summary>
    public LinePosition Position(int offset)
    {
        var line = Line(offset);
        return new LinePosition(line + 1, offset - _starts[line] + 1);
    }

    /// <summary>Zero-based line of an offset in the text.</summary>
    public int Line(int offset)
    {
        var line = _starts.BinarySearch(offset);
        return line < 0 ? ~line - 1 : line;
    }

    /// <summary>Offset at which a line begins.</summary>
    /// <param name="line">Zero-based; after the last line, the end of the text is meant.</param>
    public int Start(int line) => line < _starts.Count ? _starts[line] : _text.Length;
}
