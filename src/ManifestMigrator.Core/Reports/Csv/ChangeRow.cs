using System.ComponentModel;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A line of <c>changes.csv</c>: one thing a rule did to a manifest.</summary>
internal sealed class ChangeRow(RepositoryResult repository, ManifestResult manifest, Change change)
{
    [Description("Identity of the repository.")]
    public string Repository => repository.Repository;

    [Description("Path of the manifest in the repository.")]
    public string Path => manifest.Path;

    [Description("Line in the file as it was read; for an insertion the line after which it goes.")]
    public int Line => change.Line;

    [Description("Identifier of the rule; repair for a line that was not strict JSON.")]
    public string Rule => change.Rule;

    [Description("insert, remove, rename, replace, move or repair.")]
    public string Kind => Spelling.Spell(change.Kind);

    [Description("JSON Pointer of what was there.")]
    public string PointerBefore => change.PointerBefore;

    [Description("JSON Pointer of what is there now.")]
    public string PointerAfter => change.PointerAfter;

    [Description("JSON text that was there, whole and as it was written; of a repair, the line.")]
    public string ValueBefore => change.ValueBefore;

    [Description("JSON text that is there now, whole; of a repair, the line.")]
    public string ValueAfter => change.ValueAfter;

    public static IEnumerable<ChangeRow> Rows(RepositoryResult repository) =>
        from manifest in repository.Manifests
        from change in manifest.Changes
        select new ChangeRow(repository, manifest, change);
}
