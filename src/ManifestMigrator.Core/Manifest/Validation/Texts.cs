using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest.Validation;

/// <summary>The texts in <c>locales</c>, by language, and what refers to them.</summary>
internal static class Texts
{
    public static IEnumerable<Finding> WrongValues(ObjectNode? locales) => locales is null
        ? []
        :
        [
            .. Properties.NoObjects(locales),
            .. Languages(locales).SelectMany(texts => Properties.WrongValues(texts, LocaleProperties.Known, LocaleProperties.Legacy)),
        ];

    public static IEnumerable<Finding> Advice(ObjectNode manifest)
    {
        var locales = manifest["locales"] as ObjectNode;
        return
        [
            .. Messages(manifest, locales),
            .. MissingLanguages(manifest["langs"] as ArrayNode, locales),
            .. Languages(locales).SelectMany(texts => Properties.Unknown(texts, LocaleProperties.Known, LocaleProperties.Legacy)),
            .. Languages(locales).SelectMany(texts => Orphans(texts["fields"] as ObjectNode, manifest["fields"] as ObjectNode, "field")),
            .. Languages(locales).SelectMany(texts => Orphans(texts["permissions"] as ObjectNode, manifest["permissions"] as ObjectNode, "permission")),
        ];
    }

    private static IEnumerable<ObjectNode> Languages(ObjectNode? locales) => (locales?.Members ?? []).Select(member => member.Value).OfType<ObjectNode>();

    private static IEnumerable<Finding> Messages(ObjectNode manifest, ObjectNode? locales) =>
        from item in (manifest["messages"] as ArrayNode)?.Items ?? []
        let message = item.AsString()
        where message is not null && !Languages(locales).Any(texts => (texts["messages"] as ObjectNode)?[message] is not null)
        select ManifestFindings.MessageText(item, message);

    private static IEnumerable<Finding> MissingLanguages(ArrayNode? langs, ObjectNode? locales) =>
        from item in langs?.Items ?? []
        let language = item.AsString()
        where language is not null && locales?.Find(language) is null
        select ManifestFindings.LocaleMissing(item, language);

    private static IEnumerable<Finding> Orphans(ObjectNode? texts, ObjectNode? names, string what) =>
        (texts?.Members ?? []).Where(member => names?.Find(member.Key) is null).Select(member => ManifestFindings.Orphan(member, what));
}
