namespace ManifestMigrator.SourceCode.Lexing;

internal enum SourceLanguage
{
    /// <summary>Also TypeScript and JSX.</summary>
    JavaScript,

    CoffeeScript,
}
