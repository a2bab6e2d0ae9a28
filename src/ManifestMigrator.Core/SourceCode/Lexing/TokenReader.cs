namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Where the reading of a text stands, and what it has found. What a character means, the languages decide.</summary>
/// <remarks>
/// Whatever looks for an end that may be missing looks once: <see cref="LineBoundUntil"/> and <see cref="NoRegexUntil"/> remember how far
/// it looked in vain. That keeps the reading linear, whatever the text.
/// </remarks>
internal sealed class TokenReader(TokenList tokens, int start, int end)
{
    private readonly int _start = start;
    private readonly OpenBrackets _brackets = new(tokens);
    private readonly Stack<(TextForm Form, int Level)> _interpolations = new();
    private bool _lineEnded;

    public TokenList Tokens => tokens;

    public string Text => tokens.Text;

    /// <summary>Offset of the next character to read.</summary>
    public int Position { get; set; } = start;

    /// <summary>Offset behind the last character to read.</summary>
    public int End => end;

    /// <summary>Up to here, texts end on the line they begin on: a search for a later end has failed.</summary>
    public int LineBoundUntil { get; set; }

    /// <summary>Up to here no regular expression begins: a search for the end of an earlier one has failed.</summary>
    public int NoRegexUntil { get; set; }

    public bool AtEnd => Position >= end;

    public char Current => Text[Position];

    /// <summary>Index of the last token; -1 before the first.</summary>
    public int Last => tokens.Count - 1;

    /// <summary>The characters from <see cref="Position"/> to the end.</summary>
    public ReadOnlySpan<char> Rest => Text.AsSpan(Position, end - Position);

    /// <summary>Whether white space, or nothing, stands before <see cref="Position"/>.</summary>
    public bool IsSpaced => Position == _start || char.IsWhiteSpace(Text[Position - 1]);

    public char Next(int distance = 1) => Position + distance < end ? Text[Position + distance] : '\0';

    public bool StartsWith(ReadOnlySpan<char> word) => Rest.StartsWith(word, StringComparison.Ordinal);

    /// <summary>Passes over characters that are no token.</summary>
    public void Skip(int length)
    {
        if (!_lineEnded)
            _lineEnded = Text.AsSpan(Position, Math.Min(length, end - Position)).ContainsAny('\n', '\r');
        Position = Math.Min(end, Position + length);
    }

    /// <summary>Passes over white space.</summary>
    public void SkipBlank()
    {
        while (Position < end && IsBlank(Text[Position]))
            _lineEnded |= Text[Position++] is '\n' or '\r';
    }

    /// <summary>Whether a character is white space, or the mark of a byte order.</summary>
    public static bool IsBlank(char character) => character == ' ' || char.IsWhiteSpace(character) || character == '\uFEFF';

    /// <summary>Passes over the rest of the line.</summary>
    public void SkipLine() => Position += LineLength();

    /// <summary>Number of characters up to the end of the line.</summary>
    public int LineLength() => Rest.IndexOfAny('\n', '\r') is >= 0 and var length ? length : Rest.Length;

    /// <summary>Adds a token that begins at an offset and ends at <see cref="Position"/>.</summary>
    public void Add(TokenKind kind, int from)
    {
        tokens.Add(new Token(kind, from, Position, _lineEnded));
        _lineEnded = false;
        if (kind == TokenKind.Mark && Position == from + 1)
            _brackets.Add(Text[from]);
    }

    /// <summary>The code that follows stands inside a text.</summary>
    public void BeginInterpolation(TextForm form) => _interpolations.Push((form, _brackets.Begin()));

    /// <summary>The text that goes on behind the brace at <see cref="Position"/>; <see langword="null"/> when that brace closes one of the code.</summary>
    public TextForm? EndInterpolation() =>
        _interpolations.TryPeek(out var interpolation) && _brackets.TryEnd(interpolation.Level) ? _interpolations.Pop().Form : null;
}
