using ManifestMigrator.Json;
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
        if (JsonPrinter.Print(result) != result.Text)
            yield return PlanFindings.CheckFailed(PlanFindings.ResultNotReproduced);

        foreach (var difference in UnreportedDifferences(history.Start.Text, result.Text, history.Changes))
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

    private static IEnumerable<string> UnreportedDifferences(string before, string after, IReadOnlyList<Change> changes)
    {
        var removed = changes.Where(change => change.Kind == ChangeKind.Remove).Select(change => change.PointerBefore).ToHashSet(StringComparer.Ordinal);
        var reported = changes.SelectMany(ReportedPointers).ToHashSet(StringComparer.Ordinal);
        try
        {
            return
            [
                .. SecondReader.Compare(before, after, removed)
                    .Where(pointer => !reported.Any(known => JsonPointer.IsAtOrBelow(pointer, known)))
                    .Select(PlanFindings.Unreported),
            ];
        }
        catch (JsonException exception)
        {
            return [PlanFindings.NotReadAgain(exception.Message)];
        }
    }

    /// <summary>The places a change speaks for. An item that comes or goes moves the items behind it, so it speaks for its array.</summary>
    private static IEnumerable<string> ReportedPointers(Change change)
    {
        foreach (var pointer in new[] { change.PointerBefore, change.PointerAfter }.Where(pointer => pointer.Length > 0))
        {
            var lastSlash = pointer.LastIndexOf('/');
            var isItem = change.Kind is ChangeKind.Insert or ChangeKind.Remove && pointer.AsSpan(lastSlash + 1).ContainsAnyExceptInRange('0', '9') is false;
            yield return isItem ? pointer[..lastSlash] : pointer;
        }
    }
}
