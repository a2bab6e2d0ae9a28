using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>The steps of a plan so far, with their changes and findings; places refer to the file as it was read.</summary>
internal sealed class PlanHistory(SyntaxTree original)
{
    private readonly List<PlanStep> _steps = [];
    private readonly List<Change> _changes = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private SyntaxTree? _repaired;
    private int _repairs;

    /// <summary>The text as it was read or, where that is not strict JSON, as it was repaired: what the rules begin with.</summary>
    public SyntaxTree Start => _repaired ?? original;

    /// <summary>The text that the last step left.</summary>
    public SyntaxTree Current => _steps.Count == 0 ? original : _steps[^1].After;

    public IReadOnlyList<PlanStep> Steps => _steps;

    /// <summary>The applications of rules that changed something, each with the text it left.</summary>
    public IEnumerable<PlanStep> Applications => _steps.Where(step => step.Rule is not null);

    /// <summary>The number of completed rounds of all rules.</summary>
    public int Round { get; set; }

    /// <summary>The text that the rules began with, and the one that each of their steps left.</summary>
    public IReadOnlyList<SyntaxTree> RuleTexts => [Start, .. _steps.Skip(_repairs).Select(step => step.After)];

    public IReadOnlyList<Change> Changes => _changes;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Adds a step that brings the text nearer to strict JSON, before any rule.</summary>
    public void AddRepair(PlanStep step)
    {
        foreach (var problem in step.Before.Problems)
            _findings.Add(At(PlanFindings.Repaired(problem), problem.Offset));
        _changes.AddRange(TextRepair.Changes(step));
        _steps.Add(step);
        _repaired = step.After;
        _repairs++;
    }

    /// <summary>Adds the result of one application of a rule.</summary>
    /// <returns>Whether it changed anything.</returns>
    public bool Add(Rule rule, RuleStep step)
    {
        foreach (var placed in step.Findings)
            Add(placed.Finding, placed.Offset);

        var edits = step.Edits();
        if (edits.Count == 0)
            return false;

        var before = Current;
        if (!TextEdits.AreValid(edits, before.Text.Length))
        {
            Add(PlanFindings.CheckFailed(PlanFindings.EditsOverlap(rule.Id)), 0);
            return false;
        }

        var after = SyntaxTree.Parse(TextEdits.Apply(before.Text, edits));
        var changes = step.Changes.Select(change => new StepChange(change, Complete(rule, change, after))).ToList();
        _changes.AddRange(changes.Select(change => change.Reported));
        _steps.Add(new PlanStep(before, edits, after) { Rule = rule, Round = Round, Changes = changes });
        return true;
    }

    /// <summary>Adds a finding about the current text; the same one about the same place is said once.</summary>
    public void Add(Finding finding, int offset)
    {
        if (!IsFirst(finding))
            return;
        _findings.Add(At(finding, offset));
    }

    /// <summary>Adds a finding about the place that its pointer names, in the current text or, where it is gone, in the one that the rules began with.</summary>
    public void Add(Finding finding)
    {
        if (finding.Pointer.Length == 0)
            Add(finding, 0);
        else if (Current.Find(finding.Pointer) is null && Start.Find(finding.Pointer) is { } gone && IsFirst(finding))
            _findings.Add(At(finding, Offset(gone), _repairs));
        else
            Add(finding, Offset(Nearest(finding.Pointer)));
    }

    /// <summary>
    /// Whether a rule has said something already about the place of a finding or what is in it; of an error, something that a person has to
    /// mend.
    /// </summary>
    public bool HasRuleFinding(Finding found) => _findings.Exists(finding => finding.Rule.Length > 0
        && JsonPointer.IsAtOrBelow(finding.Pointer, found.Pointer)
        && (found.Severity != Severity.Error || finding.Action >= FindingAction.Fix));

    private bool IsFirst(Finding finding) => _said.Add($"{finding.Code} {finding.Pointer}");

    private Finding At(Finding finding, int offset) => At(finding, offset, _steps.Count);

    /// <param name="finding">The finding.</param>
    /// <param name="offset">Its place in the text that some steps left.</param>
    /// <param name="steps">How many steps those are.</param>
    private Finding At(Finding finding, int offset, int steps)
    {
        var position = OriginalPosition(offset, steps);
        return finding with { Line = position.Line, Column = position.Column };
    }

    private SyntaxNode Nearest(string pointer)
    {
        while (Current.Find(pointer) is null)
            pointer = JsonPointer.Parent(pointer);
        return Current.Find(pointer)!;
    }

    private static int Offset(SyntaxNode node) => node.Member?.KeySpan.Start ?? node.Span.Start;

    private Change Complete(Rule rule, PlannedChange change, SyntaxTree after) => new(
        rule.Id,
        change.Kind,
        OriginalPosition(change.Offset, _steps.Count).Line,
        change.PointerBefore,
        change.PointerAfter,
        change.ValueBefore,
        change.PointerAfter.Length == 0 ? "" : after.Find(change.PointerAfter)?.Text ?? "");

    private LinePosition OriginalPosition(int offset, int steps)
    {
        for (var i = steps - 1; i >= 0; i--)
            offset = TextEdits.OriginalOffset(_steps[i].Edits, offset);
        return original.PositionOf(offset);
    }
}
