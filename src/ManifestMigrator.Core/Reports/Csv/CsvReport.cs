using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A CSV file as a report: RFC 4180 with LF, and always with a header.</summary>
/// <remarks>
/// Every property of the row is a column, in the order they are declared, named like the property but in snake_case. Texts pass
/// <see cref="HarmlessText"/>; numbers stay numbers.
/// </remarks>
internal static class CsvReport
{
    /// <summary>The report that has the given rows of every repository.</summary>
    public static IReport Create<TRow>(TextWriter text, Func<RepositoryResult, IEnumerable<TRow>> rows)
    {
        var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        csv.Context.TypeConverterCache.AddConverter<string>(new HarmlessTextConverter());
        csv.Context.RegisterClassMap(new CsvColumns<TRow>());
        csv.WriteHeader<TRow>();
        csv.NextRecord();
        return new Rows<TRow>(csv, rows);
    }

    private sealed class Rows<TRow>(CsvWriter csv, Func<RepositoryResult, IEnumerable<TRow>> rows) : IReport
    {
        public void Add(RepositoryResult repository)
        {
            foreach (var row in rows(repository))
            {
                csv.WriteRecord(row);
                csv.NextRecord();
            }
        }

        public void Complete(RunTotals totals) => csv.Dispose();
    }
}
