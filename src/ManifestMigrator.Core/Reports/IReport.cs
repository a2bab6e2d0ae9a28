using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>One file of the run folder being written, repository after repository, in ordinal order of their identity.</summary>
/// <remarks>Nothing is kept in memory that grows with the number of repositories.</remarks>
public interface IReport
{
    /// <summary>Writes what the report says about one repository.</summary>
    void Add(RepositoryResult repository);

    /// <summary>Writes what can only be said at the end. Called once, after the last <see cref="Add"/>.</summary>
    void Complete(RunTotals totals);
}
