using ManifestMigrator.Plans;

namespace ManifestMigrator.Runs;

/// <summary>A result that can be brought back, and all that its place among the rows depends on.</summary>
internal sealed record StoredResult(Func<RepositoryResult> Read, string Repository, string Branch, string Source, RepositoryStatus Status, string Reason)
{
    /// <summary>
    /// By repository, branch and source; where the same source was given twice, what was done with it decides. When they finished
    /// plays no part, so that two runs have equal rows.
    /// </summary>
    public static readonly Comparer<StoredResult> ReportOrder = Comparer<StoredResult>.Create(Compare);

    private static int Compare(StoredResult one, StoredResult other)
    {
        if (string.CompareOrdinal(one.Repository, other.Repository) is not 0 and var byRepository)
            return byRepository;

        if (string.CompareOrdinal(one.Branch, other.Branch) is not 0 and var byBranch)
            return byBranch;

        if (string.CompareOrdinal(one.Source, other.Source) is not 0 and var bySource)
            return bySource;

        return one.Status == other.Status ? string.CompareOrdinal(one.Reason, other.Reason) : one.Status.CompareTo(other.Status);
    }
}
