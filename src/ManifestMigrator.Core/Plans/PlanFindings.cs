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
        var repair = TextRepair.Steps(document) is not null ? " plan and convert repair it with --repair."
            : document.Problems.All(problem => problem.Repair is not null) ? " --repair cannot: the indentation contradicts the brackets, or a key would appear twice."
            : "";
        return [.. document.Problems.Select(problem => NotJson(document.Lines, problem with { Hint = problem.Hint + repair }))];
    }

    public static Finding Repaired(TextProblem problem) => new(
        Severity.Warning, problem.Code, "", problem.Message, "Repaired: check that the line says what was meant.");

    public static Finding NotReproduced() => new(
        Severity.Error, "not-reproduced", "", "Two JSON readers do not agree on the tokens of this file.", "Please report this as a bug.");

    public static Finding NotAManifest() => new(
        Severity.Info, Reasons.NotAManifest, "", "The file has no slug, name or version, so it is not a manifest.", "")
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
            $"Nothing is written. If this is intended, add \"{aspect}\" to \"changes\" of the rule '{rule.Id}'; if not, correct that rule, or enable the one that prevents it.");
    }

    public static Finding ValueChanged(Rule rule, Change change) => CheckFailed(
        $"The rule '{rule.Id}' should keep the value of {change.PointerBefore}, but a second reader sees a different one at {change.PointerAfter}.");

    public const string RestChanged = "Text outside the edits changed.";
    public const string NotStrict = "The result is not strict JSON.";
    public const string ResultReadOtherwise = "Two JSON readers do not agree on the tokens of the result.";
    public const string ResultNotAnObject = "The result is not an object.";

    public static string ChangesAgain(IReadOnlyList<string> rules) => rules is [var rule]
        ? $"Planning the result again changes it again: the rule '{rule}' never finishes."
        : $"Planning the result again changes it again: these rules undo each other or never finish: {string.Join(", ", rules)}.";

    public static string Unreported(string pointer) => $"A second reader sees a difference at '{pointer}' that no rule reported.";

    public static string NotReadAgain(string why) => $"A second reader cannot read the text: {why}";

    public static string EditsOverlap(string rule) => $"The edits of the rule '{rule}' are not ordered, disjoint and inside the text.";

    /// <summary>A check did not hold.</summary>
    /// <param name="what">Which, as one of the sentences above.</param>
    public static Finding CheckFailed(string what) => new(
        Severity.Error, "check-failed", "", what, "Nothing is written. If you use your own mappings, check them; otherwise report this as a bug.");

    private static string Quoted(string value) => value switch
    {
        "" => "nothing",
        ['"' or '[' or '{', ..] => value,
        _ => $"'{value}'",
    };
}
