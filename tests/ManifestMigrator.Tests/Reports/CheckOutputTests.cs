using ManifestMigrator.Manifest;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class CheckOutputTests
{
    private static readonly Finding Finding = new(Severity.Error, "unknown-category", "/categories/0", "'pres' is no category.", "Perhaps 'press' is meant.")
    {
        Line = 12,
        Column = 18,
    };

    [Test]
    public void A_line_is_read_by_editors_and_people() => Assert.That(
        CheckOutput.Line("manifest.konnector", Finding),
        Is.EqualTo("manifest.konnector:12:18: error unknown-category: 'pres' is no category. Perhaps 'press' is meant."));

    [TestCase(Severity.Error, "::error ")]
    [TestCase(Severity.Warning, "::warning ")]
    [TestCase(Severity.Info, "::notice ")]
    public void An_annotation_has_the_command_of_its_severity(Severity severity, string command) =>
        Assert.That(CheckOutput.Annotation("manifest.konnector", Finding with { Severity = severity }), Does.StartWith(command));

    [Test]
    public void An_annotation_stands_at_its_file_line_and_column() => Assert.That(
        CheckOutput.Annotation("a/manifest.konnector", Finding),
        Is.EqualTo("::error file=a/manifest.konnector,line=12,col=18,title=unknown-category::'pres' is no category. Perhaps 'press' is meant."));

    [Test]
    public void What_would_end_an_annotation_or_begin_another_is_escaped()
    {
        var annotation = CheckOutput.Annotation("a,b:c%/manifest.konnector", Finding with { Message = "50 %\r\n::error::gotcha", Hint = "" });

        Assert.Multiple(() =>
        {
            Assert.That(annotation, Does.StartWith("::error file=a%2Cb%3Ac%25/manifest.konnector,"));
            Assert.That(annotation, Does.Not.Contain("\n").And.Not.Contain("\r"));
            Assert.That(annotation, Does.EndWith("::50 %25%0D%0A::error::gotcha"));
        });
    }

    [Test]
    public void Control_characters_never_reach_the_terminal() =>
        Assert.That(CheckOutput.Line("m", Finding with { Message = "\u001b[2Jgone\u0007" }), Does.Contain("\\u001b[2Jgone\\u0007"));
}
