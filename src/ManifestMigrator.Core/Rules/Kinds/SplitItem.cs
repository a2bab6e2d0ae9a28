using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Makes several items of one string that holds several words with commas between them.</summary>
/// <param name="Items">Where the strings stand.</param>
internal sealed record SplitItem(IReadOnlyList<PointerPattern> Items) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new SplitItem(options.Patterns("at"));

    public void Apply(RuleStep step)
    {
        foreach (var group in step.Values(Items).GroupBy(item => item.Parent))
        {
            if (group.Key is ArrayNode array)
                Apply(step, array, [.. group.Select(item => (item, Words(item))).Where(found => found.Item2.Length > 0)]);
        }
    }

    private static void Apply(RuleStep step, ArrayNode array, IReadOnlyList<(SyntaxNode Item, string[] Words)> lists)
    {
        var known = array.Items.Select(item => item.AsString()).ToHashSet(StringComparer.Ordinal);
        var split = lists.Select(list => (list.Item, Words: list.Words.Where(known.Add).ToList())).ToList();
        var superfluous = split.Where(list => list.Words.Count == 0).ToList();
        if (superfluous.Count > 0)
        {
            superfluous.ForEach(list => step.RemoveItem(list.Item));
            return;
        }
        foreach (var (item, words) in split)
        {
            step.Replace(item, JsonFragment.String(words[0]));
            foreach (var word in words.Skip(1))
                step.InsertItemAfter(array, array.IndexOf(item), JsonFragment.String(word));
        }
    }

    /// <summary>The words of a string with commas; none for anything else.</summary>
    private static string[] Words(SyntaxNode item) => item.AsString() is { } text && text.Contains(',', StringComparison.Ordinal)
        ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [];
}
