using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>The results of an unfinished run: <c>.work</c> in its folder, with one file per finished repository.</summary>
/// <remarks>Keeps in memory only what the order of the results depends on, and what <see cref="BatchFindings"/> needs.</remarks>
internal sealed class RunWork
{
    public const string FolderName = ".work";

    private const string ResultPrefix = "result-";

    private readonly Lock _gate = new();
    private readonly List<StoredResult> _results = [];
    private readonly BatchFindings _batch = new();

    private RunWork(string runFolder) => Folder = FolderIn(runFolder);

    /// <summary>Stored results, and the temporary files of reports.</summary>
    public string Folder { get; }

    /// <summary>How many of the expected sources had no result when the work was opened.</summary>
    public int Unreached { get; private set; }

    public bool Exists => File.Exists(HeaderPath(Folder));

    /// <summary>Whether a run folder has unfinished work.</summary>
    public static bool ExistsIn(string runFolder) => File.Exists(HeaderPath(FolderIn(runFolder)));

    /// <summary>Starts with no results.</summary>
    public static RunWork Begin(string runFolder, RunHeader header)
    {
        var work = new RunWork(runFolder);
        work.Delete();
        AtomicFile.Write(HeaderPath(work.Folder), text => RunJson.WritePart(text, header));
        return work;
    }

    /// <summary>The work in a run folder: its stored results, and the expected ones of all other sources.</summary>
    /// <exception cref="InvalidDataException">A stored result cannot be read.</exception>
    public static RunWork In(string runFolder)
    {
        var work = new RunWork(runFolder);
        if (work.Exists)
        {
            // A power failure may leave a name without content: then that repository counts as not reached.
            foreach (var file in Directory.EnumerateFiles(work.Folder, $"{ResultPrefix}*.json").Where(file => new FileInfo(file).Length > 0))
                work.Remember(Read<RepositoryResult>(file), Guid.ParseExact(Path.GetFileNameWithoutExtension(file)[ResultPrefix.Length..], "N"));
            work.RememberUnreached();
        }

        return work;
    }

    public RunHeader Header() => Read<RunHeader>(HeaderPath(Folder));

    /// <summary>Stores a result for each source that counts until its own is stored, so that a killed run loses none.</summary>
    public void Expect(IEnumerable<RepositoryResult> unreached) => AtomicFile.Write(ExpectedPath, text => RunJson.WriteParts(text, unreached), Folder);

    public void Store(RepositoryResult result)
    {
        var ordered = result with { Manifests = [.. result.Manifests.OrderBy(manifest => manifest.Path, StringComparer.Ordinal)] };
        var number = Guid.NewGuid();
        AtomicFile.Write(PathOf(number), text => RunJson.WritePart(text, ordered), Folder, isDurable: false);
        lock (_gate)
            Remember(ordered, number);
    }

    /// <summary>The stored results in the order of the reports, with the findings of the batch.</summary>
    public IEnumerable<RepositoryResult> Results() =>
        _results.Order(StoredResult.ReportOrder).Select(stored => _batch.AppliedTo(stored.Unreached ?? Read<RepositoryResult>(PathOf(stored.Number))));

    /// <summary>The header goes first: without it there is no work, so one who is killed here leaves none with half of its results.</summary>
    public void Delete()
    {
        if (!Directory.Exists(Folder))
            return;
        File.Delete(HeaderPath(Folder));
        Directory.Delete(Folder, recursive: true);
    }

    private void Remember(RepositoryResult result, Guid number, RepositoryResult? unreached = null)
    {
        // Most have one of a few branches and reasons.
        _results.Add(new StoredResult(result.Repository, string.Intern(result.Branch), result.Source, result.Status, string.Intern(result.Reason), number, unreached));
        _batch.Add(result);
    }

    /// <summary>A source that stands twice in the list has two results.</summary>
    private void RememberUnreached()
    {
        if (!File.Exists(ExpectedPath))
            return;

        var stored = _results.CountBy(result => (result.Source, result.Reason == Reasons.DuplicateSource)).ToDictionary();
        foreach (var expected in RunJsonReader.Parts(File.OpenText(ExpectedPath), ExpectedPath))
        {
            var source = (expected.Source, expected.Reason == Reasons.DuplicateSource);
            var left = stored.GetValueOrDefault(source);
            stored[source] = left - 1;
            if (left > 0)
                continue;
            Remember(expected, Guid.Empty, expected);
            Unreached++;
        }
    }

    private string PathOf(Guid number) => Path.Combine(Folder, $"{ResultPrefix}{number:N}.json");

    private string ExpectedPath => Path.Combine(Folder, "expected.json");

    private static TPart Read<TPart>(string file)
        where TPart : class
    {
        using var text = File.OpenText(file);
        return RunJsonReader.Part<TPart>(text, file);
    }

    private static string FolderIn(string runFolder) => Path.Combine(runFolder, FolderName);

    private static string HeaderPath(string folder) => Path.Combine(folder, "header.json");
}

/// <summary>All that the place of a result among the rows depends on, and where the result is.</summary>
/// <param name="Repository">As in the result.</param>
/// <param name="Branch">As in the result.</param>
/// <param name="Source">As in the result.</param>
/// <param name="Status">As in the result.</param>
/// <param name="Reason">As in the result.</param>
/// <param name="Number">Names the file of a result that was stored.</param>
/// <param name="Unreached">The result itself of a source that was not read; else <see langword="null"/>.</param>
internal sealed record StoredResult(
    string Repository, string Branch, string Source, RepositoryStatus Status, string Reason, Guid Number, RepositoryResult? Unreached)
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
