using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Csv;

namespace ManifestMigrator.Tests.Reports;

public sealed class CsvReportTests
{
    private const string Uuid = "0123456789abcdef0123456789abcdef";

    [TestCase("repositories.csv", "repository,source,branch,commit,status,reason,message,impact,form,manifests,changes,errors,warnings,decision,note,patch,delivery_branch,delivery_commit,pushed,request,request_state,checks")]
    [TestCase("manifests.csv", "repository,path,slug,name,uuid,form,status,impact,changes,errors,warnings,lines_added,lines_removed,sha256_before,sha256_after")]
    [TestCase("changes.csv", "repository,path,line,rule,kind,pointer_before,pointer_after,value_before,value_after")]
    [TestCase("findings.csv", "repository,path,line,column,severity,action,code,pointer,message,hint")]
    [TestCase("references.csv", "repository,path,line,column,specifier,module,kind,action,replacement,hint")]
    [TestCase("uuids.csv", "uuid,slug,repository,path")]
    public void An_empty_run_has_the_header(string file, string header) =>
        Assert.That(Written.Text(file), Is.EqualTo(header + "\n"));

    [Test]
    public void Every_source_has_one_row() => Assert.That(
        Rows("repositories.csv", Sample.Repository("h/a/a"), Sample.Repository("h/a/b", Sample.Manifest("x"), Sample.Manifest("y")) with { Patch = "patches/h/a/b.patch" }),
        Is.EqualTo(
            $"h/a/a,h/a/a,main,{new string('1', 40)},no-manifest,no-manifest,,,,0,0,0,0,,,,,,,,,\n"
            + $"h/a/b,h/a/b,main,{new string('1', 40)},migrated,changes-planned,,none,camel,2,2,0,0,,,patches/h/a/b.patch,,,,,,\n"));

    [Test]
    public void Every_manifest_has_one_row() => Assert.That(
        Rows("manifests.csv", Sample.Repository("h/a/b", Sample.Manifest("x") with { Slug = "s", Name = "n", Uuid = "u", Form = ManifestForm.Year2017 })),
        Is.EqualTo($"h/a/b,x,s,n,u,2017,migrated,none,1,0,0,1,1,{new string('a', 64)},{new string('b', 64)}\n"));

    [Test]
    public void Every_change_has_one_row_with_its_values_as_they_are_written() => Assert.That(
        Rows("changes.csv", Sample.Repository("h/a/b", Sample.Manifest("x") with
        {
            Changes = [new Change("category", ChangeKind.Replace, 4, "/category", "/categories", "\"a\"", "[\"a\", 1.50]")],
        })),
        Is.EqualTo("h/a/b,x,4,category,replace,/category,/categories,\"\"\"a\"\"\",\"[\"\"a\"\", 1.50]\"\n"));

    [Test]
    public void A_finding_about_the_repository_has_no_path() => Assert.That(
        Rows("findings.csv", Sample.Repository("h/a/b", Sample.Manifest("x") with { Findings = [new Finding(Severity.Error, "b", "/p", "m", "h") { Line = 2, Column = 3 }] }) with
        {
            Findings = [new Finding(Severity.Info, "a", "", "m", "")],
        }),
        Is.EqualTo("h/a/b,x,2,3,error,look,b,/p,m,h\nh/a/b,,,,info,look,a,,m,\n"));

    [Test]
    public void Findings_stand_in_the_order_in_which_a_person_has_to_act_on_them()
    {
        Finding[] findings = [Found("category-others", Severity.Info), Found("uuid-ledger", Severity.Warning), Found("text-dropped", Severity.Warning), Found("duplicate-key", Severity.Error), Found("missing-property", Severity.Warning)];
        var rows = CsvText.Read(Written.Text("findings.csv", Sample.Repository("h/a/b", Sample.Manifest("x") with { Findings = findings }) with { Findings = [Found("both-present", Severity.Warning)] })).Skip(1);

        Assert.That(rows.Select(row => $"{row.Cells[5]} {row.Cells[6]}"), Is.EqualTo(new[]
        {
            "fix duplicate-key", "decide both-present", "decide uuid-ledger", "fix missing-property", "look text-dropped", "look category-others",
        }));

        static Finding Found(string code, Severity severity) => new(severity, code, "", "m", "");
    }

