using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>A migration that takes the field <c>clientId</c> out of a manifest.</summary>
internal static class RemovedField
{
    public const string Lost = "field-lost";
    public const string Escapes = "field-escapes";
    public const string Computed = "field-computed";
    public const string Nothing = "";

    public const string Before = """{ "fields": { "login": {}, "password": {}, "clientId": {} } }""";
    public const string After = """{ "fields": { "login": {}, "password": {} } }""";

    /// <summary>Codes of the findings that block it, one after another.</summary>
    public static string Blocking(params (string Path, string Text)[] files) => string.Join(
        ' ',
        Read.Report(new MigratedManifest("manifest.konnector", Before, After), files).Findings
            .Select(found => found.Finding)
            .Where(finding => finding.Severity == Severity.Error)
            .Select(finding => finding.Code));
}
