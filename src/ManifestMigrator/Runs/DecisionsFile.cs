using ManifestMigrator.Disk;
using ManifestMigrator.Output;
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

    /// <summary>The decisions about a run, each with the digest of the plan it is about, so that they can be carried over to another run.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions ReadForAnotherRun(RunFolder run) => Decisions.From(Tied(run));

    /// <summary>Writes those of earlier decisions that are about repositories of a new run into its folder.</summary>
    public static void CarryOver(Decisions earlier, RunFolder run)
    {
        if (earlier.ByKey.Count == 0)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var keys = run.Results().Select(result => Decisions.Key(result, isRepeated: !seen.Add(result.Repository))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var carried = Decisions.From(earlier.ByKey.Where(entry => keys.Contains(entry.Key)));
        if (carried.ByKey.Count > 0)
            Write(run, carried);
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
        catch (FileNotFoundException) when (isOptional && new FileInfo(path).LinkTarget is null)
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

    /// <summary>Replaces the file, whole or not at all.</summary>
    public static void Write(RunFolder run, Decisions decisions) => AtomicFile.Write(PathIn(run), decisions.Write);

    /// <summary>Writes the decisions about several runs into another; of several about one repository, that of the last run counts.</summary>
    /// <exception cref="UsageException">One of the files cannot be read.</exception>
    public static void Merge(IEnumerable<RunFolder> runs, RunFolder merged)
    {
        var decisions = Decisions.From(runs.SelectMany(Tied));
        if (decisions.ByKey.Count > 0)
            Write(merged, decisions);
    }

    /// <summary>The decisions about a run. One that names no plan is about what this run plans, and gets the digest of that plan.</summary>
    private static IEnumerable<KeyValuePair<string, Decision>> Tied(RunFolder run)
    {
        var decisions = Read(run);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var untied = decisions.ByKey.Values.Any(decision => decision.Plan.Length == 0) ? run.Results().Where(result => result.Patch.Length > 0) : [];
        return decisions.ByKey.Where(entry => entry.Value.Plan.Length > 0).Concat(
            from result in untied
            let decision = decisions.Entry(result)
            where decision is { Plan.Length: 0 }
            select KeyValuePair.Create(Decisions.Key(result, isRepeated: !seen.Add(result.Repository)), decision with { Plan = Decisions.Digest(result) }));
    }

    private static string PathIn(RunFolder run) => Path.Combine(run.FullPath, Decisions.FileName);
}
