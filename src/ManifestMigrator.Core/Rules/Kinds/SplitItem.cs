using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Makes several items of one string that holds several words with commas between them.</summary>
/// <param name="Items">Where the strings stand.</param>
internal sealed record SplitItem(IReadOnlyList<PointerPattern> Items) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new SplitItem(options.Patterns("at"));

    public void Apply(RuleStep step)
    {
        foreach (var item in Items.SelectMany(pattern => pattern.Select(step.Root)))
        {
            if (item.Parent is not JsonArray array || item.AsString() is not { } text || !text.Contains(',', StringComparison.Ordinal))
                continue;

            var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal)
                .Where(word => !array.Items.Any(other => other.AsString() == word))
                .ToList();
            if (words.Count == 0)
            {
                step.RemoveItem(item);
                continue;
            }
            step.Replace(item, JsonFragment.String(words[0]));
            foreach (var word in words.Skip(1))
                step.InsertItemAfter(array, array.IndexOf(item), JsonFragment.String(word));
        }
    }
}
