using ManifestMigrator.Migration;
using ManifestMigrator.Reports;

namespace ManifestMigrator;

/// <summary>How a run ended.</summary>
/// <param name="RunFolder">Full path of the run folder.</param>
/// <param name="Totals">Counts over all repositories.</param>
/// <param name="WasInterrupted">Whether somebody stopped it.</param>
/// <param name="HasLocalFolders">Whether something was read from local folders, which can be written in place.</param>
internal sealed record BatchSummary(string RunFolder, RunTotals Totals, bool WasInterrupted, bool HasLocalFolders)
{
    private static readonly RepositoryStatus[] Bad = [RepositoryStatus.Blocked, RepositoryStatus.Unreadable, RepositoryStatus.Failed];

    /// <param name="isCheck">Whether pending changes are an outcome the caller wants to be told by the exit code.</param>
    public int ExitCode(bool isCheck)
    {
        if (WasInterrupted)
            return ManifestMigrator.ExitCode.Interrupted;
        if (Bad.Any(status => Totals.Repositories[status] > 0))
            return ManifestMigrator.ExitCode.SomeFailed;
        return isCheck && Totals.Repositories[RepositoryStatus.Migrated] > 0 ? ManifestMigrator.ExitCode.Pending : ManifestMigrator.ExitCode.Done;
    }
}
