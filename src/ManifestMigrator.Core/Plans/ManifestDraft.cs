using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>The beginning of a manifest for a konnector that has none.</summary>
/// <param name="Path">Where it would stand in the repository.</param>
/// <param name="Text">A version 2 manifest, as far as it is known.</param>
/// <param name="Findings">What is missing or wrong; a person has to see to it.</param>
public sealed record ManifestDraft(string Path, string Text, IReadOnlyList<Finding> Findings)
{
    private const string FileName = "manifest.konnector";

    /// <summary>What an entry of the catalogue says: nothing of it is migrated, a new manifest has nothing but gaps.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="supplements">What the catalogue supplies.</param>
    /// <param name="origin">Where the manifest will stand.</param>
    /// <param name="mappings">The rules.</param>
    public static ManifestDraft Draft(CatalogueEntry entry, CatalogueSupplements supplements, ManifestOrigin origin, Mappings mappings)
    {
        var supplement = supplements.Find(entry);
        var name = supplement.Manifest?["name"]?.Text ?? JsonString.Encode(entry.Slug);
        var text = $$"""
            {
              "name": {{name}},
              "slug": {{JsonString.Encode(entry.Slug)}},
              "type": "konnector",
              "language": "node"
            }

            """;
        var draft = Draft(text, origin with { Supplement = supplement.Manifest }, mappings);
        return draft with { Findings = [.. supplement.Findings, .. draft.Findings] };
    }

    /// <summary>Drafts from the code of a repository whose konnectors were written before manifests.</summary>
    /// <param name="tree">The code of the repository.</param>
    /// <param name="repository">Its identity; <see langword="null"/> when that is not known.</param>
    /// <param name="mappings">The rules.</param>
    public static IReadOnlyList<ManifestDraft> Draft(SourceTree tree, string? repository, Mappings mappings)
    {
        var declared = KonnectorDeclaration.In(tree);
        return [.. declared
            .Select(found => Draft(found, new ManifestOrigin(repository, declared.Count == 1 ? FileName : DraftPath(found.Path)),
                mappings))];
    }

    /// <summary>The one finding that the reports have about all drafts of a repository.</summary>
    public static Finding Finding(IReadOnlyCollection<ManifestDraft> drafts) => DraftFindings.Drafts(drafts);

    private static ManifestDraft Draft(DeclaredKonnector found, ManifestOrigin origin, Mappings mappings)
    {
        var declared = DeclaredManifest.Read(found.Declaration);
        var draft = Draft(declared.Json, origin, mappings);
        return draft with
        {
            Findings = [.. declared.Findings.Concat(draft.Findings).Select(finding => finding with { Path = found.Path,
            Line = found.Position.Line, Column = found.Position.Column })]
        };
    }

    /// <summary>In a folder named after the file with the code.</summary>
    private static string DraftPath(string code) => $"{code[..code.LastIndexOf('.')]}/{FileName}";

    /// <summary>What the rules make of a text, and what is not there yet.</summary>
    private static ManifestDraft Draft(string text, ManifestOrigin origin, Mappings mappings)
    {
        var before = new SourceText(text.ReplaceLineEndings("\n"), HasByteOrderMark: false).Encode();
        var plan = Migrator.Plan(before, origin, mappings);
        var content = plan.PlannedBytes ?? before;
        var said = plan.Result.Findings.Where(finding => finding.Rule.Length > 0 || finding.Severity == Severity.Error).ToList();
        var rest = ManifestCheck.Findings(content).Where(found => !said.Exists(finding => finding.Pointer == found.Pointer && finding.Action >= FindingAction.Fix));
        return new ManifestDraft(origin.Path, SourceText.Decode(content, out _).Text, [.. said.Select(AtBeginning), .. rest.Select(AsWarning)]);
    }

    /// <summary>Nobody sees the text that the rules began with.</summary>
    private static Finding AtBeginning(Finding finding) => finding with { Line = 1, Column = 1 };

    /// <summary>A draft is unfinished by nature, so its findings are not errors.</summary>
    private static Finding AsWarning(Finding finding) => finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding;
}

/// <summary>A draft of a manifest.</summary>
/// <param name="Path">Where it would stand in the repository, with forward slashes.</param>
/// <param name="Text">The whole file.</param>
public sealed record DraftFile(string Path, string Text)
{
    /// <summary>What is missing or wrong; written beside the draft, for the repository itself has one finding about all its drafts.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
