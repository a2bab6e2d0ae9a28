using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Puts today's word in the place of an older one.</summary>
/// <param name="Places">Where the strings stand.</param>
/// <param name="Values">Old word → new word.</param>
/// <param name="Sibling">Member that is added behind a replaced one, unless it is there.</param>
internal sealed record ReplaceValue(
    IReadOnlyList<PointerPattern> Places,
    IReadOnlyDictionary<string, string> Values,
    (string Key, JsonNode Value)? Sibling) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) =>
        new ReplaceValue(options.Patterns("at"), options.Map("values"), options.OptionalInner("add")?.Member());

    public void Apply(RuleStep step)
    {
        foreach (var node in Places.SelectMany(pattern => pattern.Select(step.Root)))
        {
            if (node.AsString() is not { } old || !Values.TryGetValue(old, out var word))
                continue;

            if (node.Parent is JsonArray array && array.Items.Any(item => item.AsString() == word))
                step.RemoveItem(node);
            else
                step.Replace(node, JsonFragment.String(word));

            if (Sibling is var (key, value) && node is { Member: { } member, Parent: JsonObject parent } && parent.Find(key) is null)
                step.InsertAfter(member, key, JsonFragment.Of(value));
        }
    }
}
