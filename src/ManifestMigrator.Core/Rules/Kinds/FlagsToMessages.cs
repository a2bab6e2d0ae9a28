using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Replaces flags that say which texts exist by message identifiers.</summary>
/// <param name="From">Names the object of flags may have at the top level.</param>
/// <param name="Messages">Name of a flag → message identifier.</param>
internal sealed record FlagsToMessages(IReadOnlyList<string> From, IReadOnlyDictionary<string, string> Messages) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new FlagsToMessages(options.Texts("from"), options.Map("messages"));

    public void Apply(RuleStep step)
    {
        if (From.Select(step.Root.Find).FirstOrDefault(found => found?.Value is JsonObject) is not { } member)
            return;

        var flags = (JsonObject)member.Value;
        if (!flags.Members.All(IsUnderstood))
        {
            step.Note(flags, RuleFindings.UnknownShape(member.Key));
            return;
        }

        var messages = flags.Members.Where(flag => flag.Value.Is(true)).Select(flag => Messages[flag.Key]).ToList();
        foreach (var missing in messages.Where(message => !Locales.HaveText(step.Root, $"messages.{message}")))
            step.Note(flags, RuleFindings.TextMissing($"messages.{missing}"));
        MessageList.Take(step, member, messages);
    }

    private bool IsUnderstood(JsonMember flag) => Messages.ContainsKey(flag.Key) && (flag.Value.Is(true) || flag.Value.Is(false));
}
