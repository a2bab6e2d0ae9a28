namespace ManifestMigrator.SourceCode;

/// <summary>Cuts source code into tokens. Never fails, whatever the text, and takes time in proportion to its length.</summary>
internal static class Lexer
{
    public static TokenList Tokenize(string text, SourceLanguage language)
    {
        var tokens = new TokenList(text, language);
        var reader = new TokenReader(tokens, 0, text.Length);
        if (language == SourceLanguage.CoffeeScript)
            CoffeeScriptLexer.Read(reader);
        else
            JavaScriptLexer.Read(reader);
        return tokens;
    }
}

/// <summary>The position in a text that is being cut into tokens. The lexer of each language decides what a character means.</summary>
/// <remarks>
/// A search for an end that may be missing is made once: <see cref="LineBoundUntil"/> and <see cref="NoRegexUntil"/> remember how far
/// it went in vain. That keeps the reading linear, whatever the text.
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

    /// <summary>Offset after the last character to read.</summary>
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

    /// <summary>Skips characters that are no token.</summary>
    public void Skip(int length)
    {
        if (!_lineEnded)
            _lineEnded = Text.AsSpan(Position, Math.Min(length, end - Position)).ContainsAny('\n', '\r');
        Position = Math.Min(end, Position + length);
    }

    /// <summary>Skips white space.</summary>
    public void SkipBlank()
    {
        while (Position < end && IsBlank(Text[Position]))
            _lineEnded |= Text[Position++] is '\n' or '\r';
    }

    /// <summary>Whether a character is white space, or the mark of a byte order.</summary>
    public static bool IsBlank(char character) => character == ' ' || char.IsWhiteSpace(character) || character == '\uFEFF';

    /// <summary>Skips everything up to and including a closing mark, which does not overlap the opening one of the same length.</summary>
    public void SkipThrough(string closing)
    {
        var length = Rest[closing.Length..].IndexOf(closing, StringComparison.Ordinal);
        Skip(length < 0 ? Rest.Length : closing.Length + length + closing.Length);
    }

    /// <summary>Skips the rest of the line.</summary>
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

    /// <summary>The code that follows is inside a text.</summary>
    public void BeginInterpolation(TextForm form) => _interpolations.Push((form, _brackets.Begin()));

    /// <summary>
    /// The text that goes on after the brace at <see cref="Position"/>; <see langword="null"/> when that brace closes one of the code.
    /// </summary>
    public TextForm? EndInterpolation() =>
        _interpolations.TryPeek(out var interpolation) && _brackets.TryEnd(interpolation.Level) ? _interpolations.Pop().Form : null;
}

/// <summary>Finds the brackets that belong together. One that is missing costs its own pair and those inside it.</summary>
internal sealed class OpenBrackets(TokenList tokens)
{
    private readonly List<int> _open = [];
    private readonly int[] _counts = new int[3];
    private int _floor;

    /// <summary>Takes note of the last token, a mark of one character.</summary>
    public void Add(char mark)
    {
        if (Kind(mark) is not { } kind)
            return;

        if (mark is '(' or '[' or '{')
        {
            _open.Add(tokens.Count - 1);
            _counts[kind]++;
        }
        else
        {
            Close(kind);
        }
    }

    /// <summary>From now on brackets are paired by themselves, until <see cref="TryEnd"/> is given the number that this returns.</summary>
    public int Begin()
    {
        var outer = _floor;
        _open.Add(~outer);
        _floor = _open.Count;
        return _floor;
    }

    /// <summary>Ends what <see cref="Begin"/> began, unless a brace has been opened since.</summary>
    public bool TryEnd(int level)
    {
        for (var i = _open.Count - 1; i >= level; i--)
        {
            if (tokens.Is(_open[i], "{"))
                return false;
            Drop();
        }

        _floor = ~_open[level - 1];
        _open.RemoveAt(level - 1);
        return true;
    }

    private void Close(int kind)
    {
        if (_counts[kind] == 0)
            return;

        while (_open.Count > _floor)
        {
            var opening = _open[^1];
            var isPartner = Kind(tokens.Text[tokens[opening].Start]) == kind;
            Drop();
            if (!isPartner)
                continue;
            tokens.Pair(opening, tokens.Count - 1);
            return;
        }
    }

    private void Drop()
    {
        _counts[Kind(tokens.Text[tokens[_open[^1]].Start])!.Value]--;
        _open.RemoveAt(_open.Count - 1);
    }

    private static int? Kind(char mark) => mark switch
    {
        '(' or ')' => 0,
        '[' or ']' => 1,
        '{' or '}' => 2,
        _ => null,
    };
}
