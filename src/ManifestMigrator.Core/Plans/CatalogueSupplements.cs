using System.Collections.Concurrent;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>What a catalogue supplies to the manifests of each repository. Safe for use by several threads at once.</summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="texts">Its texts, a language each.</param>
/// <param name="mappings">The rules that bring an entry to version 2 too.</param>
/// <param name="repositories">Identities of all repositories of the run, among which names of the registry are looked for.</param>
public sealed class CatalogueSupplements(
    KonnectorCatalogue catalogue, IReadOnlyList<CatalogueTexts> texts, Mappings mappings, IReadOnlyCollection<string> repositories)
{
    private readonly ConcurrentDictionary<CatalogueEntry, Supplement> _supplements = new();

    /// <summary>What it supplies to a repository's manifest; nothing when that is uncertain, and a finding says why.</summary>
    /// <param name="repository">Identity of the repository.</param>
    /// <param name="given">What it is called among the repositories of the run: a folder gets another name by its remote.</param>
    /// <param name="manifests">How many manifests it has.</param>
    public Supplement Find(string repository, string given, int manifests)
    {
        string[] all = [.. repositories.Where(other => other != given), repository];
        var entries = catalogue.EntriesOf(repository)
            .Where(entry => Candidates(entry, repository, all).Contains(repository, StringComparer.Ordinal))
            .ToList();
        if (manifests == 0 || entries.Count == 0)
            return Supplement.None;
        if (entries.Count > 1)
            return Supplement.Refused(CatalogueFindings.SeveralEntries(entries.Select(entry => entry.Slug)));
        if (Candidates(entries[0], repository, all) is { Count: > 1 } candidates)
            return Supplement.Refused(CatalogueFindings.SeveralRepositories(entries[0].Slug, candidates));
        return manifests > 1 ? Supplement.Refused(CatalogueFindings.SeveralManifests(entries[0].Slug)) : Find(entries[0]);
    }

    /// <summary>What one entry supplies.</summary>
    public Supplement Find(CatalogueEntry entry) => _supplements.GetOrAdd(entry, static (entry, all) => all.Read(entry), this);

    /// <summary>Whether version 2 does not allow a value; missing and unknown values do no harm.</summary>
    private static bool IsWrong(Finding finding) => finding.Severity == Severity.Error
        ? finding.Code != "missing-property"
        : finding.Code is "wrong-type" or "legacy-property" or "unknown-category" or "unknown-data-type" or "unknown-field-type" or "manifest-version";

    private static IReadOnlyList<string> Candidates(CatalogueEntry entry, string repository, string[] all) =>
        entry.RegistrySlug is { } slug ? RegistryName.Repositories(slug, all) : [repository];

    /// <summary>The entry as a manifest of version 2, without values that version 2 does not allow.</summary>
    private Supplement Read(CatalogueEntry entry)
    {
        var document = Migrator.Walk(new PlanHistory(SyntaxTree.Parse(entry.AsManifest(texts))),
            new ManifestOrigin(null, "manifest.konnector"), mappings).Current;
        if (document.Root is not ObjectNode root)
            return Supplement.None;

        var wrong = ManifestValidator.Validate(document)
            .Select(placed => placed.Finding)
            .Where(IsWrong)
            .GroupBy(finding => JsonPointer.Split(finding.Pointer)[0], StringComparer.Ordinal)
            .ToList();
        var editor = new JsonEditor();
        foreach (var member in wrong.Select(group => root.Find(group.Key)).OfType<ObjectMember>())
            editor.Remove(member);
        var text = TextEdits.Apply(document.Text, editor.Edits());
        return new Supplement((ObjectNode?)SyntaxTree.Parse(text).Root,
            [.. wrong.Select(group => CatalogueFindings.WrongValue(entry.Slug, group.First()))]);
    }
}

/// <summary>What a catalogue supplies to one manifest.</summary>
/// <param name="Manifest">A version 2 manifest that fills gaps; <see langword="null"/> for nothing.</param>
/// <param name="Findings">Why something is not supplied; about the repository.</param>
public sealed record Supplement(ObjectNode? Manifest, IReadOnlyList<Finding> Findings)
{
    public static Supplement None { get; } = new(null, []);

    public static Supplement Refused(Finding why) => new(null, [why]);
}
