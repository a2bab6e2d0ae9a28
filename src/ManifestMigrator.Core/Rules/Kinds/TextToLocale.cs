using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Moves a text from the top level into a locale, unless the locales have it already.</summary>
/// <param name="From">Name of the text at the top level.</param>
/// <param name="Locale">The locale it goes to.</param>
/// <param name="To">Its name there.</param>
internal sealed record TextToLocale(string From, string Locale, string To) : IRuleKind
{
    public static IRuleKind Read(RuleOptions options) => new TextToLocale(options.Text("from"), options.Text("locale"), options.Text("to"));

    public void Apply(RuleStep step)
    {
        if (step.Root.Find(From) is not { } member)
            return;
        if (member.Value.AsString() is not { } text)
        {
            step.Note(member.Value, RuleFindings.UnknownShape(From));
            return;
        }

        var locales = step.Root["locales"];
        var locale = (locales as ObjectNode)?[Locale];
        if (locales is not (null or ObjectNode) || locale is not (null or ObjectNode))
        {
            step.Note(member.Value, RuleFindings.UnknownShape("locales"));
        }
        else if (text.Length == 0 || Locales.In(step.Root).Any(other => other[To]?.AsString() == text))
        {
            step.Remove(member);
        }
        else if (locale is ObjectNode present && present.Find(To) is not null)
        {
            step.Note(member.Value, RuleFindings.TextDropped(Locale));
            step.Remove(member);
        }
        else
        {
            step.Note(member.Value, RuleFindings.LanguageUnknown(Locale));
            Move(step, member, locales as ObjectNode, locale as ObjectNode);
        }
    }

    private void Move(RuleStep step, ObjectMember member, ObjectNode? locales, ObjectNode? locale)
    {
        var text = JsonFragment.Existing(member.Value);
        if (locales is null)
        {
            step.Rename(member, "locales", JsonFragment.Object((Locale, JsonFragment.Object((To, text)))));
            return;
        }
        if (locale is null)
            step.InsertLast(locales, Locale, JsonFragment.Object((To, text)));
        else
            step.InsertFirst(locale, To, text);
        step.Remove(member);
    }
}
