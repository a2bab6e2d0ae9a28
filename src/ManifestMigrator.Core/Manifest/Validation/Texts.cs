using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest.Validation;

/// <summary>The texts in <c>locales</c>, by language, and what refers to them.</summary>
internal static class Texts
{
    public static IEnumerable<Finding> WrongValues(JsonObject? locales) => locales is null
        ? []
        :
        [
            .. Properties.NoObjects(locales),
            .. Languages(locales).SelectMany(texts => Properties.WrongValues(texts, LocaleProperties.Known, LocaleProperties.Legacy)),
        ];

    public static IEnumerable<Finding> Advice(JsonObject manifest)
    {
        var locales = manifest["locales"] as JsonObject;
        return
        [
            .. Messages(manifest, locales),
            .. MissingLanguages(manifest["langs"] as JsonArray, locales),
            .. Languages(locales).SelectMany(texts => Properties.Unknown(texts, LocaleProperties.Known, LocaleProperties.Legacy)),
            .. Languages(locales).SelectMany(texts => Orphans(texts["fields"] as JsonObject, manifest["fields"] as JsonObject, "field")),
            .. Languages(locales).SelectMany(texts => Orphans(texts["permissions"] as JsonObject, manifest["permissions"] as JsonObject, "permission")),
        ];
    }

    private static IEnumerable<JsonObject> Languages(JsonObject? locales) => (locales?.Members ?? []).Select(member => member.Value).OfType<JsonObject>();

    private static IEnumerable<Finding> Messages(JsonObject manifest, JsonObject? locales) =>
        from item in (manifest["messages"] as JsonArray)?.Items ?? []
        let message = item.AsString()
        where message is not null && !Languages(locales).Any(texts => (texts["messages"] as JsonObject)?[message] is not null)
        select ManifestFindings.MessageText(item, message);

    private static IEnumerable<Finding> MissingLanguages(JsonArray? langs, JsonObject? locales) =>
        from item in langs?.Items ?? []
        let language = item.AsString()
        where language is not null && locales?.Find(language) is null
        select ManifestFindings.LocaleMissing(item, language);

    private static IEnumerable<Finding> Orphans(JsonObject? texts, JsonObject? names, string what) =>
        (texts?.Members ?? []).Where(member => names?.Find(member.Key) is null).Select(member => ManifestFindings.Orphan(member, what));
}
