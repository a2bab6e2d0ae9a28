using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Output;

/// <summary>How a run ended.</summary>
/// <param name="RunFolder">Full path of the run folder.</param>
/// <param name="Totals">Counts over all repositories.</param>
/// <param name="WasInterrupted">Whether somebody stopped it.</param>
/// <param name="HasLocalFolders">Whether something was read from local folders, which can be written in place.</param>
internal sealed record BatchSummary(string RunFolder, RunTotals Totals, bool WasInterrupted, bool HasLocalFolders)
{
    /// <summary>Whether decisions were carried over that approve something.</summary>
    public bool HasApproved { get; init; }

    /// <summary>How many sources each option kept from taking part, by its name.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether somebody has to look at a repository with this status.</summary>
    public static bool IsBad(RepositoryStatus status) => status is RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.Failed or RepositoryStatus.Interrupted;

    /// <param name="isCheck">Whether pending changes are an outcome the caller wants to be told by the exit code.</param>
    public int ExitCode(bool isCheck)
    {
        if (WasInterrupted)
            return Output.ExitCode.Interrupted;
        if (Totals.Repositories.Any(entry => entry.Value > 0 && IsBad(entry.Key)))
            return Output.ExitCode.SomeFailed;
        return isCheck && Totals.Repositories[RepositoryStatus.Migrated] > 0 ? Output.ExitCode.Pending : Output.ExitCode.Done;
    }
}
