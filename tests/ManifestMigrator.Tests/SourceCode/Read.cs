using System.Text;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>A repository that is read for its source code.</summary>
internal static class Read
{
    public static SourceReport Report(params (string Path, string Text)[] files) => Report([], files);

    public static SourceReport Report(MigratedManifest manifest, params (string Path, string Text)[] files) => Report([manifest], files);

    public static SourceReport Report(IReadOnlyList<MigratedManifest> manifests, params (string Path, string Text)[] files) =>
        SourceReport.Create(SourceTree.Read(files.Select(file => new SourceFile(file.Path, Encoding.UTF8.GetBytes(file.Text))), manifests.Select(manifest => manifest.Path)), manifests);

    /// <summary>How a file that stands alone comes to its fields, in the order of its code.</summary>
    internal static IReadOnlyList<FieldRead> Reads(string path, string code)
    {
        var tree = SourceTree.Read([new SourceFile(path, Encoding.UTF8.GetBytes(code))], []);
        return FieldFlow.Follow(tree, tree.Code);
    }

    public static string Package(string libs, string main = "index.js") => $$"""{ "main": "{{main}}", "dependencies": { "cozy-konnector-libs": "{{libs}}" } }""";

    /// <summary>The modules of a report, one after another.</summary>
    public static string Modules(SourceReport report) => string.Join(' ', report.References.Select(reference => reference.Module));

    /// <summary>Codes and places of the findings, one after another.</summary>
    public static string Findings(SourceReport report) => string.Join(
        ", ", report.Findings.Select(found => $"{found.Finding.Severity} {found.Finding.Code} {found.Finding.Path}:{found.Finding.Line}:{found.Finding.Column}"));
}
