using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Plan;

/// <summary>Merges runs: shards, or a run and a later one of what had failed in it.</summary>
/// <remarks>
/// Of a source in several runs the result of the run that started last counts; of runs that started in the same second, the one named
/// last. An interrupted or repeated source is not a later result. Findings about all repositories together, such as a UUID that two of
/// them share, are removed and found again. Holds one result at a time, and the keys of all others.
/// </remarks>
internal sealed class RunMerge
{
    private readonly List<RunFolder> _runs;
    private readonly Dictionary<(bool IsUnderstood, string Place, string? Revision, bool IsDuplicate), RunFolder> _last = [];

    /// <param name="runs">The runs, at least one.</param>
    /// <exception cref="UsageException">The runs were planned with different rules, or by different versions.</exception>
    public RunMerge(IEnumerable<RunFolder> runs)
    {
        _runs = [.. runs.OrderBy(run => run.Header.Started, StringComparer.Ordinal)];
        RefuseDifferent();
        foreach (var run in _runs)
        {
            foreach (var result in run.Results())
            {
                if (result.Reason != Reasons.Interrupted || !_last.ContainsKey(Key(result)))
                    _last[Key(result)] = run;
            }
        }
    }

    /// <summary>The header of the merged run: the start of the last run, and the options that all have in common.</summary>
    public RunHeader Header => _runs[^1].Header with
    {
        Options = _runs[0].Header.Options
            .Where(option => _runs.TrueForAll(run => run.Header.Options.GetValueOrDefault(option.Key) == option.Value))
            .ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>What the merged run takes over.</summary>
    /// <exception cref="UsageException">Decisions cannot be read.</exception>
    public CarriedOver Carried() => new(DecisionsFile.Merged(_runs), Results());

    /// <summary>Stores the results, and the decisions about them, in a new run.</summary>
    /// <param name="merged">The new run.</param>
    /// <param name="decisions">The decisions.</param>
    public void Store(RunFolder merged, Decisions decisions)
    {
        merged.Expect(Results().Select(Unreached));
        if (decisions.ByKey.Count > 0)
            DecisionsFile.Write(merged, decisions);
        foreach (var result in Results())
            merged.Store(BatchFindings.TakenFrom(result));
    }

    private IEnumerable<RepositoryResult> Results() => _runs.SelectMany(run => run.Results().Where(result => _last[Key(result)] == run));

    private static RepositoryResult Unreached(RepositoryResult result) =>
        result.Reason == Reasons.DuplicateSource ? result : RepositoryPlan.Unreached(BatchSource.Parse(result.Source));

    private static (bool IsUnderstood, string Place, string? Revision, bool IsDuplicate) Key(RepositoryResult result)
    {
        var (isUnderstood, place, revision) = BatchSource.Parse(result.Source).Key;
        return (isUnderstood, place, revision, result.Reason == Reasons.DuplicateSource);
    }

    private void RefuseDifferent()
    {
        foreach (var run in _runs)
        {
            if (run.Header.MappingsSha256 != _runs[0].Header.MappingsSha256)
                throw new UsageException(Messages.NotMerged(run.FullPath, "mappings file"));
            if (run.Header.ToolVersion != _runs[0].Header.ToolVersion)
                throw new UsageException(Messages.NotMerged(run.FullPath, "version of the tool"));
            if (run.Header.ToolSha256 != _runs[0].Header.ToolSha256)
                throw new UsageException(Messages.NotMerged(run.FullPath, "build of the tool"));
        }
    }
}
