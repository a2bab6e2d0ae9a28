using ManifestMigrator.Catalogue;
using ManifestMigrator.Declarations;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Migration;

/// <summary>The beginning of a manifest for a konnector that has none.</summary>
/// <param name="Content">A version 2 manifest, as far as it is known.</param>
/// <param name="Findings">What is missing or wrong in it, with places in <paramref name="Content"/>; a person has to see to it.</param>
public sealed record ManifestDraft(byte[] Content, IReadOnlyList<Finding> Findings)
{
    /// <summary>What an entry of the catalogue says: nothing of it is migrated, a new manifest has nothing but gaps.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="supplements">What the catalogue supplies.</param>
    /// <param name="origin">Where the manifest will stand.</param>
    /// <param name="mappings">The rules.</param>
    public static ManifestDraft Of(CatalogueEntry entry, CatalogueSupplements supplements, ManifestOrigin origin, Mappings mappings)
    {
        var supplement = supplements.Of(entry);
        var name = supplement.Manifest?["name"]?.Text ?? JsonString.Encode(entry.Slug);
        var text = $$"""
            {
              "name": {{name}},
              "slug": {{JsonString.Encode(entry.Slug)}},
              "type": "konnector",
              "language": "node"
            }

            """;
        var draft = Of(text, origin with { Supplement = supplement.Manifest }, mappings);
        return draft with { Findings = [.. supplement.Findings, .. draft.Findings] };
    }

    /// <summary>What the code of a konnector tells, which was written before manifests.</summary>
    /// <param name="declaration">What the code says.</param>
    /// <param name="origin">Where the manifest will stand.</param>
    /// <param name="mappings">The rules.</param>
    public static ManifestDraft Of(KonnectorDeclaration declaration, ManifestOrigin origin, Mappings mappings)
    {
        var declared = DeclaredManifest.Of(declaration);
        var draft = Of(declared.Json, origin, mappings);
        return draft with { Findings = [.. declared.Findings, .. draft.Findings] };
    }

    /// <summary>What the rules make of a text, and what is not there yet.</summary>
    private static ManifestDraft Of(string text, ManifestOrigin origin, Mappings mappings)
    {
        var before = new SourceText(text.ReplaceLineEndings("\n"), HasByteOrderMark: false).Encode();
        var plan = Migrator.Plan(before, origin, mappings);
        var content = plan.PlannedBytes ?? before;
        var said = plan.Result.Findings.Where(finding => finding.Rule.Length > 0 || finding.Severity == Severity.Error);
        return new ManifestDraft(content, [.. said.Select(AtBeginning), .. ManifestCheck.Findings(content).Select(AsWarning)]);
    }

    /// <summary>The text the rules began with is seen by nobody.</summary>
    private static Finding AtBeginning(Finding finding) => finding with { Line = 1, Column = 1 };

    /// <summary>A draft is not finished, which is no mistake of anybody's.</summary>
    private static Finding AsWarning(Finding finding) => finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding;
}
