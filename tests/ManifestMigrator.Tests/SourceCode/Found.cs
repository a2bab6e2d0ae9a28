using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>What the scan finds in a piece of code, as one line.</summary>
internal static class Found
{
    /// <summary>The specifiers in their order; <c>?</c> for a computed one.</summary>
    public static string Specifiers(string code, SourceLanguage language) =>
        string.Join(' ', Imports(code, language).Select(import => import.IsDynamic ? "?" : import.Specifier));

    /// <summary>The names that are used of the first module.</summary>
    public static string Names(string code, SourceLanguage language = SourceLanguage.JavaScript) =>
        string.Join(' ', Imports(code, language)[0].Names);

    public static IReadOnlyList<Import> Imports(string code, SourceLanguage language) => ImportScan.Scan(Lexer.Tokenize(code, language));
}
