using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest.Validation;

/// <summary>The account form. The names of fields are free; their properties are not.</summary>
internal static class Fields
{
    public static IEnumerable<Finding> WrongValues(ObjectNode? fields)
    {
        foreach (var field in fields?.Members ?? [])
        {
            if (FieldProperties.LegacyNames.TryGetValue(field.Key, out var successor))
                yield return ManifestFindings.Legacy(field, successor);
            else if (field.Value is not ObjectNode properties)
                yield return ManifestFindings.WrongType(field.Value, field.Key, Shape.Object);
            else
            {
                foreach (var finding in WrongProperties(properties))
                    yield return finding;
            }
        }
    }

    public static IEnumerable<Finding> Advice(ObjectNode? fields) =>
        (fields?.Members ?? [])
            .Where(field => !FieldProperties.LegacyNames.ContainsKey(field.Key))
            .Select(field => field.Value)
            .OfType<ObjectNode>()
            .SelectMany(FieldAdvice);

    private static IEnumerable<Finding> WrongProperties(ObjectNode field) =>
    [
        .. Properties.WrongValues(field, FieldProperties.Known, FieldProperties.Legacy),
        .. Properties.UnknownWord(field["type"], Vocabulary.FieldTypes, "unknown-field-type", "field type"),
    ];

    private static IEnumerable<Finding> FieldAdvice(ObjectNode field) =>
    [
        .. field.Find("type") is null ? [ManifestFindings.Missing(field, "type")] : Array.Empty<Finding>(),
        .. field["label"]?.AsString() is { } label && !Vocabulary.Labels.Has(label) ? [ManifestFindings.FreeLabel(field["label"]!, label)] : Array.Empty<Finding>(),
        .. field.Find("identifier") is { } identifier ? [ManifestFindings.Identifier(identifier)] : Array.Empty<Finding>(),
        .. Properties.Unknown(field, FieldProperties.Known, FieldProperties.Legacy),
    ];
}
