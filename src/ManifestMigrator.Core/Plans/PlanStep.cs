using ManifestMigrator.Json;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>One application of a rule that changed something, or one step of a repair.</summary>
/// <param name="Before">The text it began with.</param>
/// <param name="Edits">Its edits of that text.</param>
/// <param name="After">The text it left, parsed anew.</param>
internal sealed record PlanStep(SyntaxTree Before, IReadOnlyList<TextEdit> Edits, SyntaxTree After)
{
    /// <summary>The rule; <see langword="null"/> for a repair.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The number of completed rounds before this step.</summary>
    public int Round { get; init; }

    /// <summary>The changes as the rule planned them and as they are reported.</summary>
    public IReadOnlyList<StepChange> Changes { get; init; } = [];
}

/// <summary>A change as its rule planned it and as it is reported.</summary>
internal sealed record StepChange(PlannedChange Planned, Change Reported);
