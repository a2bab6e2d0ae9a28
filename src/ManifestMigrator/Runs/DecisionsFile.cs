using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary><c>decisions.json</c> in a run folder.</summary>
internal static class DecisionsFile
{
    /// <summary>The decisions about a run; none when nobody has decided anything.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions Read(RunFolder run) => Read(PathIn(run), isOptional: true);

    /// <summary>The decisions of a file that the user names.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions Read(FileInfo file) => Read(file.FullName, isOptional: false);

    /// <summary>The decisions about a run in the form that the tool writes: each names its plan, but for a rejection of any plan.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions ReadTied(RunFolder run) => InOrder(Tied(Read(run), run));

    /// <summary>Writes those of earlier decisions that are about repositories of a new run into its folder.</summary>
    /// <returns>The decisions about the new run.</returns>
    public static Decisions CarryOver(Decisions earlier, RunFolder run)
    {
        if (earlier.ByKey.Count == 0)
            return Read(run);
        var names = Decisions.Names(run.Results());
        var carried = InOrder(Tied(earlier, run).Where(entry => names.Contains(entry.Key)));
        if (carried.ByKey.Count == 0)
            return Read(run);
        Write(run, carried);
        return carried;
    }

    /// <summary>Before another run takes the place of one: its decisions are about what that planned, and not about what comes.</summary>
    /// <param name="path">Full path of the run folder.</param>
    /// <exception cref="UsageException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">The run that they are about cannot be read.</exception>
    public static void Tie(string path)
    {
        var decisions = Read(Path.Combine(path, Decisions.FileName), isOptional: true);
        if (decisions.ByKey.Values.Any(decision => decision is { Plan.Length: 0, Verdict: not Verdict.Rejected }) && RunFolder.Open(path) is var run)
            Write(run, InOrder(Tied(decisions, run)));
    }

    private static Decisions Read(string path, bool isOptional)
    {
        try
        {
            if (!isOptional)
                return Decisions.Read(InputFile.ReadAllText(path), path);
            using var text = RegularFile.OpenText(path);
            return Decisions.Read(text.ReadToEnd(), path);
        }
        catch (Exception exception) when (isOptional && exception is (FileNotFoundException or DirectoryNotFoundException) && new FileInfo(path).LinkTarget is null)
        {
            return Decisions.None;
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException(Messages.DecisionsMalformed(exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Messages.DecisionsUnreadable(path, exception.Message));
        }
    }

    /// <summary>
    /// Changes the file: it is read, changed and replaced, while no other process does the same. Reviews in two places at once keep both.
    /// </summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static void Change(RunFolder run, Func<Decisions, Decisions> change)
    {
        using var hold = FileLock.Take(PathIn(run) + ".lock", FileLockKind.Removed);
        Write(run, change(ReadTied(run)));
    }

    /// <summary>Replaces the file, whole or not at all.</summary>
    public static void Write(RunFolder run, Decisions decisions) => AtomicFile.Write(PathIn(run), decisions.Write);

    /// <summary>
    /// The decisions about several runs. Of several about one repository, that of the last run counts; a bare note leaves an earlier
    /// rejection as it is.
    /// </summary>
    /// <exception cref="UsageException">One of the files cannot be read.</exception>
    public static Decisions Merged(IEnumerable<RunFolder> runs) => InOrder(runs.SelectMany(run => Tied(Read(run), run)));

    private static Decisions InOrder(IEnumerable<KeyValuePair<string, Decision>> entries) => entries.Aggregate(
        Decisions.None,
        (decisions, entry) => decisions.With(entry.Key, decisions.ByKey.TryGetValue(entry.Key, out var earlier) ? entry.Value.After(earlier) : entry.Value));

    /// <summary>The decisions about a run. Without a plan, a rejection is about any; all else is about what this run plans, and gets its digest.</summary>
    private static IEnumerable<KeyValuePair<string, Decision>> Tied(Decisions decisions, RunFolder run)
    {
        var tied = decisions.ByKey.Where(entry => entry.Value.Plan.Length > 0 || entry.Value.Verdict == Verdict.Rejected).ToList();
        if (tied.Count == decisions.ByKey.Count)
            return tied;
        var planned = run.Results().Where(result => result.Status == RepositoryStatus.Migrated);
        var several = planned.CountBy(result => result.Repository, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        return tied.Concat(
            from result in planned
            let decision = decisions.Entry(result)
            where decision is { Plan.Length: 0, Verdict: not Verdict.Rejected }
            let ofBranch = Decisions.Key(result, isRepeated: true)
            let key = several.Contains(result.Repository) || decisions.ByKey.ContainsKey(ofBranch) ? ofBranch : result.Repository
            select KeyValuePair.Create(key, decision with { Plan = Decisions.Digest(result) }));
    }

    private static string PathIn(RunFolder run) => Path.Combine(run.FullPath, Decisions.FileName);
}
