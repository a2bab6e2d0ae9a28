using ManifestMigrator.Reports.Csv;
using ManifestMigrator.Reports.Review;

namespace ManifestMigrator.Reports;

/// <summary>A report and the name of its file in the run folder.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Begin">
/// Begins the report on a text that stays open when it is complete; the text's line ending is LF. The decisions are those when the
/// report is written.
/// </param>
public sealed record ReportFile(string FileName, Func<TextWriter, RunHeader, Decisions, IReport> Begin);

/// <summary>Every report of a run, in the order they are put in place: <c>run.json</c> last, for it tells that the others are there.</summary>
public static class ReportList
{
    public static IReadOnlyList<ReportFile> All { get; } =
    [
        new("repositories.csv", (text, _, decisions) => CsvReport.Create<RepositoryRow>(text, (key, repository) => [new(key, repository, decisions)])),
        new("manifests.csv", (text, _, _) => CsvReport.Create(text, ManifestRow.Rows)),
        new("changes.csv", (text, _, _) => CsvReport.Create(text, ChangeRow.Rows)),
        new("findings.csv", (text, _, _) => CsvReport.Create(text, FindingRow.Rows)),
        new("references.csv", (text, _, _) => CsvReport.Create(text, ReferenceRow.Rows)),
        new("uuids.csv", (text, _, _) => CsvReport.Create(text, UuidRow.Rows)),
        new(ReviewPage.FileName, (text, run, decisions) => new ReviewPage(text, run, decisions)),
        new(RunSummary.FileName, (text, run, decisions) => new RunSummary(text, run, decisions)),
        new(RunJson.FileName, (text, run, _) => RunJson.Begin(text, run)),
    ];
}
