using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Rules;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Plans;

/// <summary>What <c>check</c> says of the result, the plan says.</summary>
public sealed class CheckLaws
{
    private static readonly ManifestOrigin Origin = new("git.example.org/alder/voltaire", "manifest.konnector");

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 300)]
    public void The_plan_tells_of_every_error_that_check_finds_in_the_planned_text(ManifestText manifest)
    {
        var plan = Migrator.Plan(Encoding.UTF8.GetBytes(manifest.Text), Origin, DefaultMappings.Value);
        if (plan.Result.Status is ManifestStatus.Unreadable or ManifestStatus.Blocked)
            return;

        var planned = plan.PlannedBytes ?? Encoding.UTF8.GetBytes(manifest.Text);
        var silent = ManifestCheck.Findings(planned).Where(error => error.Severity == Severity.Error && !plan.Result.Findings.Any(finding => SpeaksOf(finding, error)));

        Assert.That(silent, Is.Empty, manifest.Text);
    }

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 100)]
    public void What_check_calls_an_error_has_to_be_fixed(ManifestText manifest) => Assert.That(
        ManifestCheck.Findings(Encoding.UTF8.GetBytes(manifest.Text)).Where(finding => finding.Severity == Severity.Error && finding.Action != FindingAction.Fix), Is.Empty);

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 100)]
    public void What_is_only_worth_knowing_asks_nobody_to_fix_or_decide(ManifestText manifest) => Assert.That(
        Migrator.Plan(Encoding.UTF8.GetBytes(manifest.Text), Origin, DefaultMappings.Value).Result.Findings
            .Where(finding => finding.Severity == Severity.Info && finding.Action >= FindingAction.Fix),
        Is.Empty);

    [Test]
    public void A_missing_editor_is_not_passed_over_in_silence()
    {
        var plan = Migrator.Plan("""{"name": "Voltaire", "slug": "voltaire", "version": "1.0.0", "type": "konnector"}"""u8, Origin, DefaultMappings.Value);

        Assert.That(plan.Result.Findings.Select(finding => (finding.Code, finding.Pointer)), Does.Contain(("missing-property", "/editor")));
    }

    /// <summary>The same finding, or what a rule says about the same place.</summary>
    private static bool SpeaksOf(Finding finding, Finding error) =>
        (finding.Code == error.Code && finding.Pointer == error.Pointer) || (finding.Rule.Length > 0 && JsonPointer.IsAtOrBelow(finding.Pointer, error.Pointer));
}
