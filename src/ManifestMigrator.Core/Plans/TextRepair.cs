using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>Repairs text that is not strict JSON where only one thing can have been meant: the whole text, or nothing of it.</summary>
internal static class TextRepair
{
    private const int MaximumSteps = 20;

    /// <summary>The steps from a text with problems to one without.</summary>
    /// <returns>
    /// <see langword="null"/> where a person must decide: another kind of problem remains, a key would appear twice, or indentation and
    /// brackets would show different nesting, so that a bracket is what is missing.
    /// </returns>
    public static IReadOnlyList<PlanStep>? Steps(SyntaxTree document)
    {
        var steps = new List<PlanStep>();
        for (var current = document; current.Problems.Count > 0; current = steps[^1].After)
        {
            if (steps.Count == MaximumSteps || Step(current) is not { } step)
                return null;
            steps.Add(step);
        }

        var mended = steps[^1].After;
        return StrictJson.Accepts(mended.Text) && JsonIndentation.Agrees(mended.Root!) && !mended.DuplicateMembers().Any() ? steps : null;
    }

    /// <summary>One change for each repaired line, with the line before and after.</summary>
    public static IEnumerable<Change> Changes(PlanStep step)
    {
        var shift = 0;
        foreach (var line in step.Edits.GroupBy(edit => step.Before.PositionOf(edit.Span.Start).Line))
        {
            var before = line.First().Span.Start;
            var after = before + shift;
            yield return new Change(
                RepairStep.Id, ChangeKind.Repair, line.Key, PointerBefore: "", PointerAt(step.After.Root!, after), LineOf(step.Before.Text, before), LineOf(step.After.Text, after));
            shift += line.Sum(edit => edit.NewText.Length - edit.Span.Length);
        }
    }

    private static PlanStep? Step(SyntaxTree document)
    {
        if (document.Problems.Any(problem => problem.Repair is null))
            return null;

        var edits = TextEdits.InOrder(document.Problems.Select(problem => problem.Repair!));
        return TextEdits.AreValid(edits, document.Text.Length)
            ? new PlanStep(document, edits, SyntaxTree.Parse(TextEdits.Apply(document.Text, edits)))
            : null;
    }

    /// <summary>The innermost value that an offset is in, or touches.</summary>
    private static string PointerAt(SyntaxNode node, int offset)
    {
        for (var i = 0; node is ContainerNode container && i < container.Count; i++)
        {
            var child = container.ChildSpan(i);
            if (child.Start <= offset && offset <= child.End)
                (node, i) = (container.ChildValue(i), -1);
        }
        return node.Pointer;
    }

    private static string LineOf(string text, int offset)
    {
        var start = text.AsSpan(0, offset).LastIndexOfAny('\n', '\r') + 1;
        var rest = text.AsSpan(offset).IndexOfAny('\n', '\r');
        return text[start..(rest < 0 ? text.Length : offset + rest)].Trim(' ', '\t');
    }
}
