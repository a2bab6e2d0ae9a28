using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Rules;

namespace ManifestMigrator.Tests.Corpus;

public sealed class CaseTest
{
    private static IEnumerable<string> Cases => Case.Names;

    private static IEnumerable<string> RuleIds => DefaultMappings.Value.Rules.Select(rule => rule.Id);

    [TestCaseSource(nameof(Cases))]
    public void A_case_comes_out_as_its_folder_says(string name)
    {
        var expected = new Case(name);
        var plan = Migrator.Plan(expected.Before, expected.Origin, DefaultMappings.Value, expected.Repairs);
        var written = plan.PlannedBytes ?? expected.Before;

        Assert.Multiple(() =>
        {
            Assert.That(written.AsSpan().SequenceEqual(expected.After), TextDifference.Difference(expected.After, written));
            Assert.That(Findings(plan, expected.Findings), Is.EqualTo(expected.Findings), string.Join('\n', plan.Result.Findings));
            Assert.That(Spelling.Spell(plan.Result.Status), Is.EqualTo(expected.Status), "status");
            if (expected.Meaning is { } meaning)
                Assert.That((Spelling.Spell(plan.Result.Impact), Spelling.Spell(plan.Result.Form)), Is.EqualTo(meaning), "impact and form");
            if (expected.Effective is { } effective)
                Assert.That(Spelling.Spell(plan.Result.Effective), Is.EqualTo(effective), "effective");
        });
    }

    [TestCaseSource(nameof(RuleIds))]
    public void Every_rule_has_a_case_in_which_it_changes_something(string rule)
    {
        var plans = Case.Names.Select(name => new Case(name)).Where(@case => @case.Rule == rule)
            .Select(@case => Migrator.Plan(@case.Before, @case.Origin, DefaultMappings.Value));

        Assert.That(plans.SelectMany(plan => plan.Result.Changes).Select(change => change.Rule), Has.Some.EqualTo(rule));
    }

    /// <summary>What a case is about; that its short manifest lacks members of a whole one counts only where the case says so.</summary>
    private static IEnumerable<string> Findings(ManifestPlan plan, IReadOnlyList<string> expected) => plan.Result.Findings
        .Where(finding => finding.Code != "missing-property" || finding.Pointer.LastIndexOf('/') > 0 || expected.Contains(Line(finding), StringComparer.Ordinal))
        .Select(Line);

    private static string Line(Finding finding) => $"{Spelling.Spell(finding.Severity)} {finding.Code} {finding.Pointer}".TrimEnd();
}
