using ManifestMigrator.Deliver;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Tests.Reports;

namespace ManifestMigrator.Tests.Deliver;

/// <summary>The law of the gate as a table: what is asked for, what was decided, how it was applied; what comes of it.</summary>
public sealed class GateTests
{
    private static readonly Planner Same = new("1.0.0", new string('a', 64), new string('b', 64));

    [TestCase(nameof(Delivery.Commit), "approved", false, false, "")]
    [TestCase(nameof(Delivery.Commit), "", false, false, "not-approved")]
    [TestCase(nameof(Delivery.Commit), "", true, false, "")]
    [TestCase(nameof(Delivery.Commit), "undecided", true, false, "")]
    [TestCase(nameof(Delivery.Commit), "rejected", true, false, "rejected")]
    [TestCase(nameof(Delivery.Commit), "approved before", false, false, "not-approved")]
    [TestCase(nameof(Delivery.Commit), "approved before", true, false, "")]
    [TestCase(nameof(Delivery.Commit), "rejected before", true, true, "not-approved")]
    [TestCase(nameof(Delivery.InPlace), "", false, false, "not-approved")]
    [TestCase(nameof(Delivery.InPlace), "", true, false, "")]
    [TestCase(nameof(Delivery.InPlace), "rejected", true, false, "rejected")]
    [TestCase(nameof(Delivery.Push), "approved", false, false, "")]
    [TestCase(nameof(Delivery.Push), "", false, false, "rejected")]
    [TestCase(nameof(Delivery.Push), "", false, true, "")]
    [TestCase(nameof(Delivery.Push), "rejected", false, true, "rejected")]
    [TestCase(nameof(Delivery.Push), "rejected before", false, true, "not-approved")]
    [TestCase(nameof(Delivery.Push), "approved before", false, false, "rejected")]
    [TestCase(nameof(Delivery.Request), "", false, false, "rejected")]
    [TestCase(nameof(Delivery.Request), "", false, true, "")]
    [TestCase(nameof(Delivery.Merge), "rejected", false, true, "rejected")]
    [TestCase(nameof(Delivery.Merge), "approved", false, false, "")]
    [TestCase(nameof(Delivery.Revert), "rejected", false, false, "")]
    [TestCase(nameof(Delivery.Revert), "", false, false, "")]
    public void What_was_decided_opens_the_gate_or_not(string delivery, string decided, bool all, bool wasAppliedWithAll, string reason)
    {
        var state = new DeliveryState { Step = DeliveryStep.Pushed, Branch = "manifest-v2", Commit = new string('3', 40), AppliedWithAll = wasAppliedWithAll };
        var plan = Plan with { Delivery = state };
        var gate = new Gate(Enum.Parse<Delivery>(delivery), Decided(plan, decided)) { All = all, Planned = Same, Here = Same };

        Assert.That(gate.Ask(plan)?.Reason ?? "", Is.EqualTo(reason));
    }

    [TestCase(nameof(Delivery.Commit), "moved")]
    [TestCase(nameof(Delivery.InPlace), "moved")]
    [TestCase(nameof(Delivery.Push), "")]
    [TestCase(nameof(Delivery.Request), "")]
    [TestCase(nameof(Delivery.Merge), "")]
    public void Tool_and_mappings_count_where_something_is_planned_again(string delivery, string reason)
    {
        Planner[] others = [Same with { ToolVersion = "2.0.0" }, Same with { ToolSha256 = "" }, Same with { MappingsSha256 = "" }];

        var gates = others.Select(other => new Gate(Enum.Parse<Delivery>(delivery), Decided(Plan, "approved")) { Planned = other, Here = Same });

        Assert.That(gates.Select(gate => gate.Ask(Plan)?.Reason ?? ""), Has.All.EqualTo(reason));
    }

    private static RepositoryResult Plan { get; } = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"));

    private static Decisions Decided(RepositoryResult plan, string decided)
    {
        if (decided.Length == 0)
            return Decisions.None;
        var digest = decided.EndsWith("before", StringComparison.Ordinal) ? new string('0', 64) : Decisions.Digest(plan);
        return Decisions.None.With("github.com/a/b", new Decision(Enum.Parse<Verdict>(decided.Split(' ')[0], ignoreCase: true), "", digest));
    }
}
