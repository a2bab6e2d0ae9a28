using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.Catalogue;

/// <summary>The names a file gives to values, outside of every bracket. A name that is given twice stands for nothing.</summary>
internal sealed class CodeConstants
{
    private const int Twice = -1;

    private readonly TokenRange _all;
    private readonly SourceLanguage _language;
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);

    public CodeConstants(TokenList tokens, SourceLanguage language)
    {
        _all = new TokenRange(tokens, 0, tokens.Count);
        _language = language;
        foreach (var index in _all.Outermost().Where(IsNamed))
        {
            if (!_starts.TryAdd(tokens.Word(index), index + 2))
                _starts[tokens.Word(index)] = Twice;
        }
    }

    /// <summary>The value of a name, or <see langword="null"/>.</summary>
    public TokenRange? Find(string name) => _starts.TryGetValue(name, out var start) && start != Twice ? Statement.Value(_all, start, _language) : null;

    /// <summary>In a function of CoffeeScript, which has no brackets, the line is indented.</summary>
    private bool IsNamed(int index) =>
        _all.Tokens.IsName(index)
        && _all.Tokens.Is(index + 1, "=")
        && !_all.Tokens.IsMember(index)
        && (_language != SourceLanguage.CoffeeScript || ((index == 0 || _all.Tokens.BeginsLine(index)) && _all.Column(index) == 0));
}
