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
        var members = step.Values(Members).Select(node => node.Member).OfType<ObjectMember>().ToHashSet();
        var emptied = step.Values(Prune).OfType<ObjectNode>().Where(parent => parent.Count > 0 && parent.Members.All(members.Contains)).ToHashSet();
        foreach (var member in members.Where(member => !emptied.Contains(member.Value.Parent!)))
            step.Remove(member);
        foreach (var member in emptied.Select(parent => parent.Member).OfType<ObjectMember>())
            step.Remove(member);
    }
}
