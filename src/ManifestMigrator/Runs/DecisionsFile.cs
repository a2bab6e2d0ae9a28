using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary><c>decisions.json</c> in a run folder.</summary>
internal static class DecisionsFile
{
    /// <summary>The decisions about a run; none when nobody has decided anything.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Decisions Read(RunFolder run)
    {
        var path = PathIn(run);
        try
        {
            return File.Exists(path) ? Decisions.Read(File.ReadAllText(path), path) : Decisions.None;
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Puts the decisions in the place of those that are there, whole or not at all.</summary>
    public static void Write(RunFolder run, Decisions decisions) => AtomicFile.Write(PathIn(run), decisions.Write);

    /// <summary>Writes the decisions about several runs into one; about one repository the decision in the last of them counts.</summary>
    /// <exception cref="UsageException">One of the files cannot be read.</exception>
    public static void Merge(IEnumerable<RunFolder> runs, RunFolder merged)
    {
        var decisions = Decisions.From(runs.SelectMany(Tied));
        if (decisions.ByKey.Count > 0)
            Write(merged, decisions);
    }

    /// <summary>The decisions about a run, also those of a person who named no plan: what that run plans was meant, not what another one does.</summary>
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
