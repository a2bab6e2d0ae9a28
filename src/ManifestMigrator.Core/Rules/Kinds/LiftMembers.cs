using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Moves the objects inside an object to its own level, in its place, and marks them.</summary>
/// <param name="Objects">The objects that dissolve.</param>
/// <param name="Except">Names of what stays where it is: it never was a field.</param>
/// <param name="Key">Member that each lifted object gets.</param>
/// <param name="Value">Its value.</param>
internal sealed record LiftMembers(IReadOnlyList<PointerPattern> Objects, IReadOnlyList<string> Except, string Key, SyntaxNode Value) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options)
    {
        var (key, value) = options.Inner("add").Member();
        return new LiftMembers(options.Patterns("at"), options.OptionalTexts("except"), key, value);
    }

    public void Apply(RuleStep step)
    {
        foreach (var node in step.Values(Objects))
        {
            if (node is ObjectNode { Member: { } member, Parent: ObjectNode parent } group)
                Lift(step, group, member, parent);
            else
                step.Note(node, RuleFindings.UnknownShape(node.Member?.Key ?? ""));
        }
    }

    private void Lift(RuleStep step, ObjectNode group, ObjectMember member, ObjectNode parent)
    {
        var candidates = group.Members.Where(inner => !Except.Contains(inner.Key, StringComparer.Ordinal)).ToList();
        var liftable = candidates.Where(inner => inner.Value is ObjectNode && parent.Find(inner.Key) is null).ToList();
        foreach (var inner in liftable)
            step.MoveAfter(inner, member, inner.Key, Marked((ObjectNode)inner.Value));

        if (liftable.Count == group.Count)
        {
            step.Remove(member);
            return;
        }
        foreach (var inner in liftable)
            step.Remove(inner);
        foreach (var inner in candidates.Except(liftable))
            step.Note(inner.Value, inner.Value is ObjectNode ? RuleFindings.NameTaken(inner.Key) : RuleFindings.UnknownShape(member.Key));
    }

    private JsonFragment Marked(ObjectNode inner)
    {
        if (JsonEquality.AreEqual(inner[Key], Value))
            return JsonFragment.Existing(inner);
        return JsonFragment.Object(
        [
            .. inner.Members.Where(member => !member.KeyIs(Key)).Select(member => (member.Key, JsonFragment.Existing(member.Value))),
            (Key, JsonFragment.From(Value)),
        ]);
    }
}
