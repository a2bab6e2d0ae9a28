using ManifestMigrator.Manifest;
using ManifestMigrator.Readers;
using ManifestMigrator.Rules;
using Newtonsoft.Json;

namespace ManifestMigrator.Plans;

/// <summary>
/// What must hold before a plan is delivered, checked on every file (spec: mapping, "Editing"). That the edits of a step are
/// ordered, disjoint and inside the text is checked before they are applied; see <see cref="PlanHistory"/>.
/// </summary>
internal static class PlanChecks
{
    /// <summary>The checks that failed; a plan with one of these findings is blocked.</summary>
    public static IEnumerable<Finding> Failures(PlanHistory history, EffectiveComparison effect, ManifestOrigin origin, Mappings mappings)
    {
        if (history.Steps.Count == 0)
            yield break;

        if (!history.Steps.All(KeepsTheRest))
            yield return PlanFindings.CheckFailed(PlanFindings.RestChanged);

        var result = history.Current;
        if (!StrictJson.Accepts(result.Text) || result.Problems.Count > 0)
        {
            yield return PlanFindings.CheckFailed(PlanFindings.NotStrict);
            yield break;
        }
        if (StrictJson.FirstDifference(result) is not null)
            yield return PlanFindings.CheckFailed(PlanFindings.ResultReadOtherwise);

        foreach (var difference in UnreportedDifferences(history))
            yield return PlanFindings.CheckFailed(difference);

        foreach (var difference in effect.Unexpected)
            yield return PlanFindings.EffectiveChanged(difference);

        if (Migrator.Walk(new PlanHistory(result), origin, mappings).Steps.Count > 0)
            yield return PlanFindings.CheckFailed(PlanFindings.ChangesAgain);
    }

    private static bool KeepsTheRest(PlanStep step)
    {
        var before = step.Before.Text.AsSpan();
        var after = step.After.Text.AsSpan();
        var position = 0;
        foreach (var edit in step.Edits)
        {
            var kept = before[position..edit.Span.Start];
            if (!after.StartsWith(kept) || !after[kept.Length..].StartsWith(edit.NewText))
                return false;
            after = after[(kept.Length + edit.NewText.Length)..];
            position = edit.Span.End;
        }
        return after.SequenceEqual(before[position..]);
    }

    private static IEnumerable<string> UnreportedDifferences(PlanHistory history)
    {
        try
        {
            return [.. SecondReader.Unreported(history.RuleTexts, history.Changes).Select(PlanFindings.Unreported)];
        }
        catch (JsonException exception)
        {
            return [PlanFindings.NotReadAgain(exception.Message)];
        }
    }
}
