using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Puts today's word in the place of an older one.</summary>
/// <param name="Places">Where the strings stand.</param>
/// <param name="Values">Old word → new word.</param>
/// <param name="Sibling">Member that is added behind a replaced one, unless it is there.</param>
internal sealed record ReplaceValue(
    IReadOnlyList<PointerPattern> Places,
    IReadOnlyDictionary<string, string> Values,
    (string Key, SyntaxNode Value)? Sibling) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) =>
        new ReplaceValue(options.Patterns("at"), options.Map("values"), options.OptionalInner("add")?.Member());

    public void Apply(RuleStep step)
    {
        var old = step.Values(Places).Where(node => Word(node) is not null).ToList();
        var superfluous = old.GroupBy(node => node.Parent).Where(group => group.Key is ArrayNode).SelectMany(Superfluous).ToList();
        if (superfluous.Count > 0)
            superfluous.ForEach(step.RemoveItem);
        else
            old.ForEach(node => Replace(step, node));
    }

    private void Replace(RuleStep step, SyntaxNode node)
    {
        step.Replace(node, JsonFragment.String(Word(node)!));
        if (Sibling is var (key, value) && node is { Member: { } member, Parent: ObjectNode parent } && parent.Find(key) is null)
            step.InsertAfter(member, key, JsonFragment.From(value));
    }

    /// <summary>The items of an array that would become what another item is, or becomes before them.</summary>
    private IEnumerable<SyntaxNode> Superfluous(IGrouping<ContainerNode?, SyntaxNode> old)
    {
        var words = ((ArrayNode)old.Key!).Items.Select(item => item.AsString()).ToHashSet(StringComparer.Ordinal);
        return [.. old.Where(node => !words.Add(Word(node)))];
    }

    private string? Word(SyntaxNode node) => node.AsString() is { } word ? Values.GetValueOrDefault(word) : null;
}
