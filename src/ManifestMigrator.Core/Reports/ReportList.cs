using ManifestMigrator.Reports.Csv;
using ManifestMigrator.Reports.Review;

namespace ManifestMigrator.Reports;

/// <summary>A report and the name of its file in the run folder.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Begin">Begins the report on a text that stays open when it is complete. The text's line ending is LF.</param>
public sealed record ReportFile(string FileName, Func<TextWriter, RunHeader, IReport> Begin);

/// <summary>Every report of a run, in the order they are put in place: <c>run.json</c> last, for it tells that the others are there.</summary>
public static class ReportList
{
    public static IReadOnlyList<ReportFile> All { get; } =
    [
        new("repositories.csv", (text, _) => CsvReport.Create(text, RepositoryRow.Rows)),
        new("manifests.csv", (text, _) => CsvReport.Create(text, ManifestRow.Rows)),
        new("changes.csv", (text, _) => CsvReport.Create(text, ChangeRow.Rows)),
        new("findings.csv", (text, _) => CsvReport.Create(text, FindingRow.Rows)),
        new("references.csv", (text, _) => CsvReport.Create(text, ReferenceRow.Rows)),
        new("uuids.csv", (text, _) => CsvReport.Create(text, UuidRow.Rows)),
        new(ReviewPage.FileName, (text, run) => new ReviewPage(text, run, Decisions.None)),
        new(RunJson.FileName, RunJson.Begin),
    ];
}
