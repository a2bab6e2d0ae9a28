using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Gives a member its new name in its old place; a value that readers misunderstand is replaced on the way.</summary>
/// <param name="Objects">Where the members stand.</param>
/// <param name="From">Names, the new one among them when only its value is to be looked at.</param>
/// <param name="To">The new name.</param>
/// <param name="Values">Values to be replaced, as they must be written.</param>
/// <param name="TargetWins">Whether the old member goes when the new one is there with another value.</param>
internal sealed record RenameKey(
    IReadOnlyList<PointerPattern> Objects,
    IReadOnlyList<string> From,
    string To,
    IReadOnlyList<(JsonNode From, JsonNode To)> Values,
    bool TargetWins) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new RenameKey(
        options.Patterns("at"),
        options.Texts("from"),
        options.Text("to"),
        [.. options.OptionalInners("values").Select(ReadValue)],
        options.Choice("both", "finding", "target-wins") == "target-wins");

    public void Apply(RuleStep step)
    {
        foreach (var parent in Objects.SelectMany(pattern => pattern.Select(step.Root)).OfType<JsonObject>())
        {
            var member = From.Select(parent.Find).FirstOrDefault(found => found is not null);
            if (member is not null)
                Apply(step, member, parent.Find(To));
            else
                continue;

            foreach (var other in From.Select(parent.Find).OfType<JsonMember>().Where(found => found != member && !found.KeyIs(To)))
                Join(step, other, parent.Find(To) ?? member);
        }
    }

    private void Apply(RuleStep step, JsonMember member, JsonMember? target)
    {
        var replacement = Values.Where(pair => JsonEquality.AreEqual(pair.From, member.Value)).Select(pair => pair.To).FirstOrDefault();
        if (target is not null && target != member)
        {
            Join(step, member, target);
            return;
        }
        if (replacement is not null)
            step.Note(member.Value, RuleFindings.ValueType(member.Value.Text, replacement.Text));
        if (target is null)
            step.Rename(member, To, replacement is null ? null : JsonFragment.Of(replacement));
        else if (replacement is not null)
            step.Replace(member.Value, JsonFragment.Of(replacement));
    }

    private void Join(RuleStep step, JsonMember old, JsonMember target)
    {
        var areEqual = JsonEquality.AreEqual(old.Value, target.Value);
        if (!areEqual)
            step.Note(old.Value, TargetWins ? RuleFindings.ValueDropped(old.Key, To) : RuleFindings.BothPresent(old.Key, To));
        if (areEqual || TargetWins)
            step.Remove(old);
    }

    private static (JsonNode From, JsonNode To) ReadValue(RuleOptions options)
    {
        var pair = (options.Value("from"), options.Value("to"));
        options.RefuseUnknown("A value to be replaced");
        return pair;
    }
}
