using System.Reflection;
using System.Text.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Csv;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Reports;

/// <summary><c>docs/run-folder.md</c> says what the code does.</summary>
public sealed class RunFolderPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "run-folder.md"));

    private static readonly (string File, Type Row)[] Tables =
    [
        ("repositories.csv", typeof(RepositoryRow)),
        ("manifests.csv", typeof(ManifestRow)),
        ("changes.csv", typeof(ChangeRow)),
        ("findings.csv", typeof(FindingRow)),
        ("references.csv", typeof(ReferenceRow)),
        ("uuids.csv", typeof(UuidRow)),
    ];

    private static IEnumerable<string> Files => Tables.Select(table => table.File);

    [TestCaseSource(nameof(Files))]
    public void Every_column_of_a_table_is_described_in_its_order_and_in_the_words_of_the_code(string file)
    {
        var described = Section($"### {file}").Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var columns = Tables.Single(table => table.File == file).Row.GetProperties()
            .Select(column => $"| `{JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name)}` | {column.GetCustomAttribute<System.ComponentModel.DescriptionAttribute>()!.Description} |");

        Assert.That(described, Is.EqualTo(columns));
    }

    [TestCaseSource(nameof(Files))]
    public void The_header_of_a_table_has_the_columns_that_are_described(string file) => Assert.That(
        Written.Text(file).TrimEnd().Split(','),
        Is.EqualTo(Section($"### {file}").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])));

    [Test]
    public void Every_report_is_named() =>
        Assert.That(ReportList.All.Select(report => report.FileName), Is.All.Matches<string>(name => Section("# The run folder").Any(line => line.Contains($"`{name}`", StringComparison.Ordinal))));

    [Test]
    public void Every_action_is_explained() => Assert.That(
        Section("## Actions").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]),
        Is.EqualTo(Spelling.All<FindingAction>()));

    private static IEnumerable<string> Section(string heading) =>
        Lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));
}
