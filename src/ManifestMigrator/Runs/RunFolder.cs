using System.Globalization;
using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Runs;

/// <summary>The folder of one run: results are stored in it as they come, and the reports are written from them at the end.</summary>
/// <remarks>
/// While a run goes on, and after it was killed, <c>.work</c> in its folder has every finished result. A complete run has
/// <c>run.json</c> instead. Both can be opened and give their results.
/// </remarks>
internal sealed partial class RunFolder : IDisposable
{
    /// <summary>Where runs are kept unless the user says otherwise, below the current folder.</summary>
    public static readonly string DefaultRoot = Path.Combine("migration", "runs");

    private const string LockName = ".lock";

    private readonly RunWork _work;
    private readonly RunDeliveries _deliveries;

    private readonly FileLock? _hold;

    private RunFolder(string path, RunHeader header, RunWork work, FileLock? hold = null)
    {
        FullPath = path;
        Header = header;
        _work = work;
        _hold = hold;
        _deliveries = new RunDeliveries(path);
    }

    public string FullPath { get; }

    public RunHeader Header { get; }

    /// <summary>How many sources an unfinished run had not read when it was opened.</summary>
    public int Unreached => _work.Unreached;

    /// <summary>Whether the run ended and its reports are written.</summary>
    public bool IsComplete => File.Exists(RunJsonPath(FullPath)) && !_work.Exists;

    /// <summary>Makes a run folder, which is locked until its reports are written or it is disposed.</summary>
    /// <param name="path">Where; <see langword="null"/> for a folder in <see cref="DefaultRoot"/> that is named after the time the run began.</param>
    /// <param name="header">What is known about the run.</param>
    /// <param name="carried">What it takes over from other runs.</param>
    /// <param name="cancellation">Ends the waiting for another process that begins a run.</param>
    /// <exception cref="UsageException">The folder holds something that is no run or must not be lost, or another process works on it.</exception>
    public static async Task<RunFolder> NewAsync(string? path, RunHeader header, CarriedOver carried, CancellationToken cancellation)
    {
        try
        {
            return path is null ? await CreateInAsync(DefaultRoot, header, cancellation) : Create(path, header, carried);
        }
        catch (IOException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Makes the folder, or starts again in one that holds a run. The reports of the earlier run stay until the new ones are written.</summary>
    /// <exception cref="IOException">
    /// The folder holds something else, or a run that was decided on or delivered; or it cannot be written, or another process works on it.
    /// </exception>
    public static RunFolder Create(string path, RunHeader header, CarriedOver? carried = null)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(entry => !IsOfBeginning(entry)) && !IsRun(path)))
            throw new IOException(Messages.NotARunFolder(path));

        var hold = Lock(path);
        try
        {
            if (IsRun(path))
            {
                RequireNothingLost(Open(path), carried ?? CarriedOver.Nothing);
                DecisionsFile.Tie(path);
            }
            return new RunFolder(path, header, RunWork.Begin(path, header), hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Makes a folder named after the start of the run, e.g. <c>20260131T120000Z</c>, or <c>20260131T120000Z-2</c> when that exists.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="header">What is known about the run.</param>
    /// <param name="cancellation">Ends the waiting for another process that begins a run.</param>
    public static async Task<RunFolder> CreateInAsync(string root, RunHeader header, CancellationToken cancellation)
    {
        root = Path.GetFullPath(root);
        using var naming = await FileLock.TakeAsync(Path.Combine(root, LockName), FileLockKind.Removed, cancellation);
        DeleteNeverBegun(root);

        var name = Path.Combine(root, header.Started.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal));
        var path = name;
        for (var number = 2; Path.Exists(path); number++)
            path = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return Create(path, header);
    }

    /// <summary>Opens the folder of a run, complete or not.</summary>
    /// <exception cref="IOException">There is no run in it.</exception>
    /// <exception cref="InvalidDataException">What is in it cannot be read.</exception>
    public static RunFolder Open(string path)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(path))
            throw new IOException(Messages.NoSuchFolder(path));
        if (!IsRun(path))
            throw new IOException($"{path} is not a run folder: it has no {RunJson.FileName}");

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

    /// <summary>Stores a result for each source that counts until its own is stored.</summary>
    public void Expect(IEnumerable<RepositoryResult> unreached) => _work.Expect(unreached);

    /// <summary>Stores a finished result; it then survives the end of the process. Thread-safe.</summary>
    public void Store(RepositoryResult result) => _work.Store(result);

    /// <summary>Stores how far a repository has been delivered; it is then on the disk. Thread-safe.</summary>
    public void StoreDelivery(RepositoryResult result) => _deliveries.Store(result);

    /// <summary>
    /// All results in the order of the reports, with the findings of the whole batch and the path of their patch. Holds one at a time.
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

