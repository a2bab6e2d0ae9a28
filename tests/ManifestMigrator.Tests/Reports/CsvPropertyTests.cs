using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Csv;
using ManifestMigrator.Rules;
using ManifestMigrator.Runs;
using ManifestMigrator.Tests.Fixtures;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Reports;

/// <summary>Whatever manifests, paths and branches hold: other readers see the rows and columns that were meant, and our own the very texts.</summary>
public sealed class CsvPropertyTests
{
    private static readonly Dictionary<string, Func<string, RepositoryResult, IEnumerable<object>>> Rows = new(StringComparer.Ordinal)
    {
        ["repositories.csv"] = (key, repository) => [new RepositoryRow(key, repository, Decisions.None)],
        ["manifests.csv"] = ManifestRow.Rows,
        ["changes.csv"] = ChangeRow.Rows,
        ["findings.csv"] = FindingRow.Rows,
        ["references.csv"] = ReferenceRow.Rows,
        ["uuids.csv"] = UuidRow.Rows,
    };

    private static IEnumerable<string> Files => Rows.Keys;

    [TestCaseSource(nameof(Files))]
    public void Every_row_has_its_columns_for_two_other_readers_and_its_texts_for_ours(string file) => Prop.ForAll(Results.ToArbitrary(), results =>
    {
        var text = Written.Text(file, results);
        var meant = results.SelectMany(result => Rows[file](result.Repository, result)).Select(Cells).ToList();
        var ours = CsvText.Read(text).Skip(1).Select(row => row.Cells).ToList();
        var columns = ByCsvHelper(text)[0].Length;

        Assert.That(ByCsvHelper(text).Concat(ByLetters(text)).Select(row => row.Length), Is.All.EqualTo(columns));
        Assert.That(ByCsvHelper(text).Skip(1), Is.EqualTo(meant.Select(row => row.Select(cell => cell.IsText ? FormulaGuard.Add(cell.Text) : cell.Text))));
        Assert.That(ByLetters(text), Is.EqualTo(ByCsvHelper(text)));
        Assert.That(ours, Is.EqualTo(meant.Select(row => row.Select(cell => cell.Text))));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void The_UUIDs_of_a_run_serve_as_the_ledger_of_the_next() => Prop.ForAll(Results.ToArbitrary(), results =>
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["uuids.csv"], Written.Text("uuids.csv", results));

        var ledger = UuidLedger.Read(new FileInfo(folder["uuids.csv"]));

        foreach (var manifest in results.SelectMany(result => UuidRow.Rows(result.Repository, result)))
            Assert.That(ledger.Uuids(manifest.Repository).GetValueOrDefault(manifest.Path), Is.EqualTo(manifest.Uuid));
    }).QuickCheckThrowOnFailure();

    /// <summary>What the columns of a row are meant to say; numbers are not guarded.</summary>
    private static List<(string Text, bool IsText)> Cells(object row) =>
    [
        .. row.GetType().GetProperties().Select(property => (Convert.ToString(property.GetValue(row), CultureInfo.InvariantCulture) ?? "", property.PropertyType == typeof(string))),
    ];

    private static List<string[]> ByCsvHelper(string text)
    {
        using var parser = new CsvParser(new StringReader(text), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }

    /// <summary>The second reader: RFC 4180 letter by letter, as Python's csv module sees it; a lone CR outside quotes ends a row too.</summary>
    private static List<string[]> ByLetters(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i], isQuoted)
            {
                case ('"', true) when i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case ('"', _):
                    isQuoted = !isQuoted;
                    break;
                case (',', false):
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case ('\n' or '\r', false):
                    rows.Add([.. row, cell.ToString()]);
                    row.Clear();
                    cell.Clear();
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }
        }
        return rows;
    }

    private static Gen<string> Text => Gen.Elements(
        "\r", "\n", "\r\n", ",", "\"", "'", "=", "@", "-", "+", "\t", " ", "\0", "\u0085", "\u2028", "\uFEFF", "\uFF1D", "\U000E0041", "é", "a", "@a/b", ";").ListOf().Select(string.Concat);

    /// <summary>Results of real plans of manifests in which every name and value is any text.</summary>
    private static Gen<IReadOnlyList<RepositoryResult>> Results =>
        from count in Gen.Choose(0, 3)
        from results in Planned.ListOf(count)
        select (IReadOnlyList<RepositoryResult>)[.. results.Select((result, index) => result with
        {
            Repository = $"h/o/{index}",
            Manifests = [.. result.Manifests.Select(manifest => manifest.Uuid.Length == 32 ? manifest with { Uuid = index.ToString("x32", CultureInfo.InvariantCulture) } : manifest)],
        })];

    private static Gen<RepositoryResult> Planned =>
        from slug in Text
        from name in Text
        from key in Text
        from value in Text
        from path in Text.Select(text => $"p{text}")
        from branch in Text
        from message in Text
        from hasUuid in Gen.Elements(true, false)
        select Plan(slug, name, key, value, path, branch, message, hasUuid ? "0123456789abcdef0123456789abcdef" : value);

    private static RepositoryResult Plan(string slug, string name, string key, string value, string path, string branch, string message, string uuid)
    {
        var manifest = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["slug"] = slug,
            ["name"] = name,
            ["uuid"] = uuid,
            ["vendorLink"] = value,
            ["dataType"] = new[] { value, name },
            ["fields"] = new Dictionary<string, object>(StringComparer.Ordinal) { [key] = new Dictionary<string, object>(StringComparer.Ordinal) { ["isRequired"] = true, ["label"] = value } },
        };
        var result = Migrator.Plan(JsonSerializer.SerializeToUtf8Bytes(manifest), new ManifestOrigin("h/o/n", path), DefaultMappings.Value).Result with { Path = path };
        return Sample.Repository("h/o/n", result) with
        {
            Source = value,
            Branch = branch,
            Message = message,
            References = [Sample.Reference(value)],
            Status = Enum.Parse<RepositoryStatus>($"{result.Status}"),
        };
    }
}
