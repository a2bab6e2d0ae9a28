using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Takes members out.</summary>
/// <param name="Members">Which ones.</param>
/// <param name="Prune">Objects that go as well when nothing else is left in them.</param>
internal sealed record RemoveMember(IReadOnlyList<PointerPattern> Members, IReadOnlyList<PointerPattern> Prune) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new RemoveMember(options.Patterns("at"), options.OptionalPatterns("prune"));

    public void Apply(RuleStep step)
    {
        var prunable = Prune.SelectMany(pattern => pattern.Select(step.Root)).ToHashSet();
        foreach (var member in Members.SelectMany(pattern => pattern.Select(step.Root)).Select(node => node.Member).OfType<JsonMember>())
        {
            var parent = member.Value.Parent!;
            step.Remove(parent.Count == 1 && prunable.Contains(parent) ? parent.Member! : member);
        }
    }
}
