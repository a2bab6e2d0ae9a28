using System.Collections.Frozen;
using System.Text;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode;

/// <summary>A file of source code and what it imports.</summary>
internal sealed class CodeFile
{
    private CodeFile(string path, TokenList tokens, LineMap lines)
    {
        Path = path;
        Tokens = tokens;
        Lines = lines;
        Imports = ImportScan.Scan(tokens);
    }

    public string Path { get; }

    public TokenList Tokens { get; }

    public LineMap Lines { get; }

    public IReadOnlyList<Import> Imports { get; }

    /// <summary>Reads a file; bytes that are no UTF-8 do no harm.</summary>
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
        var tokens = Lexer.Tokenize(text, language);
        return Bundle.HasLoader(tokens) ? null : new CodeFile(file.Path, tokens, lines);
    }
}

/// <summary>Recognises files that a build made of others: nothing names the modules in them any more.</summary>
internal static class Bundle
{
    private const int LongLine = 200;
    private const int FewCharacters = 5_000;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Loaders = FrozenSet
        .ToFrozenSet(["__webpack_require__", "__nccwpck_require__", "webpackJsonp", "parcelRequire"], StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a text has lines that nobody writes.</summary>
    public static bool IsMinified(string text, LineMap lines) => text.Length > FewCharacters && text.Length / lines.Count > LongLine;

    /// <summary>Whether code has the loader of a bundler in it.</summary>
    public static bool HasLoader(TokenList tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsName(i) && Loaders.Contains(tokens.Span(i)))
                return true;
        }
        return false;
    }
}
