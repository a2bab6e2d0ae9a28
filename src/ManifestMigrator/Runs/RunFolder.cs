using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>The folder of one run on disk: results are stored in it as they come, and reports are written from them at the end.</summary>
/// <remarks>
/// While a run goes on, or when it was killed, its folder has <c>.work</c> with every result that was finished. A complete one
/// has <c>run.json</c> instead. Either can be opened and gives its results.
/// </remarks>
internal sealed class RunFolder
{
    private readonly RunWork _work;
    private readonly RunDeliveries _deliveries;

    private RunFolder(string path, RunHeader header, RunWork work)
    {
        FullPath = path;
        Header = header;
        _work = work;
        _deliveries = new RunDeliveries(path);
    }

    public string FullPath { get; }

    public RunHeader Header { get; }

    /// <summary>How many of its sources an unfinished run had not come to when it was opened; its results tell which.</summary>
    public int Unreached => _work.Unreached;

    /// <summary>True when the run came to its end and the reports were written.</summary>
    public bool IsComplete => File.Exists(RunJsonPath(FullPath)) && !_work.Exists;

    /// <summary>Makes the folder, or begins anew in one that holds a run. What an earlier run left there stays until the reports are written.</summary>
    /// <exception cref="IOException">The folder holds something else, cannot be written, or another process works on it.</exception>
    public static RunFolder Create(string path, RunHeader header)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !IsRun(path)))
            throw new IOException($"{path} is not empty and is no run folder; choose another --out");

        using var hold = Lock(path);
        return new RunFolder(path, header, RunWork.Begin(path, header));
    }

    /// <summary>Makes a folder named after the time the run began, e.g. <c>20260131T120000Z</c>, with a number behind it when that is taken.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="header">What is known about the run.</param>
    public static RunFolder CreateIn(string root, RunHeader header)
    {
        root = Path.GetFullPath(root);
        var name = header.Started.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        var unnamed = Path.Combine(root, Path.GetRandomFileName());
        RunWork.Begin(unnamed, header);

        var path = Path.Combine(root, name);
        for (var number = 2; !TryRename(unnamed, path); number++)
            path = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));

        return Open(path);
    }

    /// <summary>Opens the folder of a run, be it complete or not.</summary>
    /// <exception cref="IOException">There is no run in it.</exception>
    /// <exception cref="InvalidDataException">What is in it cannot be read.</exception>
    public static RunFolder Open(string path)
    {
        path = Path.GetFullPath(path);
        if (!IsRun(path))
            throw new IOException($"{path} is no run folder: it has no {RunJson.FileName}");

        var begun = RunWork.In(path);
        if (begun.Exists)
            return new RunFolder(path, begun.Header(), begun);

        using var reader = OpenRunJson(path);
        return new RunFolder(path, reader.Header, begun);
    }

    /// <summary>The runs in a folder that can be read, by the time they began, the newest first.</summary>
    public static IReadOnlyList<RunFolder> NewestFirst(string root) =>
        Directory.Exists(root)
            ?
            [
                .. Directory.EnumerateDirectories(root)
                    .Select(TryOpen)
                    .OfType<RunFolder>()
                    .OrderByDescending(run => run.Header.Started, StringComparer.Ordinal)
                    .ThenByDescending(run => run.FullPath.Length)
                    .ThenByDescending(run => run.FullPath, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Keeps what stands for each source until its result is stored.</summary>
    public void Expect(IEnumerable<RepositoryResult> unreached) => _work.Expect(unreached);

    /// <summary>Keeps a finished result: once this returns, it survives the end of the process. May be called by several threads at once.</summary>
    public void Store(RepositoryResult result) => _work.Store(result);

    /// <summary>Keeps how far a repository has been delivered: once this returns, it is on the disk. May be called by several threads at once.</summary>
    public void StoreDelivery(RepositoryResult result) => _deliveries.Store(result);

    /// <summary>
    /// All results in the order of the reports, with what the whole batch says about them and the place of their patch. One is held
    /// at a time.
    /// </summary>
    public IEnumerable<RepositoryResult> Results()
    {
        var patches = new PatchPaths();
        foreach (var result in _work.Exists ? _work.Results() : Reported())
        {
            var placed = result with { Patch = patches.Next(result) };
            yield return _work.Exists ? placed : _deliveries.AppliedTo(placed);
        }
    }

    /// <summary>Writes every report and every patch, each under its name only when it is complete, and puts the folder's work away.</summary>
    /// <returns>The counts over the whole run.</returns>
    public RunTotals WriteReports()
    {
        Directory.CreateDirectory(_work.Folder);
        var totals = RunReports.Write(FullPath, _work.Folder, Header, Results());
        _deliveries.Delete();
        _work.Delete();
        return totals;
    }

    /// <summary>Keeps other processes from the folder.</summary>
    /// <exception cref="IOException">Another process has it; the message says which.</exception>
    public FileLock Lock() => Lock(FullPath);

    internal static FileLock Lock(string path)
    {
        var file = Path.Combine(path, ".lock");
        return FileLock.TryTake(file, FileLockKind.Removed) ?? throw new IOException(Messages.RunIsUsed(path, FileLock.Holder(file)));
    }

    private IEnumerable<RepositoryResult> Reported()
    {
        using var reader = OpenRunJson(FullPath);
        foreach (var result in reader.Repositories())
            yield return result;
    }

    private static bool IsRun(string path) => File.Exists(RunJsonPath(path)) || RunWork.ExistsIn(path);

    private static string RunJsonPath(string path) => Path.Combine(path, RunJson.FileName);

    private static RunJsonReader OpenRunJson(string path) => new(File.OpenText(RunJsonPath(path)), RunJsonPath(path));

    /// <summary>Of several runs that want one name at the same time, one gets it: a folder that is not empty is never replaced.</summary>
    private static bool TryRename(string folder, string path)
    {
        try
        {
            Directory.Move(folder, path);
            return true;
        }
        catch (IOException) when (Path.Exists(path))
        {
            return false;
        }
    }

    private static RunFolder? TryOpen(string path)
    {
        try
        {
            return Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
