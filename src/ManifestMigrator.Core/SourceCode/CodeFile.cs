using System.Text;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode;

/// <summary>A file of source code and what it imports.</summary>
internal sealed class CodeFile
{
    private readonly Lazy<CodeStructure> _structure;
    private readonly Lazy<ModuleLinks> _links;

    private CodeFile(string path, TokenList tokens, LineMap lines)
    {
        Path = path;
        Tokens = tokens;
        Lines = lines;
        Imports = ImportScan.Scan(tokens);
        _structure = new Lazy<CodeStructure>(() => CodeStructure.Read(tokens));
        _links = new Lazy<ModuleLinks>(() => ModuleLinks.Read(Structure));
    }

    public string Path { get; }

    public TokenList Tokens { get; }

    public LineMap Lines { get; }

    public IReadOnlyList<Import> Imports { get; }

    /// <summary>Found when it is first asked for.</summary>
    public CodeStructure Structure => _structure.Value;

    /// <summary>Found when it is first asked for.</summary>
    public ModuleLinks Links => _links.Value;

    /// <summary>Reads a file; bytes that are no UTF-8 do no harm.</summary>
    /// <returns><see langword="null"/> for a bundle, and for a file that is too large.</returns>
    public static CodeFile? Read(SourceFile file)
    {
        if (file.Content is not { Length: <= SourceNames.MaximumLength } content)
            return null;

        var text = Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
        var language = SourceNames.IsCoffee(file.Path) ? SourceLanguage.CoffeeScript : SourceLanguage.JavaScript;
        var tokens = Lexer.Tokenize(text, language);
        return Bundle.HasLoader(tokens) ? null : new CodeFile(file.Path, tokens, new LineMap(text));
    }
}

/// <summary>Recognises files that a build made of others: nothing names the modules in them any more.</summary>
/// <remarks>
/// Bundlers, minified or not, put a loader before the modules. It keeps each module in a table, <c>cache[id] = { …, exports: {} }</c>, and
/// runs it with what it exports, <c>modules[id](module, module.exports, …)</c>.
/// </remarks>
internal static class Bundle
{
    private const int MaximumEntry = 40;

    public static bool HasLoader(TokenList tokens)
    {
        var keepsModules = false;
        var runsModules = false;
        for (var i = 0; i < tokens.Count && !(keepsModules && runsModules); i++)
        {
            if (!tokens.Is(i, "exports"))
                continue;
            keepsModules |= tokens.Is(i + 1, ":") && tokens.Is(i + 2, "{") && tokens.Is(i + 3, "}") && IsEntry(tokens, i);
            runsModules |= tokens.IsDot(i - 1)
                && tokens.IsName(i - 2)
                && tokens.Is(i - 3, ",")
                && tokens.Is(i + 1, ",")
                && (tokens.Is(i - 4, tokens.Span(i - 2)) || tokens.Is(i - 4, "exports"));
        }
        return keepsModules && runsModules;
    }

    /// <summary>Whether a key stands in an object that is given to an element of a table.</summary>
    private static bool IsEntry(TokenList tokens, int key)
    {
        for (var i = key - 1; i > key - MaximumEntry; i--)
        {
            if (tokens.Is(i, "{"))
                return tokens.Is(i - 1, "=") && tokens.Is(i - 2, "]") && tokens.Partner(i - 2) >= 0;
        }
        return false;
    }
}
