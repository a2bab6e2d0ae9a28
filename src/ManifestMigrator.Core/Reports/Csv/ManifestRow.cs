using System.ComponentModel;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A line of <c>manifests.csv</c>: one for every manifest file that was found.</summary>
internal sealed class ManifestRow(RepositoryResult repository, ManifestResult manifest)
{
    [Description("Identity of the repository.")]
    public string Repository => repository.Repository;

    [Description("Path in the repository, with forward slashes.")]
    public string Path => manifest.Path;

    [Description("The manifest's slug.")]
    public string Slug => manifest.Slug;

    [Description("The manifest's name.")]
    public string Name => manifest.Name;

    [Description("The UUID it has after the migration.")]
    public string Uuid => manifest.Uuid;

    [Description("The form it was written in: 2017, catalogue, camel, leftovers or v2; empty for an unreadable one.")]
    public string Form => IsReadable ? Spelling.Spell(manifest.Form) : "";

    [Description("migrated, current, blocked or unreadable.")]
    public string Status => Spelling.Spell(manifest.Status);

    [Description("What the change means to those who use the konnector: none, form, schedule, consent or identity; empty for an unreadable one.")]
    public string Impact => IsReadable ? Spelling.Spell(manifest.Impact) : "";

    [Description("Number of changes.")]
    public int Changes => manifest.Changes.Count;

    [Description("Number of error findings.")]
    public int Errors => manifest.Count(Severity.Error);

    [Description("Number of warning findings.")]
    public int Warnings => manifest.Count(Severity.Warning);

    [Description("Lines that the difference adds.")]
    public int LinesAdded => manifest.LinesAdded;

    [Description("Lines that the difference removes.")]
    public int LinesRemoved => manifest.LinesRemoved;

    [Description("SHA-256 of the file as it was read.")]
    public string Sha256Before => manifest.Sha256Before;

    [Description("SHA-256 of the planned file.")]
    public string Sha256After => manifest.Sha256After;

    [Description("What today's readers see after the migration: same, the konnector they saw before; on-purpose, what the rules are there for; unexpected, something else, and nothing is delivered; empty for an unreadable one.")]
    public string Effective => IsReadable ? Spelling.Spell(manifest.Effective) : "";

    private bool IsReadable => manifest.Status != ManifestStatus.Unreadable;

    public static IEnumerable<ManifestRow> Rows(RepositoryResult repository) =>
        repository.Manifests.Select(manifest => new ManifestRow(repository, manifest));
}
