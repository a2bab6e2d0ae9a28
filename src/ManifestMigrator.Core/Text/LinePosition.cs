namespace ManifestMigrator.Text;

/// <summary>A place in a text as people name it.</summary>
/// <param name="Line">One-based; LF, CR LF and a lone CR end a line.</param>
/// <param name="Column">One-based, in UTF-16 code units, as editors and the Language Server Protocol count; a byte order mark does not count.</param>
public readonly record struct LinePosition(int Line, int Column)
{
    /// <summary>The position of an offset in a text.</summary>
    public static LinePosition Find(string text, int offset)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset; i++)
        {
            if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < text.Length && text[i + 1] == '\n')))
                continue;
            line++;
            lineStart = i + 1;
        }
        return new LinePosition(line, offset - lineStart + 1);
    }

    /// <summary>The offset of a position in a text; the inverse of <see cref="Find"/>.</summary>
    public static int OffsetOf(string text, int line, int column)
    {
        var offset = 0;
        for (var current = 1; current < line; current++)
            offset = text.IndexOf('\n', offset) + 1;
        return Math.Min(text.Length, offset + Math.Max(column, 1) - 1);
    }
}
