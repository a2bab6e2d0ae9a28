using System.Diagnostics;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Output;

/// <summary>
/// Shows how far a batch is: one line with a bar at the bottom of a terminal, otherwise a line for each repository. May be used by several
/// threads at once.
/// </summary>
internal sealed class BatchProgress : IDisposable
{
    private const int ShownFailures = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly Terminal _terminal;
    private readonly int _total;
    private readonly Timer? _timer;
    private readonly List<string> _reading = [];
    private readonly Dictionary<string, RepositoryStatus> _shown = new(StringComparer.Ordinal);
    private int _finished;
    private int _bad;
    private bool _isOver;

    public BatchProgress(Terminal terminal, int total)
    {
        _terminal = terminal;
        _total = total;
        if (!terminal.ShowsProgress)
            return;
        Show();
        // The time that is left changes also while nothing is finished.
        _timer = new Timer(_ => Show(), state: null, Interval, Interval);
    }

    public void Started(string repository)
    {
        lock (_gate)
            _reading.Add(repository);
    }

    public void Finished(string repository, RepositoryResult result)
    {
        lock (_gate)
        {
            _finished++;
            _reading.Remove(repository);
            // A source that repeats another has that one's text, and stays what it is.
            if (result.Reason != Reasons.DuplicateSource)
                _shown[result.Source] = result.Status;
            Tell(result, Messages.Finished(_finished, _total, result.Repository, Spelling.Spell(result.Status), result.Reason, result.Message));
            if (_timer is not null)
                Show();
        }
    }

    /// <summary>Tells what a repository has become in the reports, where that is something else than was told when it was read.</summary>
    /// <remarks>
    /// A UUID that two repositories share is only known when all are read; without this line the counts at the end would not be those of
    /// the lines.
    /// </remarks>
    public void Reported(RepositoryResult result)
    {
        lock (_gate)
        {
            if (result.Reason == Reasons.DuplicateSource || !_shown.TryGetValue(result.Source, out var shown) || shown == result.Status)
                return;
            _shown[result.Source] = result.Status;
            Tell(result, Messages.Became(result.Repository, Spelling.Spell(shown), Spelling.Spell(result.Status), result.Reason));
        }
    }

    /// <summary>A line between the others, such as that something is tried again.</summary>
    public void Tell(string line)
    {
        lock (_gate)
            _terminal.Progress(line);
    }

    /// <summary>A line for those who want to know more.</summary>
    public void TellMore(string line)
    {
        lock (_gate)
            _terminal.Detail(line);
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _isOver = true;
            _terminal.ShowStatus("");
        }
    }

    private void Tell(RepositoryResult result, string line)
    {
        var isBad = BatchSummary.IsBad(result.Status) && result.Status != RepositoryStatus.Interrupted;
        if (isBad)
            _bad++;
        if (_timer is null)
            _terminal.Progress(line);
        else if (isBad && _bad <= ShownFailures)
            _terminal.Log(line, Colors.For(result.Status));
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            var reading = _reading.Count == 0 ? "" : Messages.ReadingNow(_reading[0], _reading.Count - 1);
            _terminal.ShowStatus(Messages.Progress(_finished, _total, _bad, _elapsed.Elapsed, reading));
        }
    }
}
