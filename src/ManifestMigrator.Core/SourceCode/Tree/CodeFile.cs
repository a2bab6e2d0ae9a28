using System.Text;
using ManifestMigrator.SourceCode.Imports;
using ManifestMigrator.SourceCode.Lexing;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode.Tree;

/// <summary>A file of source code and what it imports.</summary>
internal sealed class CodeFile
{
    private CodeFile(string path, TokenList tokens, LineMap lines, SourceLanguage language)
    {
        Path = path;
        Tokens = tokens;
        Lines = lines;
        Language = language;
        Imports = ImportScan.Scan(tokens, language);
    }

    public string Path { get; }

    public TokenList Tokens { get; }

    public LineMap Lines { get; }

    public SourceLanguage Language { get; }

    public IReadOnlyList<Import> Imports { get; }

    /// <summary>Reads a file; what is no UTF-8 in it is passed over.</summary>
    /// <returns><see langword="null"/> for a bundle.</returns>
    public static CodeFile? Read(SourceFile file)
    {
        if (file.Content is not { Length: <= SourceNames.MaximumLength } content)
            return null;

        var text = Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
        var lines = new LineMap(text);
        if (Bundle.IsMinified(text, lines))
            return null;

        var language = SourceNames.IsCoffee(file.Path) ? SourceLanguage.CoffeeScript : SourceLanguage.JavaScript;
        var tokens = SourceLexer.Tokens(text, language);
        return Bundle.HasLoader(tokens) ? null : new CodeFile(file.Path, tokens, lines, language);
    }
}
