using ManifestMigrator.Commands;
using ManifestMigrator.Migration;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>Makes one run of several: of shards, of a run and the repetition of what had failed in it.</summary>
internal static class RunMerge
{
    /// <summary>Stores the results of all runs in a new one.</summary>
    /// <remarks>
    /// Of a source that stands in several runs the result of the run that began last counts. What a run says about all of its
    /// repositories together, such as a UUID that two of them share, is taken away and found anew. One result is held at a time.
    /// </remarks>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="create">Makes the new run.</param>
    /// <exception cref="UsageException">The runs were planned with different rules, or by different versions.</exception>
    public static RunFolder Of(IReadOnlyList<RunFolder> runs, Func<RunHeader, RunFolder> create)
    {
        var ordered = runs.OrderBy(run => run.Header.Started, StringComparer.Ordinal).ToList();
        RefuseDifferent(ordered);
        var last = new Dictionary<(string Source, bool IsDuplicate), RunFolder>();
        foreach (var run in ordered)
        {
            foreach (var result in run.Results())
                last[Key(result)] = run;
        }

        var merged = create(ordered[0].Header);
        foreach (var run in ordered)
        {
            foreach (var result in run.Results().Where(result => last[Key(result)] == run))
                merged.Store(BatchFindings.TakenFrom(result) with { Patch = "" });
        }
        return merged;
    }

    /// <summary>That a source was given twice is no later result of the first.</summary>
    private static (string Source, bool IsDuplicate) Key(RepositoryResult result) => (result.Source, result.Reason == Reasons.DuplicateSource);

    private static void RefuseDifferent(List<RunFolder> runs)
    {
        foreach (var run in runs)
        {
            if (run.Header.MappingsSha256 != runs[0].Header.MappingsSha256)
                throw new UsageException(Messages.NotMerged(run.FullPath, "mappings file"));
            if (run.Header.ToolVersion != runs[0].Header.ToolVersion)
                throw new UsageException(Messages.NotMerged(run.FullPath, "version of the tool"));
        }
    }
}
