using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode.Tree;

/// <summary>Where the lines of a text begin.</summary>
internal sealed class Lines
{
    private readonly List<int> _starts = [0];

    public Lines(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    public int Count => _starts.Count;

    public LinePosition PositionOf(int offset)
    {
        var line = _starts.BinarySearch(offset);
        if (line < 0)
            line = ~line - 1;
        return new LinePosition(line + 1, offset - _starts[line] + 1);
    }
}
