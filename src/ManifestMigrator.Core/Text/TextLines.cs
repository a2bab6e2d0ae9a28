namespace ManifestMigrator.Text;

/// <summary>
/// The lines of a text, each with its ending. Only a line feed ends a line, as git has it: a carriage return and every other
/// separator Unicode knows are characters of the line. Nothing follows a final line feed, not even an empty line.
/// </summary>
internal readonly struct TextLines
{
    private readonly string _text;
    private readonly List<int> _starts;

    public TextLines(string text)
    {
        _text = text;
        _starts = [];
        for (var start = 0; start < text.Length;)
        {
            _starts.Add(start);
            var feed = text.IndexOf('\n', start);
            start = feed < 0 ? text.Length : feed + 1;
        }
    }

    public int Count => _starts.Count;

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(Start(index)..Start(index + 1));

    /// <summary>The lines from <paramref name="first"/> up to, not including, <paramref name="end"/> as one text.</summary>
    public string Between(int first, int end) => _text[Start(first)..Start(end)];

    /// <summary>The lines of a text, each as a string of its own.</summary>
    public static string[] Split(string text)
    {
        var lines = new TextLines(text);
        var pieces = new string[lines.Count];
        for (var index = 0; index < pieces.Length; index++)
            pieces[index] = lines[index].ToString();

        return pieces;
    }

    private int Start(int index) => index < _starts.Count ? _starts[index] : _text.Length;
}
