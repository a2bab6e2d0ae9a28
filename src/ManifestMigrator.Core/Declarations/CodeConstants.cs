using ManifestMigrator.References.Lexing;

namespace ManifestMigrator.Declarations;

/// <summary>The names a file gives to values, outside of every bracket. A name that is given twice stands for nothing.</summary>
internal sealed class CodeConstants
{
    private readonly Dictionary<string, TokenRange?> _values = new(StringComparer.Ordinal);

    public CodeConstants(TokenList tokens, SourceLanguage language)
    {
        var all = new TokenRange(tokens, 0, tokens.Count);
        foreach (var index in all.Outermost())
        {
            if (!tokens.IsName(index) || !tokens.Is(index + 1, "=") || tokens.IsMember(index) || !Declares(all, index, language))
                continue;
            var value = Statement.Value(all, index + 2, language);
            if (!_values.TryAdd(tokens.Word(index), value))
                _values[tokens.Word(index)] = null;
        }
    }

    /// <summary>The value of a name, or <see langword="null"/>.</summary>
    public TokenRange? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>In a function of CoffeeScript, which has no brackets, the line is indented.</summary>
    private static bool Declares(TokenRange all, int index, SourceLanguage language) =>
        language != SourceLanguage.CoffeeScript || Statement.Column(all, index) == 0;
}
