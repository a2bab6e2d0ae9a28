using System.Globalization;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Reports;

/// <summary>Findings as lines for editors, people and GitHub Actions. No value can bring a control character into them.</summary>
public static class CheckOutput
{
    /// <summary><c>file:line:column: severity code: message</c>.</summary>
    public static string Line(string file, Finding finding) =>
        VisibleText.Escape($"{file}{Place(finding, ":{0}:{1}")}: {Spelling.Spell(finding.Severity)} {finding.Code}: {Sentence(finding)}");

    /// <summary>A workflow command: GitHub Actions shows it at the line.</summary>
    public static string Annotation(string file, Finding finding)
    {
        var command = finding.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        return $"::{command} file={Property(file)}{Place(finding, ",line={0},col={1}")},title={Property(finding.Code)}::{Data(Sentence(finding))}";
    }

    /// <summary>Line and column; nothing for what is about no place.</summary>
    private static string Place(Finding finding, string form) => finding.Line == 0 ? "" : string.Format(CultureInfo.InvariantCulture, form, finding.Line, finding.Column);

    private static string Sentence(Finding finding) => finding.Hint.Length == 0 ? finding.Message : $"{finding.Message} {finding.Hint}";

    /// <summary>Escapes as the runner undoes them (toolkit, <c>core/src/command.ts</c>); what else is hidden becomes visible.</summary>
    private static string Data(string text) => VisibleText.Escape(
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal));

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