    [Test]
    public void Of_every_plan_it_is_told_what_was_decided_and_noted()
    {
        var (approved, rejected, earlier, open) = (Plan("approved"), Plan("rejected"), Plan("earlier"), Plan("open"));
        var decisions = Decisions.From(
        [
            new("h/a/approved", new Decision(Verdict.Approved, "fine", Decisions.Digest(approved))),
            new("h/a/rejected", new Decision(Verdict.Rejected, "=no", "")),
            new("h/a/earlier", new Decision(Verdict.Approved, "", new string('0', 64))),
        ]);
        using var text = new StringWriter { NewLine = "\n" };
        var report = ReportList.All.Single(report => report.FileName == "repositories.csv").Begin(text, Sample.Header, decisions);
        foreach (var repository in new[] { approved, earlier, open, rejected })
            report.Add(repository);
        report.Complete(new RunTally().Totals);

        var rows = CsvText.Read($"{text}").ToList();
        var (decision, note) = (rows[0].Cells.ToList().IndexOf("decision"), rows[0].Cells.ToList().IndexOf("note"));
        Assert.That(rows.Skip(1).Select(row => $"{row.Cells[0]} {row.Cells[decision]} {row.Cells[note]}".TrimEnd()), Is.EqualTo(new[]
        {
            "h/a/approved approved fine", "h/a/earlier approved-before", "h/a/open", "h/a/rejected rejected =no",
        }));

        static RepositoryResult Plan(string name) => Sample.Repository($"h/a/{name}", Sample.Manifest("x"));
    }

    [Test]
    public void What_is_no_manifest_has_neither_form_nor_impact() => Assert.That(
        Rows("manifests.csv", Sample.Repository("h/a/b") with { Status = RepositoryStatus.Skipped, Manifests = [Sample.Manifest("x") with { Status = ManifestStatus.Skipped, Changes = [], Hunks = "" }] }),
        Does.StartWith("h/a/b,x,,,,,skipped,,0,"));

    [Test]
    public void A_finding_in_source_code_has_the_path_of_that_file() => Assert.That(
        Rows("findings.csv", Sample.Repository("h/a/b", Sample.Manifest("x") with { Findings = [new Finding(Severity.Error, "b", "/p", "m", "h") { Path = "src/i.js", Line = 2, Column = 3 }] })),
        Is.EqualTo("h/a/b,src/i.js,2,3,error,look,b,/p,m,h\n"));

    [Test]
    public void Every_use_of_a_shared_module_has_one_row() => Assert.That(
        Rows("references.csv", Sample.Repository("h/a/b", Sample.Manifest("x")) with { References = [Sample.Reference("../lib/naming")] }),
        Is.EqualTo("h/a/b,src/index.js,4,7,../lib/naming,lib/naming,different-call,none,r,\n"));

    [Test]
    public void A_manifest_without_a_well_formed_UUID_is_not_in_the_ledger() => Assert.That(
        Rows("uuids.csv", Sample.Repository("h/a/b", Sample.Manifest("x"), Sample.Manifest("y") with { Uuid = Uuid, Slug = "s" }, Sample.Manifest("z") with { Uuid = "nonsense" })),
        Is.EqualTo($"{Uuid},s,h/a/b,y\n"));

    [Test]
    public void A_repository_planned_at_two_revisions_has_two_keys_that_join_the_files()
    {
        var main = Sample.Repository("h/a/b", Sample.Manifest("x") with { Uuid = Uuid });
        RepositoryResult[] results = [Sample.Repository("h/a/b"), main, main with { Branch = "next" }, main with { Branch = "next" }, Sample.Repository("h/a/c", Sample.Manifest("x"))];

        Assert.Multiple(() =>
        {
            Assert.That(Keys("repositories.csv", results), Is.EqualTo(new[] { "h/a/b", "h/a/b", "h/a/b#next", "h/a/b#next~2", "h/a/c" }));
            Assert.That(Keys("manifests.csv", results), Is.EqualTo(new[] { "h/a/b", "h/a/b#next", "h/a/b#next~2", "h/a/c" }));
        });
    }

    private static IEnumerable<string> Keys(string file, RepositoryResult[] results) => CsvText.Read(Written.Text(file, results)).Skip(1).Select(row => row.Cells[0]);

    [Test]
    public void A_long_value_is_whole()
    {
        var value = $"\"{new string('x', 200_000)}\"";
        var change = new Change("r", ChangeKind.Insert, 1, "", "/x", "", value);

        Assert.That(Cells("changes.csv", Sample.Repository("h/a/b", Sample.Manifest("x") with { Changes = [change] })), Has.Some.EqualTo(value));
    }

    private static string Rows(string file, params RepositoryResult[] results) => Written.Text(file, results).Split('\n', 2)[1];

    private static List<string> Cells(string file, params RepositoryResult[] results)
    {
        using var parser = new CsvParser(new StringReader(Written.Text(file, results)), new CsvConfiguration(CultureInfo.InvariantCulture));
        var cells = new List<string>();
        while (parser.Read())
            cells.AddRange(parser.Record!);

        return cells;
    }
}
