using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Corpus;

namespace ManifestMigrator.Tests.Rules;

/// <summary>What some rules of the mappings file make of a manifest.</summary>
internal sealed class Planned
{
    private readonly byte[] _before;
    private readonly ManifestPlan _plan;

    private Planned(string json, Mappings mappings, ManifestOrigin origin)
    {
        _before = Encoding.UTF8.GetBytes(json);
        _plan = Migrator.Plan(_before, origin, mappings);
    }

    private string[] Findings =>
        [.. _plan.Result.Findings.Where(finding => finding.Rule.Length > 0 || finding.Code == "check-failed").Select(finding => $"{Spelling.Spell(finding.Severity)} {finding.Code} {finding.Pointer}".TrimEnd())];

    /// <summary>By some rules alone, so that a test shows nothing but what it is about.</summary>
    public static Planned By(string rules, string json, ManifestOrigin? origin = null) =>
        new(json, DefaultMappings.Only(rules.Split(' ')), origin ?? new ManifestOrigin(null, "manifest.konnector"));

    public static Planned ByAllRules(string json) => new(json, DefaultMappings.Value, new ManifestOrigin("git.example.org/a/b", "manifest.konnector"));

    /// <summary>The text afterwards, and all that the rules say: severity, code and pointer.</summary>
    public void Becomes(string json, params string[] findings)
    {
        Assert.That(_plan.Result.Status, Is.EqualTo(ManifestStatus.Migrated), string.Join('\n', _plan.Result.Findings));
        Assert.That(Encoding.UTF8.GetString(_plan.PlannedBytes!), Is.EqualTo(json), TextDifference.Difference(Encoding.UTF8.GetBytes(json), _plan.PlannedBytes!));
        Assert.That(Findings, Is.EqualTo(findings));
    }

    /// <summary>Nothing changes.</summary>
    public void Stays(params string[] findings)
    {
        Assert.That(_plan.Result.Changes, Is.Empty);
        Assert.That(_plan.Result.Sha256After, Is.EqualTo(_plan.Result.Sha256Before));
        Assert.That(Findings, Is.EqualTo(findings));
    }

    /// <summary>Nothing may be written.</summary>
    public void IsBlocked(params string[] findings)
    {
        Assert.That(_plan.Result.Status, Is.EqualTo(ManifestStatus.Blocked));
        Assert.That(_plan.PlannedBytes, Is.Null);
        Assert.That(Findings, Is.EqualTo(findings));
    }

    /// <summary>Rule, pointer before, pointer after and value after of each change.</summary>
    public Planned Reports(params string[] changes)
    {
        var reported = _plan.Result.Changes.Select(change => $"{change.Rule} {change.PointerBefore} -> {change.PointerAfter} {change.ValueAfter}".Trim());
        Assert.That(reported, Is.EqualTo(changes));
        return this;
    }
}
