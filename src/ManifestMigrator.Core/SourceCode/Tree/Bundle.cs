using System.Collections.Frozen;
using ManifestMigrator.SourceCode.Lexing;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode.Tree;

/// <summary>Recognises what a build made of other files: the modules in it are no longer named by anybody.</summary>
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
