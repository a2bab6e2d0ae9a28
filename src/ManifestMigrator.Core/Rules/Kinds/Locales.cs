using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Finds texts in the <c>locales</c> of a manifest.</summary>
internal static class Locales
{
    /// <summary>The languages and their texts.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject manifest) =>
        ((manifest["locales"] as JsonObject)?.Members ?? []).Select(member => member.Value).OfType<JsonObject>();

    /// <summary>Whether a manifest has, or gets from the catalogue, a text for a key with dots, e.g. <c>messages.service</c>.</summary>
    public static bool HaveText(RuleStep step, string key) =>
        HaveText(step.Root, key) || (step.Origin.Supplement is { } supplement && HaveText(supplement, key));

    /// <summary>Whether any language has a text for a key with dots.</summary>
    public static bool HaveText(JsonObject manifest, string key) => Of(manifest).Any(locale => Text(locale, key) is not null);

    /// <summary>The text of a key with dots in one language, or <see langword="null"/>.</summary>
    public static JsonNode? Text(JsonObject locale, string key)
    {
        JsonNode? node = locale;
        foreach (var token in key.Split('.'))
            node = (node as JsonObject)?[token];
        return node?.AsString() is null ? null : node;
    }
}
