using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Reports.Csv;

namespace ManifestMigrator.Tests.Reports;

public sealed class FormulaGuardTests
{
    [TestCase("=1+1")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\tx")]
    [TestCase("\rx")]
    [TestCase("  =1")]
    [TestCase("\n=1")]
    [TestCase("\uFEFF=1")]
    [TestCase("\u200B=1")]
    [TestCase("\u00A0=1")]
    [TestCase("\uFF1D1")]
    [TestCase("\uFF0B1")]
    [TestCase("\uFF0D1")]
    [TestCase("\uFF20x")]
    [TestCase("'=1")]
    [TestCase("'quoted'")]
    [TestCase("'")]
    [TestCase("@SUM(A1)/2")]
    [TestCase("@a/b\n")]
    [TestCase("@cozy/minilog=1")]
    [TestCase("@cozy/minilog/lib")]
    public void What_a_spreadsheet_might_run_and_what_begins_with_an_apostrophe_gets_an_apostrophe(string text) =>
        Assert.That(FormulaGuard.Add(text), Is.EqualTo("'" + text));

    [TestCase("")]
    [TestCase("plain")]
    [TestCase("a=1")]
    [TestCase("\"=1\"")]
    [TestCase("@cozy/minilog")]
    [TestCase("{\"a\": -1}")]
    public void Other_text_stays_as_it_is(string text) =>
        Assert.That(FormulaGuard.Add(text), Is.EqualTo(text));

    [Test]
    public void Nothing_is_lost() =>
        Prop.ForAll(
            Gen.Elements("'", "=", "-", "\t", " ", "\uFF1D", "a").ListOf().Select(string.Concat).ToArbitrary(),
            text => FormulaGuard.Remove(FormulaGuard.Add(text)) == text).QuickCheckThrowOnFailure();
}
