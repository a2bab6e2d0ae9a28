using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
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

    public static Finding NotAManifest() => new(
        Severity.Info, Reasons.NotAManifest, "", "The file has neither slug nor name nor version: it is no manifest.", "")
    { Line = 1, Column = 1 };

    public static Finding EffectiveChanged(UndeclaredChange change)
    {
        var (difference, rule) = change;
        var aspect = difference.Trait.Aspect.ToString().ToLowerInvariant();
        return new Finding(
            Severity.Error,
            "effective-changed",
            difference.Trait.Pointer,
            $"Readers would see another konnector: {difference.Trait.Name} was {Quoted(difference.Before)} and would be {Quoted(difference.After)}.",
            $"Nothing is written. If that is meant, add \"{aspect}\" to \"changes\" of the rule '{rule.Id}'; if not, correct or switch on the rule that should prevent it.");
    }

    public static Finding ValueChanged(Rule rule, Change change) => CheckFailed(
        $"The rule '{rule.Id}' says that it keeps the value of {change.PointerBefore}, but a second reader sees another one at {change.PointerAfter}.");

    public const string RestChanged = "Text outside the edits changed.";
    public const string NotStrict = "The result is not strict JSON.";
    public const string ResultReadOtherwise = "Two JSON readers do not agree on the tokens of the result.";
    public const string ResultNotAnObject = "The result is not an object.";

    public static string ChangesAgain(IReadOnlyList<string> rules) => rules is [var rule]
        ? $"Planning the result again changes it again: the rule '{rule}' never comes to rest."
        : $"Planning the result again changes it again: these rules undo each other or never come to rest: {string.Join(", ", rules)}.";

    public static string Unreported(string pointer) => $"A second reader sees a difference at '{pointer}' that no rule reported.";

    public static string NotReadAgain(string why) => $"A second reader cannot read the text: {why}";

    public static string EditsOverlap(string rule) => $"The edits of the rule '{rule}' are not ordered, disjoint and inside the text.";

    /// <summary>A check did not hold.</summary>
    /// <param name="what">Which, as one of the sentences above.</param>
    public static Finding CheckFailed(string what) => new(
        Severity.Error, "check-failed", "", what, "Nothing is written. Report this as a bug of the tool, or look at the mappings you use.");

    private static string Quoted(string value) => value switch
    {
        "" => "nothing",
        ['"' or '[' or '{', ..] => value,
        _ => $"'{value}'",
    };
}
