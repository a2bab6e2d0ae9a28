using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

/// <summary>Reports as the bytes of their files.</summary>
internal static class Written
{
    public static byte[] Bytes(ReportFile report, params IEnumerable<RepositoryResult> results)
    {
        using var stream = new MemoryStream();
        using (var text = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            var tally = new RunTally();
            var begun = report.Begin(text, Sample.Header, Decisions.None);
            foreach (var result in results)
            {
                tally.Add(result);
                begun.Add(result);
            }

            begun.Complete(tally.Totals);
        }

        return stream.ToArray();
    }

    public static string Text(string fileName, params IEnumerable<RepositoryResult> results) =>
        Encoding.UTF8.GetString(Bytes(ReportList.All.Single(report => report.FileName == fileName), results));
}
