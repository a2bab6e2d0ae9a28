using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>Findings as lines for editors, people and GitHub Actions. No value can bring a control character into them.</summary>
public static class CheckOutput
{
    /// <summary><c>file:line:column: severity code: message</c>, without line and column where the finding is about no place.</summary>
    public static string Line(string file, Finding finding)
    {
        var place = finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}:{finding.Line}:{finding.Column}") : file;
        return VisibleText.Escape($"{place}: {Spelling.Spell(finding.Severity)} {finding.Code}: {Sentence(finding)}");
    }

    /// <summary>A line for each finding about a draft, what asks most of a person first.</summary>
    public static void WriteLines(TextWriter text, DraftFile draft)
    {
        foreach (var finding in draft.Findings.ByUrgency())
            text.Write($"{Line(finding.Path.Length > 0 ? finding.Path : draft.Path, finding)}\n");
    }

    /// <summary>A workflow command: GitHub Actions shows it at the line.</summary>
    public static string Annotation(string file, Finding finding)
    {
        var command = finding.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        var place = finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $",line={finding.Line},col={finding.Column}") : "";
        return $"::{command} file={Property(file)}{place},title={Property(finding.Code)}::{Data(Sentence(finding))}";
    }

    /// <summary>What is there, and what a person can do about it.</summary>
    internal static string Sentence(Finding finding) => finding.Hint.Length == 0 ? finding.Message : $"{finding.Message} {finding.Hint}";

    /// <summary>Escapes as the runner undoes them (toolkit, <c>core/src/command.ts</c>); what else is hidden becomes visible.</summary>
    private static string Data(string text) => VisibleText.Escape(
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal));

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
