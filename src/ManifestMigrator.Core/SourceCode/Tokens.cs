namespace ManifestMigrator.SourceCode;

/// <summary>The tokens of a text in their order. Any index may be asked about; beyond both ends the answer is always no.</summary>
internal sealed class TokenList(string text, SourceLanguage language)
{
    private const int NoPartner = -1;
    private const int UsualTokenLength = 4;

    // Arrays, because the code for a list of tokens would be compiled anew in every process.
    private Token[] _tokens = new Token[text.Length / UsualTokenLength];
    private int[] _partners = new int[text.Length / UsualTokenLength];

    public string Text => text;

    public SourceLanguage Language => language;

    public bool IsCoffeeScript => language == SourceLanguage.CoffeeScript;

    public int Count { get; private set; }

    public Token this[int index] => _tokens[index];

    /// <summary>Whether a name or a mark is written in exactly these characters.</summary>
    public bool Is(int index, ReadOnlySpan<char> word) => Has(index) && Span(index).SequenceEqual(word);

    /// <summary>Whether it is written in exactly the characters of one of these.</summary>
    public bool IsAny(int index, string[] words)
    {
        foreach (var word in words)
        {
            if (Is(index, word))
                return true;
        }
        return false;
    }

    public bool IsName(int index) => Has(index) && _tokens[index].Kind == TokenKind.Name;

    public bool IsText(int index) => Has(index) && _tokens[index].Kind == TokenKind.Text;

    public bool IsKind(int index, TokenKind kind) => Has(index) && _tokens[index].Kind == kind;

    public bool BeginsLine(int index) => !Has(index) || _tokens[index].BeginsLine;

    /// <summary>Whether a name is that of a member, as in <c>a.name</c>, <c>a?.name</c>, <c>@name</c> or <c>A::name</c>.</summary>
    public bool IsMember(int index) =>
        Has(index - 1) && _tokens[index - 1].Kind == TokenKind.Mark && (IsDot(index - 1) || Is(index - 1, "@") || Is(index - 1, "::"));

    /// <summary>Whether white space or a comment stands before a token.</summary>
    public bool IsSpaced(int index) => index > 0 && Has(index) && _tokens[index].Start > _tokens[index - 1].End;

    public bool IsDot(int index) => Is(index, ".") || Is(index, "?.");

    public ReadOnlySpan<char> Span(int index) => text.AsSpan(_tokens[index].Start, _tokens[index].End - _tokens[index].Start);

    /// <summary>A name as it is written, or what a text says.</summary>
    public string Word(int index) => _tokens[index].Kind == TokenKind.Text ? TextValue.Decode(Span(index)) : Span(index).ToString();

    /// <summary>The other bracket of a pair; -1 for what is no bracket, and for one without a partner.</summary>
    public int Partner(int index) => Has(index) ? _partners[index] : NoPartner;

    /// <summary>
    /// The index after a token, or after the closing bracket when it opens a pair: so whatever stands between brackets is passed over.
    /// </summary>
    public int After(int index) => Math.Max(index, Partner(index)) + 1;

    public void Add(Token token)
    {
        if (Count == _tokens.Length)
        {
            Array.Resize(ref _tokens, (2 * Count) + 1);
            Array.Resize(ref _partners, _tokens.Length);
        }
        _tokens[Count] = token;
        _partners[Count++] = NoPartner;
    }

    public void Pair(int opening, int closing)
    {
        _partners[opening] = closing;
        _partners[closing] = opening;
    }

    private bool Has(int index) => index >= 0 && index < Count;
}

/// <summary>A piece of code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last one.</param>
/// <param name="BeginsLine">Whether a line ends between the token before and this one.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, bool BeginsLine);

/// <summary>What a token is. Comments and white space are none.</summary>
internal enum TokenKind
{
    /// <summary>An identifier or a keyword.</summary>
    Name,

    Number,

    /// <summary>A whole text between quotes, with nothing computed in it.</summary>
    Text,

    /// <summary>A text up to its first interpolation; the tokens of the interpolations follow.</summary>
    TextStart,

    /// <summary>The end of a text that has interpolations.</summary>
    TextEnd,

    /// <summary>A text that is not closed where it must be.</summary>
    Broken,

    /// <summary>A regular expression with its slashes.</summary>
    Regex,

    /// <summary>A bracket, an operator, a separator.</summary>
    Mark,
}

internal enum SourceLanguage
{
    /// <summary>Also TypeScript and JSX.</summary>
    JavaScript,

    CoffeeScript,
}
