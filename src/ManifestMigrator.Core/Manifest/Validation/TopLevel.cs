using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest.Validation;

/// <summary>The properties at the top level.</summary>
internal static class TopLevel
{
    public static IEnumerable<Finding> WrongValues(ObjectNode manifest) =>
    [
        .. Properties.WrongValues(manifest, ManifestProperties.Known, ManifestProperties.Legacy),
        .. Properties.UnknownWords(manifest["categories"], Vocabulary.Categories, "unknown-category", "category"),
        .. Properties.UnknownWords(manifest["data_types"], Vocabulary.DataTypes, "unknown-data-type", "data type"),
        .. Properties.UnknownWord(manifest["frequency"], Vocabulary.Frequencies, "unknown-frequency", "frequency"),
        .. Others(manifest["categories"] as ArrayNode),
        .. When(manifest["type"], node => node.AsString() is { } type && type != "konnector", ManifestFindings.UnknownType),
        .. When(manifest["manifest_version"], node => node.AsString() is { } version && version != "2", ManifestFindings.ManifestVersion),
        .. When(manifest["time_interval"], node => !IsInterval(node), ManifestFindings.TimeInterval),
        .. When(manifest["uuid"], node => !IsUuid(node), ManifestFindings.Uuid),
        .. When(manifest["vendor_link"], node => node.AsString() is { } link && !IsWebAddress(link), ManifestFindings.VendorLinkScheme),
        .. When((manifest["oauth"] as ObjectNode)?["scope"], node => node is ArrayNode { Count: > 1 }, ManifestFindings.SplitScope),
    ];

    public static IEnumerable<Finding> Advice(ObjectNode manifest) =>
    [
        .. ManifestProperties.Required.Words.Where(name => manifest.Find(name) is null).Select(name => ManifestFindings.Missing(manifest, name)),
        .. manifest.Find("uuid") is null ? [ManifestFindings.MissingUuid(manifest)] : Array.Empty<Finding>(),
        .. manifest.Members.Where(IsAppProperty).Select(ManifestFindings.AppProperty),
        .. Properties.Unknown(manifest, ManifestProperties.Known, ManifestProperties.Legacy).Where(finding => !ManifestProperties.AppsOnly.Has(finding.Pointer[1..])),
    ];

    private static bool IsAppProperty(ObjectMember member) => ManifestProperties.AppsOnly.Has(member.Key);

    private static IEnumerable<Finding> Others(ArrayNode? categories) =>
        (categories?.Items ?? []).Where(item => item.AsString() == "others").Select(ManifestFindings.CategoryOthers);

    private static IEnumerable<Finding> When(SyntaxNode? node, Func<SyntaxNode, bool> isWrong, Func<SyntaxNode, Finding> finding) =>
        node is not null && isWrong(node) ? [finding(node)] : [];

    private static bool IsInterval(SyntaxNode node) =>
        node is ArrayNode { Items: [var from, var to] } && Hour(from) is { } start && Hour(to) is { } end && start >= 0 && start < end && end <= 24;

    private static double? Hour(SyntaxNode node) =>
        Shape.Number.Fits(node) && double.TryParse(node.Text, CultureInfo.InvariantCulture, out var hour) ? hour : null;

    private static bool IsUuid(SyntaxNode node) => node.AsString() is { Length: 32 } uuid && uuid.All(char.IsAsciiHexDigitLower);

    private static bool IsWebAddress(string link) =>
        link.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
