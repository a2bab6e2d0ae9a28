using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary>Finds every place where code names a module.</summary>
internal static class ImportScan
{
    /// <summary>The imports in the order of the code.</summary>
    public static IReadOnlyList<Import> Scan(TokenList tokens, SourceLanguage language)
    {
        var sites = Sites(tokens, language).ToList();
        var names = ImportedNames.Find(tokens, sites);
        return
        [
            .. sites.Select((site, i) => new Import(
                site.Specifier == ImportSite.Computed ? "" : tokens.Word(site.Specifier),
                tokens[site.Specifier == ImportSite.Computed ? site.First : site.Specifier].Start)
            {
                Names = [.. names[i].Order(StringComparer.Ordinal)],
                IsMock = site.IsMock,
            }),
        ];
    }

    private static IEnumerable<ImportSite> Sites(TokenList tokens, SourceLanguage language)
    {
        var aliases = RequireAliases.In(tokens).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsName(i) && SiteAt(tokens, i, language, aliases) is { } site)
                yield return site;
        }
    }

    private static ImportSite? SiteAt(TokenList tokens, int name, SourceLanguage language, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> aliases) => tokens.Span(name) switch
    {
        "require" => RequireCall.At(tokens, name, language),
        "import" => tokens.Is(name + 1, "(") ? RequireCall.At(tokens, name, SourceLanguage.JavaScript) : ImportStatement.Import(tokens, name),
        "export" => ImportStatement.Export(tokens, name),
        "jest" => JestCall.At(tokens, name),
        _ => aliases.Contains(tokens.Span(name)) ? RequireCall.At(tokens, name, language) : null,
    };
}
