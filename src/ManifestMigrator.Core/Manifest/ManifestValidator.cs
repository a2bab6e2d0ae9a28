using ManifestMigrator.Json;
using ManifestMigrator.Manifest.Validation;

namespace ManifestMigrator.Manifest;

/// <summary>Says what keeps a manifest from being version 2 (seed 004, with the decisions of spec: mapping).</summary>
public static class ManifestValidator
{
    /// <summary>Everything, in the order of the text. Without an error the manifest is valid.</summary>
    /// <param name="document">Strict JSON.</param>
    public static IEnumerable<Finding> Validate(SyntaxTree document)
    {
        if (document.Root is not ObjectNode manifest)
            return [ManifestFindings.NotAnObject(document.Root)];
        return InOrder(document.DuplicateMembers().Select(ManifestFindings.Duplicate).Concat(WrongValues(manifest)).Concat(Advice(manifest)));
    }

    /// <summary>Only what is there and wrong, in the order of the text: what a plan tells about its result.</summary>
    public static IEnumerable<Finding> WrongValues(SyntaxTree document) =>
        document.Root is ObjectNode manifest ? InOrder(WrongValues(manifest)) : [];

    private static IEnumerable<Finding> WrongValues(ObjectNode manifest) =>
    [
        .. TopLevel.WrongValues(manifest),
        .. Fields.WrongValues(manifest["fields"] as ObjectNode),
        .. Permissions.WrongValues(manifest),
        .. Texts.WrongValues(manifest["locales"] as ObjectNode),
    ];

    /// <summary>What is missing, superfluous or without effect.</summary>
    private static IEnumerable<Finding> Advice(ObjectNode manifest) =>
    [
        .. TopLevel.Advice(manifest),
        .. Fields.Advice(manifest["fields"] as ObjectNode),
        .. Permissions.Advice(manifest["permissions"] as ObjectNode),
        .. Texts.Advice(manifest),
    ];

    private static IEnumerable<Finding> InOrder(IEnumerable<Finding> findings) => findings.OrderBy(finding => (finding.Line, finding.Column));
}
