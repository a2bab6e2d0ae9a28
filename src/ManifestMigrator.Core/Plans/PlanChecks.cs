using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using Newtonsoft.Json;

namespace ManifestMigrator.Plans;

/// <summary>
/// What must hold before a plan is delivered, checked on every file (spec: mapping, "Editing"). That the edits of a step are
/// ordered, disjoint and inside the text is checked before they are applied; see <see cref="PlanHistory"/>.
/// </summary>
internal static class PlanChecks
{
    private static readonly HashSet<string> NoMoves = [];

    /// <summary>The checks that failed; a plan with one of these findings is blocked.</summary>
    public static IEnumerable<Finding> Failures(PlanHistory history, Effect effect, ManifestOrigin origin, Mappings mappings)
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

        foreach (var finding in history.Steps.SelectMany(ChangedOnTheWay))
            yield return finding;

        foreach (var change in effect.Undeclared)
            yield return PlanFindings.EffectiveChanged(change);

        var restless = Migrator.Walk(new PlanHistory(result), origin, mappings).Steps.Select(step => step.Rule!.Id).Distinct(StringComparer.Ordinal).ToList();
        if (restless.Count > 0)
            yield return PlanFindings.CheckFailed(PlanFindings.ChangesAgain(restless));
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

    /// <summary>
    /// Values that a step renamed or moved and that the second reader sees differently afterwards. What another change of the
    /// same application covers may differ.
    /// </summary>
    private static IEnumerable<Finding> ChangedOnTheWay(PlanStep step) =>
        from change in step.Changes
        where change.Planned.KeepsValue
        let place = change.Planned.PointerAfter
        let others = step.Changes.Select(other => other.Planned.PointerAfter).Where(other => other != place && JsonPointer.IsAtOrBelow(other, place)).ToList()
        where change.Reported.ValueAfter.Length == 0 || SecondReader.Compare(change.Reported.ValueBefore, change.Reported.ValueAfter, NoMoves)
            .Any(pointer => !others.Exists(other => JsonPointer.IsAtOrBelow(place + pointer, other)))
        select PlanFindings.ValueChanged(step.Rule!, change.Reported);
}
