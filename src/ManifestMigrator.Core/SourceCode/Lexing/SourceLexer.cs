namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Cuts source code into tokens. Never fails, whatever the text, and takes time in proportion to its length.</summary>
internal static class SourceLexer
{
    public static TokenList Tokens(string text, SourceLanguage language)
    {
        var tokens = new TokenList(text);
        var reader = new TokenReader(tokens, 0, text.Length);
        if (language == SourceLanguage.CoffeeScript)
            CoffeeScript.Read(reader);
        else
            JavaScript.Read(reader);
        return tokens;
    }
}
