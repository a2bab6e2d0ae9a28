using System.ComponentModel;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A line of <c>uuids.csv</c>, the ledger that a later run can be given: one for every manifest that has a UUID.</summary>
internal sealed class UuidRow(RepositoryResult repository, ManifestResult manifest)
{
    [Description("32 lower-case hexadecimal digits.")]
    public string Uuid => manifest.Uuid;

    [Description("The manifest's slug.")]
    public string Slug => manifest.Slug;

    [Description("Identity of the repository.")]
    public string Repository => repository.Repository;

    [Description("Path of the manifest in the repository.")]
    public string Path => manifest.Path;

    public static IEnumerable<UuidRow> Rows(RepositoryResult repository) =>
        repository.Manifests.Where(manifest => manifest.Uuid.Length > 0).Select(manifest => new UuidRow(repository, manifest));
}
