using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Finds texts in the <c>locales</c> of a manifest.</summary>
internal static class Locales
{
    /// <summary>The languages and their texts.</summary>
    public static IEnumerable<ObjectNode> In(ObjectNode manifest) =>
        ((manifest["locales"] as ObjectNode)?.Members ?? []).Select(member => member.Value).OfType<ObjectNode>();

    /// <summary>Whether a manifest has, or gets from the catalogue, a text for a key with dots, e.g. <c>messages.service</c>.</summary>
    public static bool HaveText(RuleStep step, string key) =>
        HaveText(step.Root, key) || (step.Origin.Supplement is { } supplement && HaveText(supplement, key));

    /// <summary>Whether any language has a text for a key with dots.</summary>
    public static bool HaveText(ObjectNode manifest, string key) => In(manifest).Any(locale => Text(locale, key) is not null);

    /// <summary>The text of a key with dots in one language, or <see langword="null"/>.</summary>
    public static SyntaxNode? Text(ObjectNode locale, string key)
    {
        SyntaxNode? node = locale;
        foreach (var token in key.Split('.'))
            node = (node as ObjectNode)?[token];
        return node?.AsString() is null ? null : node;
    }
}
