namespace ManifestMigrator.References.Lexing;

/// <summary>The tokens of a text in their order. Every question may be asked of any index: beyond both ends nothing is anything.</summary>
internal sealed class TokenList(string text)
{
    private const int NoPartner = -1;

    private readonly List<Token> _tokens = [];
    private readonly List<int> _partners = [];

    public string Text => text;

    public int Count => _tokens.Count;

    public Token this[int index] => _tokens[index];

    /// <summary>Whether a name or a mark is written in exactly these characters.</summary>
    public bool Is(int index, ReadOnlySpan<char> word) => Has(index) && Span(index).SequenceEqual(word);

    public bool IsName(int index) => Has(index) && _tokens[index].Kind == TokenKind.Name;

    public bool IsText(int index) => Has(index) && _tokens[index].Kind == TokenKind.Text;

    public bool IsKind(int index, TokenKind kind) => Has(index) && _tokens[index].Kind == kind;

    public bool BeginsLine(int index) => !Has(index) || _tokens[index].BeginsLine;

    /// <summary>Whether a name is that of a member, as in <c>a.name</c>, <c>a?.name</c>, <c>@name</c> or <c>A::name</c>.</summary>
    public bool IsMember(int index) => Has(index - 1) && _tokens[index - 1].Kind == TokenKind.Mark && (IsDot(index - 1) || Is(index - 1, "@") || Is(index - 1, "::"));

    public bool IsDot(int index) => Is(index, ".") || Is(index, "?.");

    public ReadOnlySpan<char> Span(int index) => text.AsSpan(_tokens[index].Start, _tokens[index].End - _tokens[index].Start);

    /// <summary>A name as it is written, or what a text says.</summary>
    public string Word(int index) => _tokens[index].Kind == TokenKind.Text ? TextValue.Of(Span(index)) : Span(index).ToString();

    /// <summary>The other bracket of a pair; -1 for what is no bracket, and for one without a partner.</summary>
    public int Partner(int index) => Has(index) ? _partners[index] : NoPartner;

    /// <summary>The index behind a token, or behind the closing bracket when it opens a pair: so whatever stands between brackets is passed over.</summary>
    public int After(int index) => Math.Max(index, Partner(index)) + 1;

    public void Add(Token token)
    {
        _tokens.Add(token);
        _partners.Add(NoPartner);
    }

    public void Pair(int opening, int closing)
    {
        _partners[opening] = closing;
        _partners[closing] = opening;
    }

    private bool Has(int index) => index >= 0 && index < _tokens.Count;
}
