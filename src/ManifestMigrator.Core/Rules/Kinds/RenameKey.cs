using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Gives a member its new name in its old place; a value that readers misunderstand is replaced on the way.</summary>
/// <param name="Objects">Where the members stand.</param>
/// <param name="Except">Objects among those in which members are named by people.</param>
/// <param name="From">Old names; the new one among them when its value is to be looked at too.</param>
/// <param name="To">The new name.</param>
/// <param name="Values">Values to be replaced, as they must be written.</param>
/// <param name="TargetWins">Whether the old member goes when the new one is there with another value.</param>
internal sealed record RenameKey(
    IReadOnlyList<PointerPattern> Objects,
    IReadOnlyList<PointerPattern> Except,
    IReadOnlyList<string> From,
    string To,
    IReadOnlyList<(SyntaxNode From, SyntaxNode To)> Values,
    bool TargetWins) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new RenameKey(
        options.Patterns("at"),
        options.OptionalPatterns("except"),
        options.Texts("from"),
        options.Text("to"),
        [.. options.OptionalInners("values").Select(ReadValue)],
        options.Choice("both", "finding", "target-wins") == "target-wins");

    public void Apply(RuleStep step)
    {
        foreach (var parent in step.Objects(Objects, Except))
        {
            var old = From.Where(name => name != To).Select(parent.Find).OfType<ObjectMember>().ToList();
            if (parent.Find(To) is { } target)
            {
                var correction = From.Contains(To, StringComparer.Ordinal) ? Replacement(target) : null;
                if (correction is not null)
                    Correct(step, target, correction);
                old.ForEach(member => Join(step, member, correction ?? target.Value));
            }
            else if (old.Count > 0)
            {
                Rename(step, old[0]);
            }
        }
    }

    private void Rename(RuleStep step, ObjectMember member)
    {
        var replacement = Replacement(member);
        if (replacement is not null)
            step.Note(member.Value, RuleFindings.ValueType(member.Value.Text, replacement.Text));
        step.Rename(member, To, replacement is null ? null : JsonFragment.From(replacement));
    }

    private static void Correct(RuleStep step, ObjectMember member, SyntaxNode replacement)
    {
        step.Note(member.Value, RuleFindings.ValueType(member.Value.Text, replacement.Text));
        step.Replace(member.Value, JsonFragment.From(replacement));
    }

    /// <summary>The new name is taken: what says the same can go.</summary>
    private void Join(RuleStep step, ObjectMember old, SyntaxNode target)
    {
        var areEqual = JsonEquality.AreEqual(Replacement(old) ?? old.Value, target);
        if (!areEqual)
            step.Note(old.Value, TargetWins ? RuleFindings.ValueDropped(old.Key, To) : RuleFindings.BothPresent(old.Key, To));
        if (areEqual || TargetWins)
            step.Remove(old);
    }

    /// <summary>What a value has to become, or <see langword="null"/>.</summary>
    private SyntaxNode? Replacement(ObjectMember member) =>
        Values.Where(pair => JsonEquality.AreEqual(pair.From, member.Value)).Select(pair => pair.To).FirstOrDefault();

    private static (SyntaxNode From, SyntaxNode To) ReadValue(RuleOptions options)
    {
        var pair = (options.Value("from"), options.Value("to"));
        options.RefuseUnknown("A value to be replaced");
        return pair;
    }
}