    /// <summary>Reads everything once, for those who begin to print or to do something with the first result.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void RequireReadable()
    {
        foreach (var _ in Results())
        {
        }
    }

    /// <summary>Writes every report and patch atomically, then deletes the unfinished work.</summary>
    /// <remarks>Releases the lock of a folder that this process made.</remarks>
    /// <param name="decisions">What is decided about it now.</param>
    /// <param name="tell">Is called with each result as it is reported.</param>
    /// <returns>The counts over the whole run.</returns>
    public RunTotals WriteReports(Decisions decisions, Action<RepositoryResult>? tell = null)
    {
        Directory.CreateDirectory(_work.Folder);
        var results = Results();
        if (tell is not null)
        {
            results = results.Select(result =>
            {
                tell(result);
                return result;
            });
        }
        var totals = Write(decisions, results);
        _deliveries.Delete();
        _work.Delete();
        Dispose();
        return totals;
    }

    private RunTotals Write(Decisions decisions, IEnumerable<RepositoryResult> results)
    {
        try
        {
            return RunReports.Write(FullPath, _work.Folder, Header, decisions, results);
        }
        finally
        {
            // Of a run that cannot be read nothing is written, and nothing stays.
            if (!_work.Exists)
                _work.Delete();
        }
    }

    /// <summary>Copies the <c>run.json</c> of a complete run.</summary>
    public static void CopyJson(string path, TextWriter target)
    {
        using var source = RegularFile.OpenText(RunJsonPath(path));
        var buffer = new char[1 << 16];
        for (int read; (read = source.Read(buffer)) > 0;)
            target.Write(buffer, 0, read);
    }

    /// <summary>Keeps other processes from the folder.</summary>
    /// <exception cref="IOException">Another process has it; the message says which.</exception>
    public FileLock Lock() => Lock(FullPath);

    internal static FileLock Lock(string path)
    {
        var file = Path.Combine(path, LockName);
        return FileLock.TryTake(file, FileLockKind.Removed) ?? throw new IOException(Messages.RunIsUsed(path, FileLock.Holder(file)));
    }

    public void Dispose() => _hold?.Dispose();

    private IEnumerable<RepositoryResult> Reported()
    {
        using var reader = OpenRunJson(FullPath);
        foreach (var result in reader.Repositories())
            yield return result;
    }

    /// <summary>Whether a folder holds a run, finished or not.</summary>
    public static bool IsRun(string path) => File.Exists(RunJsonPath(path)) || RunWork.ExistsIn(path);

    private static string RunJsonPath(string path) => Path.Combine(path, RunJson.FileName);

    private static RunJsonReader OpenRunJson(string path) => new(RegularFile.OpenText(RunJsonPath(path)), RunJsonPath(path));

    /// <summary>Whether a file or folder is one of those that a run has before it has a header.</summary>
    private static bool IsOfBeginning(string entry) =>
        Path.GetFileName(entry.AsSpan()) is RunWork.FolderName || Path.GetFileName(entry.AsSpan()).StartsWith(LockName, StringComparison.Ordinal);

    /// <summary>Folders of runs that were killed before they had begun. Nobody else begins one now.</summary>
    private static void DeleteNeverBegun(string root)
    {
        foreach (var folder in Directory.GetDirectories(root).Where(folder => RunName().IsMatch(Path.GetFileName(folder))))
        {
            if (!IsRun(folder) && Directory.EnumerateFileSystemEntries(folder).All(IsOfBeginning))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A run that takes the place of another takes its decisions and deliveries with it, unless it has them too.</summary>
    private static void RequireNothingLost(RunFolder run, CarriedOver carried)
    {
        var decisions = DecisionsFile.ReadTied(run).ByKey.Count(entry => !carried.Decisions.ByKey.TryGetValue(entry.Key, out var same)
            || same with { Plan = same.Plan.Length == 0 ? entry.Value.Plan : same.Plan } != entry.Value);
        var kept = carried.Results.Select(Delivered).ToHashSet();
        var deliveries = run.Results().Count(result => result.Delivery.Commit.Length > 0 && !kept.Contains(Delivered(result)));
        if (decisions + deliveries > 0)
            throw new IOException(Messages.RunWouldBeLost(Summary.Shown(run.FullPath), deliveries, decisions));

        static (string, string, string, DeliveryStep) Delivered(RepositoryResult result) =>
            (result.Repository, result.Delivery.Branch, result.Delivery.Commit, result.Delivery.Step);
    }

    [GeneratedRegex(@"^\d{8}T\d{6}Z(-\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunName();

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

/// <summary>What a new run takes over from others.</summary>
/// <param name="Decisions">Their decisions.</param>
/// <param name="Results">Their results, with how far each was delivered.</param>
internal sealed record CarriedOver(Decisions Decisions, IEnumerable<RepositoryResult> Results)
{
    public static CarriedOver Nothing { get; } = new(Decisions.None, []);
}
