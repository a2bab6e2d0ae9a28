using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ManifestMigrator.Output;

/// <summary>Shows how far a batch is: a bar on a terminal, otherwise a line for each repository. May be used by several threads at once.</summary>
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
    public static Task ShowAsync(Terminal terminal, int total, Func<BatchProgress, Task> batch) => terminal.ShowsProgress
        ? terminal.ShowProgressAsync(
            [
                new SpinnerColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new OverallColumn(new ProgressBarColumn()),
                new OverallColumn(new RateColumn()),
                new OverallColumn(new RemainingTimeColumn()),
            ],
            context => batch(new BatchProgress(terminal, total, context)))
        : batch(new BatchProgress(terminal, total, context: null));

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

            var line = Messages.Finished(_finished, _total, result.Repository, Spelling.Spell(result.Status), result.Reason, result.Message);
            if (_bar is null)
                _terminal.Progress(line);
            else if (isBad && _bad <= ShownFailures)
                _terminal.Log(line, Colors.For(result.Status));

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

    /// <summary>A line for those who want to know more.</summary>
    public void TellMore(string line)
    {
        lock (_gate)
            _terminal.Detail(line);
    }

    /// <summary>The repository that has been read the longest, and how many others are.</summary>
    private void ShowReading()
    {
        var line = _reading.Count == 0 ? Messages.ReadingNothing : Messages.ReadingNow(_reading[0], _reading.Count - 1);
        _running?.Description(Markup.Escape(VisibleText.Escape(line)));
    }

    /// <summary>A column about the batch as a whole: empty beside what is read now.</summary>
    private sealed class OverallColumn(ProgressColumn column) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Spectre.Console.Text.Empty : column.Render(options, task, deltaTime);
    }

    /// <summary>Repositories a second, since the batch began.</summary>
    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Spectre.Console.Text(task.Value > 0 && task.ElapsedTime is { TotalSeconds: > 0 } elapsed ? Messages.Rate(task.Value / elapsed.TotalSeconds) : "");
    }
}
