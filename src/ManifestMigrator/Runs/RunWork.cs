using ManifestMigrator.Migration;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>What an unfinished run has done so far: <c>.work</c> in its folder, with one file per finished repository.</summary>
/// <remarks>In memory stand only the order of the results and what <see cref="BatchFindings"/> keeps.</remarks>
internal sealed class RunWork
{
    private readonly Lock _gate = new();
    private readonly List<StoredResult> _results = [];
    private readonly BatchFindings _batch = new();

    private RunWork(string runFolder) => Folder = FolderIn(runFolder);

    /// <summary>Where everything stands that is not complete: stored results, and files that have no name of their own yet.</summary>
    public string Folder { get; }

    public bool Exists => File.Exists(HeaderPath(Folder));

    /// <summary>Whether a run folder has unfinished work.</summary>
    public static bool ExistsIn(string runFolder) => File.Exists(HeaderPath(FolderIn(runFolder)));

    /// <summary>Begins with nothing done.</summary>
    public static RunWork Begin(string runFolder, RunHeader header)
    {
        var work = new RunWork(runFolder);
        work.Delete();
        AtomicFile.Write(HeaderPath(work.Folder), text => RunJson.WritePart(text, header));
        return work;
    }

    /// <summary>The work that is in a run folder, with all results that were stored there; nothing is stored when there is none.</summary>
    /// <exception cref="InvalidDataException">A stored result cannot be read.</exception>
    public static RunWork In(string runFolder)
    {
        var work = new RunWork(runFolder);
        if (work.Exists)
        {
            foreach (var file in Directory.EnumerateFiles(work.Folder, "result-*.json"))
                work.Remember(file, Read<RepositoryResult>(file));
        }

        return work;
    }

    public RunHeader Header() => Read<RunHeader>(HeaderPath(Folder));

    public void Store(RepositoryResult result)
    {
        var ordered = result with { Manifests = [.. result.Manifests.OrderBy(manifest => manifest.Path, StringComparer.Ordinal)] };
        var file = Path.Combine(Folder, $"result-{Guid.NewGuid():N}.json");
        AtomicFile.Write(file, text => RunJson.WritePart(text, ordered));
        lock (_gate)
            Remember(file, ordered);
    }

    /// <summary>The stored results in the order of the reports, with the findings of the batch.</summary>
    public IEnumerable<RepositoryResult> Results() =>
        _results.Order(StoredResult.ReportOrder).Select(stored => _batch.AppliedTo(Read<RepositoryResult>(stored.File)));

    public void Delete()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private void Remember(string file, RepositoryResult result)
    {
        _results.Add(new StoredResult(file, result.Repository, result.Branch, result.Source, result.Status, result.Reason));
        _batch.Add(result);
    }

    private static TPart Read<TPart>(string file)
        where TPart : class
    {
        using var text = File.OpenText(file);
        return RunJsonReader.Part<TPart>(text, file);
    }

    private static string FolderIn(string runFolder) => Path.Combine(runFolder, ".work");

    private static string HeaderPath(string folder) => Path.Combine(folder, "header.json");
}
