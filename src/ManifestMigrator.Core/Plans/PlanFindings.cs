using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Readers;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>Every sentence about a manifest that cannot be planned or delivered.</summary>
internal static class PlanFindings
{
    public static Finding NotJson(LineMap lines, TextProblem problem)
    {
        var position = lines.Position(problem.Offset);
        return new Finding(Severity.Error, problem.Code, "", problem.Message, problem.Hint) { Line = position.Line, Column = position.Column };
    }

    /// <summary>All that keeps a text from being strict JSON, and whether it could be repaired.</summary>
    public static Finding[] NotJson(SyntaxTree document)
    {
        var repair = TextRepair.Steps(document) is not null ? " plan and convert do it with --repair."
            : document.Problems.All(problem => problem.Repair is not null) ? " --repair does not: the indentation contradicts the brackets, or a key would stand twice."
            : "";
        return [.. document.Problems.Select(problem => NotJson(document.Lines, problem with { Hint = problem.Hint + repair }))];
    }

    public static Finding Repaired(TextProblem problem) => new(
        Severity.Warning, problem.Code, "", problem.Message, "Repaired: check that the line says what was meant.");

    public static Finding NotReproduced() => new(
        Severity.Error, "not-reproduced", "", "Two JSON readers do not agree on the tokens of this file.", "Report this as a bug of the tool.");

    public static Finding EffectiveChanged(TraitDifference difference) => new(
        Severity.Error,
        "effective-changed",
        JsonPointer.Append("", difference.Trait.Places[0]),
        $"Readers would see another konnector: {difference.Trait.Name} should be '{difference.Before}' and is '{difference.After}'.",
        "Nothing is written. Look at the mappings you use: a rule does something else than its name says. A rule of your own needs a name of its own.");

    public const string RestChanged = "Text outside the edits changed.";
    public const string NotStrict = "The result is not strict JSON.";
    public const string ResultReadOtherwise = "Two JSON readers do not agree on the tokens of the result.";
    public const string ChangesAgain = "Planning the result again changes it again.";
    public const string ResultNotAnObject = "The result is not an object.";

    public static string Unreported(string pointer) => $"A second reader sees a difference at '{pointer}' that no rule reported.";

    public static string NotReadAgain(string why) => $"A second reader cannot read the text: {why}";

    public static string EditsOverlap(string rule) => $"The edits of the rule '{rule}' are not ordered, disjoint and inside the text.";

    /// <summary>A check did not hold.</summary>
    /// <param name="what">Which, as one of the sentences above.</param>
    public static Finding CheckFailed(string what) => new(
        Severity.Error, "check-failed", "", what, "Nothing is written. Report this as a bug of the tool, or look at the mappings you use.");
}
