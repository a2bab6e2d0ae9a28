using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A CSV file as a report: RFC 4180 with LF, and always with a header.</summary>
/// <remarks>
/// Every property of the row is a column, in the order they are declared, named like the property but in snake_case. Texts pass
/// <see cref="FormulaGuard"/>; numbers stay numbers, and an absent one is an empty cell.
/// </remarks>
internal static class CsvReport
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>The report that has the given rows of every repository.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="rows">The rows of a repository, whose column <c>repository</c> has the text that comes first.</param>
    public static IReport Create<TRow>(TextWriter text, Func<string, RepositoryResult, IEnumerable<TRow>> rows)
    {
        // CsvHelper itself looks for its own line ending only: a lone CR would split the row for other readers.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\n",
            ShouldQuote = cell => cell.Field.AsSpan().ContainsAny(Special) || cell.Field is [' ', ..] or [.., ' '],
        };
        var csv = new CsvWriter(text, configuration, leaveOpen: true);
        var columns = Array.ConvertAll(typeof(TRow).GetProperties(), Column<TRow>.From);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        csv.NextRecord();
        return new Report<TRow>(csv, columns, rows);
    }

    private sealed class Report<TRow>(CsvWriter csv, Column<TRow>[] columns, Func<string, RepositoryResult, IEnumerable<TRow>> rows) : IReport
    {
        private readonly DistinctNames _names = new();

        public void Add(RepositoryResult repository)
        {
            foreach (var row in rows(Key(repository), repository))
            {
                foreach (var column in columns)
                    csv.WriteField(column.Cell(row));
                csv.NextRecord();
            }
        }

        public void Complete(RunTotals totals) => csv.Dispose();

        /// <summary>
        /// Unique among the repositories with a plan: a second plan for an identity has the revision behind it. Those of one identity
        /// follow each other.
        /// </summary>
        private string Key(RepositoryResult repository)
        {
            if (repository.Manifests.Count == 0)
                return repository.Repository;
            var revision = repository.Branch.Length > 0 ? repository.Branch : repository.Commit;
            return _names.Next(repository, repository.Repository, $"{repository.Repository}#{revision}");
        }
    }

    /// <summary>A property of a row.</summary>
    /// <remarks>It is read by a delegate: the code that the library makes for whole rows is compiled anew in every process.</remarks>
    private sealed record Column<TRow>(string Name, Func<TRow, string> Cell)
    {
        public static Column<TRow> From(PropertyInfo property)
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            if (property.PropertyType == typeof(string))
            {
                var text = property.GetMethod!.CreateDelegate<Func<TRow, string>>();
                return new(name, row => FormulaGuard.Add(text(row)));
            }
            if (property.PropertyType == typeof(int))
            {
                var number = property.GetMethod!.CreateDelegate<Func<TRow, int>>();
                return new(name, row => number(row).ToString(CultureInfo.InvariantCulture));
            }
            var optional = property.GetMethod!.CreateDelegate<Func<TRow, int?>>();
            return new(name, row => optional(row)?.ToString(CultureInfo.InvariantCulture) ?? "");
        }
    }
}
