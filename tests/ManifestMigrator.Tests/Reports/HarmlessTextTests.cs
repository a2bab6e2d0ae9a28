using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Reports.Csv;

namespace ManifestMigrator.Tests.Reports;

public sealed class HarmlessTextTests
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
    public void What_a_spreadsheet_might_run_gets_an_apostrophe(string text) =>
        Assert.That(HarmlessText.Guarded(text), Is.EqualTo("'" + text));

    [TestCase("")]
    [TestCase("plain")]
    [TestCase("a=1")]
    [TestCase("\"=1\"")]
    [TestCase("'quoted'")]
    [TestCase("{\"a\": -1}")]
    public void Other_text_stays_as_it_is(string text) =>
        Assert.That(HarmlessText.Guarded(text), Is.EqualTo(text));

    [Test]
    public void Nothing_is_lost() =>
        Prop.ForAll(
            Gen.Elements("'", "=", "-", "\t", " ", "\uFF1D", "a").ListOf().Select(string.Concat).ToArbitrary(),
            text => HarmlessText.Original(HarmlessText.Guarded(text)) == text).QuickCheckThrowOnFailure();
}
