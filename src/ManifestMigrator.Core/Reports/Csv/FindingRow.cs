using System.ComponentModel;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A line of <c>findings.csv</c>: what was noticed about a repository or one of its manifests.</summary>
internal sealed class FindingRow(RepositoryResult repository, string path, Finding finding)
{
    [Description("Identity of the repository.")]
    public string Repository => repository.Repository;

    [Description("Path in the repository of the file that the place is in: the manifest, or source code; empty for the repository as a whole.")]
    public string Path => finding.Path.Length > 0 ? finding.Path : path;

    [Description("Line in the file as it was read; 0 when it is about no place.")]
    public int Line => finding.Line;

    [Description("Column in that line, in UTF-16 code units; 0 when it is about no place.")]
    public int Column => finding.Column;

    [Description("info, warning or error.")]
    public string Severity => Spelling.Spell(finding.Severity);

    [Description("Stable code of what was found.")]
    public string Code => finding.Code;

    [Description("JSON Pointer of the place.")]
    public string Pointer => finding.Pointer;

    [Description("What is there, in a sentence.")]
    public string Message => finding.Message;

    [Description("What a person can do about it.")]
    public string Hint => finding.Hint;

    public static IEnumerable<FindingRow> Rows(RepositoryResult repository) =>
    [
        .. repository.Findings.Select(finding => new FindingRow(repository, "", finding)),
        .. from manifest in repository.Manifests
           from finding in manifest.Findings
           select new FindingRow(repository, manifest.Path, finding),
    ];
}
