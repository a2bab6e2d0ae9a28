using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads the short descriptions.</summary>
internal static class TextReading
{
    public static IEnumerable<Trait> Traits(Reading reading)
    {
        var locales = (reading["locales"] as ObjectNode)?.Members ?? [];
        var texts = locales.Where(locale => locale.Value is ObjectNode).Select(locale => (locale.Key, Text: Text(reading, locale))).ToList();
        foreach (var (language, text) in texts.Where(pair => pair.Text is not null))
            yield return Trait(language, Values.Plain(text));

        if (reading.Causes.Has("description", "/description")
            && reading["description"] is { } description
            && description.AsString() is { Length: > 0 } wording
            && texts.TrueForAll(pair => pair.Text?.AsString() != wording && (pair.Key != "en" || pair.Text is null)))
        {
            yield return Trait("en", Values.Plain(description));
        }
    }

    private static SyntaxNode? Text(Reading reading, ObjectMember locale)
    {
        var texts = (ObjectNode)locale.Value;
        return texts["short_description"] ?? (reading.Causes.Has("locale-description", locale.Pointer + "/description") ? texts["description"] : null);
    }

    private static Trait Trait(string language, string text) => new(Aspect.Other, $"the short description in '{language}'", text, "locales", "description");
}
