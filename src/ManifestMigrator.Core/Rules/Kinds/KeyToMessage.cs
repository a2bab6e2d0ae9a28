using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Replaces a locale key by a message identifier, and copies the texts of the key to where messages have theirs.</summary>
/// <param name="From">Names the object that holds the key may have at the top level.</param>
/// <param name="Member">Name of the key in it.</param>
/// <param name="Message">The message identifier.</param>
internal sealed record KeyToMessage(IReadOnlyList<string> From, string Member, string Message) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new KeyToMessage(options.Texts("from"), options.Text("member"), options.Text("message"));

    public void Apply(RuleStep step)
    {
        if (From.Select(step.Root.Find).FirstOrDefault(found => found is not null) is not { } member)
            return;
        if (member.Value is not ObjectNode { Count: 1 } holder || holder[Member]?.AsString() is not { } key)
        {
            step.Note(member.Value, RuleFindings.UnknownShape(member.Key));
            return;
        }
        if (!MessageList.HasPlace(step))
            return;

        var hasText = Locales.HaveText(step, $"messages.{Message}");
        foreach (var locale in Locales.In(step.Root))
        {
            if (Locales.Text(locale, $"messages.{Message}") is null && Text(step, locale, key) is { } text)
                hasText |= Copy(step, locale, text);
        }
        if (!hasText)
            step.Note(member.Value, RuleFindings.TextMissing($"messages.{Message}"));
        MessageList.Take(step, member, [Message]);
    }

    /// <summary>The text under the whole key, or under the key without <c>connector.&lt;slug&gt;.</c> in front.</summary>
    private static SyntaxNode? Text(RuleStep step, ObjectNode locale, string key)
    {
        var prefix = $"connector.{step.Root["slug"]?.AsString()}.";
        return Locales.Text(locale, key)
            ?? (key.StartsWith(prefix, StringComparison.Ordinal) ? Locales.Text(locale, key[prefix.Length..]) : null);
    }

    private bool Copy(RuleStep step, ObjectNode locale, SyntaxNode text)
    {
        var value = JsonFragment.Existing(text);
        switch (locale["messages"])
        {
            case null:
                step.InsertLast(locale, "messages", JsonFragment.Object((Message, value)));
                return true;
            case ObjectNode messages when messages.Find(Message) is null:
                step.InsertLast(messages, Message, value);
                return true;
            default:
                return false;
        }
    }
}
