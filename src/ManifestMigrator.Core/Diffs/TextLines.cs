namespace ManifestMigrator.Diffs;

/// <summary>
/// The lines of a text, each with its ending. Only a line feed ends a line, as git has it: a carriage return and every other
/// separator Unicode knows are characters of the line. Nothing follows a final line feed, not even an empty line.
/// </summary>
internal readonly struct TextLines
{
    private readonly string text;
    private readonly List<int> starts;

    public TextLines(string text)
    {
        this.text = text;
        starts = [];
        for (var start = 0; start < text.Length;)
        {
            starts.Add(start);
            var feed = text.IndexOf('\n', start);
            start = feed < 0 ? text.Length : feed + 1;
        }
    }

    public int Count => starts.Count;

    public ReadOnlySpan<char> this[int index] => text.AsSpan(Start(index)..Start(index + 1));

    /// <summary>The lines from <paramref name="first"/> up to, not including, <paramref name="end"/> as one text.</summary>
    public string Between(int first, int end) => text[Start(first)..Start(end)];

    /// <summary>The lines of a text, each as a string of its own.</summary>
    public static string[] Split(string text)
    {
        var lines = new TextLines(text);
        var pieces = new string[lines.Count];
        for (var index = 0; index < pieces.Length; index++)
            pieces[index] = lines[index].ToString();

        return pieces;
    }

    private int Start(int index) => index < starts.Count ? starts[index] : text.Length;
}
