using System.Text.RegularExpressions;
using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Writes the names of properties in snake_case.</summary>
/// <param name="Objects">Where the properties stand; never where members are named by people.</param>
/// <param name="Except">Names in camelCase that readers or other rules want.</param>
internal sealed partial record SnakeCaseKeys(IReadOnlyList<PointerPattern> Objects, IReadOnlyList<string> Except) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new SnakeCaseKeys(options.Patterns("at"), options.OptionalTexts("except"));

    public void Apply(RuleStep step)
    {
        foreach (var parent in Objects.SelectMany(pattern => pattern.Select(step.Root)).OfType<JsonObject>())
        {
            foreach (var member in parent.Members.Where(member => CamelCase().IsMatch(member.Key) && !Except.Contains(member.Key, StringComparer.Ordinal)))
                Apply(step, parent, member);
        }
    }

    private static void Apply(RuleStep step, JsonObject parent, JsonMember member)
    {
        var key = WordStart().Replace(member.Key, "_$0").ToLowerInvariant();
        if (parent.Find(key) is not { } target)
            step.Rename(member, key);
        else if (JsonEquality.AreEqual(member.Value, target.Value))
            step.Remove(member);
        else
            step.Note(member.Value, RuleFindings.BothPresent(member.Key, key));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CamelCase();

    /// <summary>A capital that begins a word: behind a small letter or digit, or before a small letter.</summary>
    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();
}
