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
        foreach (var parent in step.Objects(Objects))
        {
            foreach (var spellings in parent.Members.Where(IsOfOurs).GroupBy(member => SnakeCase(member.Key), StringComparer.Ordinal))
            {
                if (parent.Find(spellings.Key) is { } target)
                    Join(step, spellings, target);
                else
                    step.Rename(spellings.First(), spellings.Key);
            }
        }
    }

    private bool IsOfOurs(ObjectMember member) => CamelCase().IsMatch(member.Key) && !Except.Contains(member.Key, StringComparer.Ordinal);

    private static void Join(RuleStep step, IEnumerable<ObjectMember> members, ObjectMember target)
    {
        foreach (var member in members)
        {
            if (JsonEquality.AreEqual(member.Value, target.Value))
                step.Remove(member);
            else
                step.Note(member.Value, RuleFindings.BothPresent(member.Key, target.Key));
        }
    }

    private static string SnakeCase(string key) => WordStart().Replace(key, "_$0").ToLowerInvariant();

    [GeneratedRegex("^[a-z][a-z0-9]*[A-Z][A-Za-z0-9]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CamelCase();

    /// <summary>A capital that begins a word: behind a small letter or digit, or before a small letter.</summary>
    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();
}
