using System.ComponentModel;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A line of <c>references.csv</c>: a place where source code uses a module that konnectors once shared.</summary>
internal sealed class ReferenceRow(RepositoryResult repository, Reference reference)
{
    [Description("Identity of the repository.")]
    public string Repository => repository.Repository;

    [Description("Path of the source file in the repository.")]
    public string Path => reference.Path;

    [Description("Line of the specifier.")]
    public int Line => reference.Line;

    [Description("Column of the specifier in that line, in UTF-16 code units.")]
    public int Column => reference.Column;

    [Description("The module as the code names it.")]
    public string Specifier => reference.Specifier;

    [Description("The module's name in the list of shared modules.")]
    public string Module => reference.Module;

    [Description("same-call, renamed, different-call, doctype or removed.")]
    public string Kind => Spelling.Spell(reference.Kind);

    [Description("What takes its place.")]
    public string Replacement => reference.Replacement;

    [Description("What a person can do about it.")]
    public string Hint => reference.Hint;

    public static IEnumerable<ReferenceRow> Rows(RepositoryResult repository) =>
        repository.References.Select(reference => new ReferenceRow(repository, reference));
}
