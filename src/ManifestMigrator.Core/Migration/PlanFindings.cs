using ManifestMigrator.Effective;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Migration;

/// <summary>Every sentence about a manifest that cannot be planned or delivered.</summary>
internal static class PlanFindings
{
    public static Finding NotJson(string text, JsonProblem problem)
    {
        var position = LinePosition.Of(text, problem.Offset);
        return new Finding(Severity.Error, problem.Code, "", problem.Message, problem.Hint) { Line = position.Line, Column = position.Column };
    }

    /// <summary>All that keeps a text from being strict JSON, and whether it could be repaired.</summary>
    public static Finding[] NotJson(JsonDocument document)
    {
        var repair = TextRepair.Steps(document) is not null ? " The option --repair of plan and convert does it."
            : document.Problems.All(problem => problem.Repair is not null) ? " --repair does not: indentation and brackets would tell different things, or a key would stand twice."
            : "";
        return [.. document.Problems.Select(problem => NotJson(document.Text, problem with { Hint = problem.Hint + repair }))];
    }

    public static Finding Repaired(JsonProblem problem) => new(
        Severity.Warning, problem.Code, "", problem.Message, "It is repaired: look whether the line says what was meant.");

    public static Finding NotReproduced() => new(
        Severity.Error, "not-reproduced", "", "Printing the parsed file does not give the same text.", "Report this as a bug of the tool.");

    public static Finding NotAnObject() => new(
        Severity.Error, "not-an-object", "", "A manifest is a JSON object.", "Look at what was committed.")
    { Line = 1, Column = 1 };

    public static Finding DuplicateKey(JsonMember member, JsonDocument document)
    {
        var position = document.PositionOf(member.KeySpan.Start);
        return new Finding(Severity.Error, "duplicate-key", member.Pointer, $"The key '{member.Key}' stands twice in one object; readers take the last.", "Remove one of the two.")
        {
            Line = position.Line,
            Column = position.Column,
        };
    }

    public static Finding EffectiveChanged(TraitDifference difference) => new(
        Severity.Error,
        "effective-changed",
        JsonPointer.Append("", difference.Trait.Places[0]),
        $"Readers would see another konnector: {difference.Trait.Name} should be '{difference.Before}' and is '{difference.After}'.",
        "Nothing is written. Look at the mappings you use: a rule does something else than its name says. A rule of your own needs a name of its own.");

    public static Finding CheckFailed(string what) => new(
        Severity.Error, "check-failed", "", what, "Nothing is written. Report this as a bug of the tool, or look at the mappings you use.");
}
