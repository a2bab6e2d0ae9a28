using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Replaces flags that say which texts exist by message identifiers.</summary>
/// <param name="From">Name of the object of flags at the top level.</param>
/// <param name="FromObject">Another name it may have, at which something else may stand as well.</param>
/// <param name="Messages">Name of a flag → message identifier.</param>
internal sealed record FlagsToMessages(string From, string FromObject, IReadOnlyDictionary<string, string> Messages) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new FlagsToMessages(options.Text("from"), options.Text("fromObject"), options.Map("messages"));

    public void Apply(RuleStep step)
    {
        if (step.Root.Find(From) is { } member)
            Apply(step, member);
        else if (step.Root.Find(FromObject) is { Value: ObjectNode } other)
            Apply(step, other);
    }

    private void Apply(RuleStep step, ObjectMember member)
    {
        if (member.Value is not ObjectNode flags || !flags.Members.All(IsUnderstood))
        {
            step.Note(member.Value, RuleFindings.UnknownShape(member.Key));
            return;
        }
        if (!MessageList.HasPlace(step))
            return;

        var messages = flags.Members.Where(flag => flag.Value.Is(true)).Select(flag => Messages[flag.Key]).ToList();
        foreach (var missing in messages.Where(message => !Locales.HaveText(step, $"messages.{message}")))
            step.Note(flags, RuleFindings.TextMissing($"messages.{missing}"));
        MessageList.Take(step, member, messages);
    }

    private bool IsUnderstood(ObjectMember flag) => Messages.ContainsKey(flag.Key) && (flag.Value.Is(true) || flag.Value.Is(false));
}
