using System.Collections.Frozen;
using System.Text;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode;

/// <summary>A file of source code and what it imports.</summary>
internal sealed class CodeFile
{
    private CodeFile(string path, TokenList tokens, Lines lines)
    {
        Path = path;
        Tokens = tokens;
        Lines = lines;
        Imports = ImportScan.Scan(tokens);
    }

    public string Path { get; }

    public TokenList Tokens { get; }

    public Lines Lines { get; }

    public IReadOnlyList<Import> Imports { get; }

    /// <summary>Reads a file; bytes that are no UTF-8 do no harm.</summary>
    /// <returns><see langword="null"/> for a bundle.</returns>
    public static CodeFile? Read(SourceFile file)
    {
        if (file.Content is not { Length: <= SourceNames.MaximumLength } content)
            return null;

        var text = Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
        var lines = new Lines(text);
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
    public static bool IsMinified(string text, Lines lines) => text.Length > FewCharacters && text.Length / lines.Count > LongLine;

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

/// <summary>Where the lines of a text begin.</summary>
internal sealed class Lines
{
    private readonly List<int> _starts = [0];

    public Lines(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    public int Count => _starts.Count;

    public LinePosition PositionOf(int offset)
    {
        var line = _starts.BinarySearch(offset);
        if (line < 0)
            line = ~line - 1;
        return new LinePosition(line + 1, offset - _starts[line] + 1);
    }
}
