using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>Tells how far a batch has come: a bar on a terminal, a line for each repository otherwise. May be used by several threads at once.</summary>
internal sealed class BatchProgress
{
    private const int ShownFailures = 5;

    private readonly Lock _gate = new();
    private readonly Terminal _terminal;
    private readonly int _total;
    private readonly ProgressTask? _bar;
    private readonly ProgressTask? _running;
    private readonly List<string> _reading = [];
    private int _finished;
    private int _bad;

    private BatchProgress(Terminal terminal, int total, ProgressContext? context)
    {
        _terminal = terminal;
        _total = total;
        _bar = context?.AddTask(Messages.Reading(0, total, 0), maxValue: Math.Max(1, total));
        _running = context?.AddTask(Messages.ReadingNothing).IsIndeterminate();
    }

    /// <summary>Runs a batch and shows its progress.</summary>
    public static async Task ShowAsync(Terminal terminal, int total, Func<BatchProgress, Task> batch)
    {
        if (!terminal.ShowsProgress)
        {
            await batch(new BatchProgress(terminal, total, context: null));
            return;
        }

        await terminal.Log.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new OverallColumn(new ProgressBarColumn()), new OverallColumn(new RateColumn()), new OverallColumn(new RemainingTimeColumn()))
            .StartAsync(context => batch(new BatchProgress(terminal, total, context)));
    }

    public void Started(string repository)
    {
        lock (_gate)
        {
            _reading.Add(repository);
            ShowReading();
        }
    }

    public void Finished(string repository, RepositoryResult result)
    {
        lock (_gate)
        {
            _finished++;
            _reading.Remove(repository);
            var isBad = result.Status is RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.Failed;
            if (isBad)
                _bad++;

            var line = Messages.Finished(_finished, _total, result.Repository, Spelling.Spell(result.Status), result.Reason);
            if (_bar is null)
                _terminal.Progress(line);
            else if (isBad && _bad <= ShownFailures)
                _terminal.Log.MarkupLineInterpolated($"[{Colors.For(result.Status).ToMarkup()}]{VisibleText.Escape(line)}[/]");
            if (result.Message.Length > 0)
                _terminal.Detail("    " + result.Message);

            _bar?.Increment(1);
            _bar?.Description(Markup.Escape(Messages.Reading(_finished, _total, _bad)));
            ShowReading();
        }
    }

    /// <summary>A line between the others, such as that something is tried again.</summary>
    public void Tell(string line)
    {
        lock (_gate)
            _terminal.Progress(line);
    }

    /// <summary>The repository that has been read the longest, and how many others are.</summary>
    private void ShowReading() => _running?.Description(Markup.Escape(_reading.Count == 0 ? Messages.ReadingNothing : VisibleText.Escape(Messages.ReadingNow(_reading[0], _reading.Count - 1))));
}
